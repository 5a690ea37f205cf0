import { describe, expect, it, test } from "vitest";
import { catalogueObserver } from "../../../bench/runners/catalogue-observer.ts";
import { type KeptRequest, takeDetector } from "../../../bench/runners/kept-detectors.ts";
import { VIEWS, type ViewBatch, type ViewName } from "../../../datasets/view.ts";
import { DETECTORS } from "../../../detectors/catalogue.ts";
import {
  FUZZ_DEVICES,
  fuzzFleet,
  fuzzRows,
  rowsWhere,
} from "../../../detectors/conformance/fuzz.ts";
import { learned } from "../../../detectors/conformance/lessons.ts";
import { openFeed, replay } from "../../../detectors/conformance/replay.ts";
import { createDetector } from "../../../detectors/create-detector.ts";
import type { DetectorSpec } from "../../../detectors/detector.ts";

const fleet = fuzzFleet();
const [rule] = DETECTORS as readonly [DetectorSpec];
const asked = (change: Partial<KeptRequest> = {}): KeptRequest => ({
  ...{ spec: rule, cell: "a", fleet, view: "charging", shard: 0 },
  create: () => ({ observe() {} }),
  ...change,
});

describe("a detector of the catalogue", () => {
  it("that was handed back is taken again for a shard that it has not seen", () => {
    const view = { fleet: fuzzFleet() };
    const first = takeDetector(asked(view));
    first.giveBack();
    const next = takeDetector(asked({ ...view, shard: 1 }));
    expect(next.detector).toBe(first.detector);
    next.giveBack();
    for (const shard of [0, 1]) {
      const again = takeDetector(asked({ ...view, shard }));
      expect(again.detector).not.toBe(first.detector);
    }
  });

  it("serves one first pass and one second look of each shard", () => {
    const view = { fleet: fuzzFleet() };
    const made = new Set<unknown>();
    for (const shard of [0, 1, 2, 3]) {
      for (const _ of ["first pass", "second look"]) {
        const { detector, giveBack } = takeDetector(asked({ ...view, shard }));
        made.add(detector);
        giveBack();
      }
    }
    expect(made.size).toBe(2);
  });

  test.each<[string, Partial<KeptRequest>]>([
    ["is at work", { shard: 1 }],
    ["has other options", { shard: 1, cell: "b" }],
    ["reads another view", { shard: 1, view: "flows" }],
    ["reads another dataset", { shard: 1, fleet: fuzzFleet() }],
    ["has another name", { shard: 1, spec: { ...rule, name: "another" } }],
  ])("is not shared with one that %s", (how, change) => {
    const view = { fleet: fuzzFleet() };
    const first = takeDetector(asked(view));
    if (how !== "is at work") first.giveBack();
    expect(takeDetector(asked({ ...view, ...change })).detector).not.toBe(first.detector);
  });

  it("of scope fleet is always fresh", () => {
    const spec = { ...rule, scope: "fleet" } as const;
    const first = takeDetector(asked({ spec }));
    first.giveBack();
    expect(takeDetector(asked({ spec, shard: 1 })).detector).not.toBe(first.detector);
  });
});

describe("an observer of the catalogue", () => {
  /** Counts how many detectors are made; each throws at its nth batch, if any. */
  function observers(throwsAt: number) {
    const own = fuzzFleet();
    let made = 0;
    const create = () => {
      let batches = 0;
      made++;
      return {
        observe(_: unknown, scores: Float64Array) {
          if (++batches === throwsAt) throw new Error("broken");
          scores.fill(0);
        },
      };
    };
    const spec = { ...rule, create } as DetectorSpec;
    const columns = ["device"] as const;
    const run = { spec, options: {}, fleet: own, view: "charging", columns } as const;
    const open = (shard: number) => catalogueObserver({ ...run, shard, fittedFile: null });
    return { open, made: () => made };
  }
  const batch = { length: 1, device: new Uint32Array(1) } as unknown as ViewBatch;

  it("goes on with its detector on another shard", async () => {
    const { open, made } = observers(0);
    for (const shard of [0, 1, 2]) {
      const observer = open(shard);
      await observer.observe(batch, 0);
      await observer.close();
    }
    expect(made()).toBe(1);
  });

  it("goes on with none that threw: who knows what it has in mind", async () => {
    const { open, made } = observers(2);
    const first = open(0);
    await first.observe(batch, 0);
    await expect(async () => first.observe(batch, 1)).rejects.toThrow("broken");
    await first.close();
    await open(1).observe(batch, 0);
    expect(made()).toBe(2);
  });
});

const CELLS = DETECTORS.filter(({ scope }) => scope === "device").flatMap((spec) =>
  spec.views.map((view): [string, ViewName, DetectorSpec] => [spec.name, view, spec]),
);

describe("that comes from other lines, over the same days,", () => {
  it.each(CELLS)("%s answers on %s as a fresh one does", (_, view, spec) => {
    const rows = fuzzRows(view, 7 + VIEWS.indexOf(view), 1500);
    const { device } = rows.columns;
    const halves = [0, 1].map((half) =>
      rowsWhere(rows, (row) => (device?.[row] as number) < FUZZ_DEVICES / 2 === (half === 0)),
    );
    const fitted = learned({ spec, fleet, view });
    const kept = createDetector(spec, {}, fleet, view, fitted);
    for (const half of halves) {
      const feed = openFeed(spec, view, half, kept);
      feed.next(half.length);
      expect(feed.scores).toEqual(replay({ spec, fleet, view, rows: half, fitted }));
    }
  });
});
