import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type KindMakeup,
  type LevelMakeup,
  measureMakeup,
} from "../../../datasets/audit/level-makeup.ts";
import { makeupFindings } from "../../../datasets/audit/makeup-findings.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import { FROM, type Row, smallData } from "../small-data.ts";
import { writeSmall } from "../small-dataset.ts";

const num = (row: Row, name: string) => Number(row[name] ?? 0);

describe("measureMakeup", () => {
  let parent: string;
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), "billshock-makeup-"));
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true }));

  const measured = (name: string, data = smallData()) => {
    writeSmall(join(parent, name), data);
    const dataset = openDataset(join(parent, name));
    try {
      return measureMakeup([dataset, dataset]);
    } finally {
      dataset.close();
    }
  };

  it("puts a case's heaviest day beside the other days of its line, and pools datasets", () => {
    const data = smallData();
    const [hit] = data.tables.cases as [Row];
    const rows = data.views.flows.filter((row) => row["device"] === hit["device"]);
    const nights = new Map<number, number>();
    for (const row of rows.filter(({ truth }) => truth === hit["episode"])) {
      const night = Math.floor((num(row, "start") - FROM - 12 * HOUR) / DAY);
      const bytes = num(row, "truthUp") + num(row, "truthDown");
      nights.set(night, (nights.get(night) ?? 0) + bytes);
    }
    const dayOf = (time: number) => Math.floor((time - FROM) / DAY);
    const [from, to] = [dayOf(num(hit, "onset")), dayOf(num(hit, "end") - 1)];
    const other = [0, 1].filter((day) => day < from || day > to);
    const usual = other.map((day) =>
      rows
        .filter((row) => dayOf(num(row, "start")) === day)
        .reduce((sum, row) => sum + num(row, "up") + num(row, "down"), 0),
    );
    // Of one other day the 95 % quantile is that day.
    expect(usual).toHaveLength(1);
    const volume = Math.max(...nights.values()) / (usual[0] as number);
    const [kind] = measured("beside")?.kinds ?? [];
    expect(kind).toMatchObject({ kind: "bt-over-hotspot", cases: 2, days: to - from + 1 });
    expect(kind?.volume?.[1]).toBeCloseTo(volume, 9);
    expect(kind?.lookAlikes).toBe(1);
  });

  it("tells how all cases ended, in shares", () => {
    const data = smallData();
    Object.assign(data.tables.cases[0] as Row, { endKind: "network" });
    expect(measured("ends", data)?.ends).toEqual({ network: 1 });
  });
});

describe("makeupFindings", () => {
  const kind = (change: Partial<KindMakeup> = {}): KindMakeup => ({
    ...{ kind: "theft", cases: 40, days: 1, lookAlikes: 5, volume: [1, 4, 9] },
    ...change,
  });
  const made = (change: Partial<KindMakeup> = {}, ends: LevelMakeup["ends"] = { self: 0.4 }) => ({
    kinds: [kind(change)],
    ends,
  });
  const lacks = (lacking: number) => [{ kind: "theft", lacking }];
  const told = (makeup: LevelMakeup, lacking: number, level: string | null) =>
    makeupFindings(makeup, lacks(lacking), level).map(({ message }) => message);

  it.each([
    ["holds its bars", made(), 0.2, []],
    ["is quieter than it might be", made({ volume: [0, 0.1, 1] }), 0.5, []],
    [
      "is too loud",
      made({ volume: [1, 8.1, 9] }),
      0.2,
      ["theft moves 8.1 full days of its line in the median: L2 allows 8"],
    ],
    [
      "has few look-alikes",
      made({ lookAlikes: 4.4 }),
      0.2,
      ["theft has 4.4 look-alikes for each case: L2 asks for 5"],
    ],
    [
      "has look-alikes that all show the cue",
      made(),
      0.19,
      ["19 % of the look-alikes lack their kind's strongest cue: L2 asks for 20 %"],
    ],
    [
      "mostly ends alike",
      made({}, { self: 0.41, owner: 0.4 }),
      0.2,
      ["41 % of the cases end by self: no more than 40 % may end alike"],
    ],
    ["has too few cases to say", made({ cases: 19, volume: [1, 99, 99] }), 0, []],
  ] as const)("speaks where a level %s", (_, makeup, lacking, messages) => {
    expect(told(makeup, lacking, "L2")).toEqual(messages);
  });

  it("promises nothing of a loud level, or of none", () => {
    for (const level of ["L0", "L1", null]) {
      expect(told(made({ volume: [1, 99, 99], lookAlikes: 0 }, { self: 1 }), 0, level)).toEqual([]);
    }
  });

  it("asks more of L3 and L4", () => {
    const loud = made({ volume: [1, 3.1, 9], lookAlikes: 20 });
    expect(told(loud, 0.45, "L3")).toHaveLength(1);
    expect(told(loud, 0.45, "L4")).toHaveLength(2);
  });
});
