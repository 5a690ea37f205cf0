import { beforeAll, describe, expect, it } from "vitest";
import type { StrategyOutcome } from "../../../bench/study/outcome.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import type { SetStrategy } from "../../../jobs/study/answering.ts";
import { closeLoop } from "../../../jobs/study/closed-loop.ts";
import { hear } from "../../../jobs/study/hear.ts";
import { lifeOwner } from "../../../jobs/study/life-owner.ts";
import { settleThresholds } from "../../../jobs/study/settle-thresholds.ts";
import { studyStrategies } from "../../../jobs/study/study-strategies.ts";
import { liveLines, openStudyWorld, type StudyWorld } from "../../../jobs/study/study-world.ts";
import { touchedLines } from "../../../jobs/study/touched.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";
import { collect, type Row } from "../../simulators/collect.ts";

const SET = [
  "enrichment.devicesPerCase=16",
  "enrichment.from=2d",
  "enrichment.to=4d",
  "clock.warmUp=1d",
];
const scenario = loadScenario("city@L1", { set: SET, devices: 64, days: 6 });
const world = openStudyWorld(scenario, "7", { models: OWN_MODELS, safeguards: SAFEGUARDS });
const owner = lifeOwner(world);
const lines = world.personas.map(({ device }) => device);

const settled = async (name: string, changes: Partial<SetStrategy> = {}): Promise<SetStrategy> => {
  const calibration = { budget: null, on: "city@L1", data: "runs/data" };
  const [strategy] = await settleThresholds([loadStrategy(name)], calibration);
  return { ...(strategy as SetStrategy), ...changes };
};

/** All rows of all views, by line, each as text behind the moment at which it was seen. */
function rowsOf(of: StudyWorld, treatment: Parameters<typeof liveLines>[1]["treatment"]) {
  const rows = collect();
  liveLines(of, { lines, treatment, views: VIEWS, sink: rows });
  const byLine = lines.map(() => [] as { seen: number; text: string }[]);
  for (const view of VIEWS) {
    for (const row of rows.views[view] as Row[]) {
      const text = `${view} ${Object.values(row).join()}`;
      byLine[row["device"] as number]?.push({ seen: row["visibleAt"] as number, text });
    }
  }
  return byLine;
}

/** The rows of the world in which nobody does anything, lived once. */
let untouched: ReturnType<typeof rowsOf> | undefined;
const rowsBefore = () => {
  untouched ??= rowsOf(world, { safeguards: [], enforcement: [] });
  return untouched;
};

const LOOPS = [
  "torrent-cut",
  "torrent-throttled",
  "usage-day-cut",
  "sessions-block-and-disconnect",
  "rate-told",
  "phone-waits-for-wifi",
];

describe.each(LOOPS)("the loop of %s", (name) => {
  it("answers every alarm that stays, and changes no row that was seen before an answer", async () => {
    const strategy = await settled(name);
    const { alarms, enforcement } = closeLoop(world, strategy, { owner });
    const heard = hear(world, lines, { safeguards: [], enforcement }, strategy.detectors).flat();
    // In the world as it is in the end each alarm that was answered can still be heard.
    for (const { device, time } of alarms) {
      expect(heard.some((each) => each.device === device && each.time === time)).toBe(true);
    }
    const before = rowsBefore();
    const after = rowsOf(world, { safeguards: [], enforcement });
    for (const line of lines) {
      const own = enforcement.filter(
        ({ device, action }) => device === line && action !== "notify",
      );
      const first = own.reduce((least, { from }) => Math.min(least, from), Infinity);
      const seen = (rows: typeof before) =>
        (rows[line] ?? []).filter((row) => row.seen < first).map(({ text }) => text);
      expect(seen(after)).toEqual(seen(before));
    }
  });
});

describe("a study of a city", () => {
  const outcomes: Record<string, StrategyOutcome> = {};
  beforeAll(async () => {
    const names = ["caches-cleared", "updates-over-wifi", "seller-second-factor", "torrent-cut"];
    names.push("torrent-guests-refused", "sessions-block-only", "sessions-block-and-disconnect");
    const strategies = await Promise.all(names.map((name) => settled(name)));
    const studied = await studyStrategies(world, strategies, { owner });
    for (const [i, name] of names.entries()) outcomes[name] = studied[i] as StrategyOutcome;
  }, 300_000);

  const savedOf = (name: string) => {
    const saved: Record<string, number> = {};
    for (const { kind, bytesAtStake, bytesLeft } of outcomes[name]?.cases ?? []) {
      saved[kind] = (saved[kind] ?? 0) + bytesAtStake - bytesLeft;
    }
    return saved;
  };
  const lostOf = (name: string) =>
    (outcomes[name]?.lines ?? []).reduce(
      (sum, { harm }) => sum + harm.lost.reduce((a, b) => a + b, 0),
      0,
    );

  it("finds every case once, whatever was done", () => {
    const kinds = Object.keys(savedOf("caches-cleared")).sort();
    expect(kinds).toEqual([
      "app-auto-update",
      "bt-over-hotspot",
      "wifi-fallback-upload",
      "wlan-credential-theft",
    ]);
    for (const { cases } of Object.values(outcomes)) {
      expect(
        cases.map(({ kind, device, bytesAtStake }) => [kind, device, bytesAtStake]).sort(),
      ).toEqual(
        [...(outcomes["caches-cleared"]?.cases ?? [])]
          .map(({ kind, device, bytesAtStake }) => [kind, device, bytesAtStake])
          .sort(),
      );
    }
  });

  it("saves no byte by clearing caches", () => {
    expect(Object.values(savedOf("caches-cleared")).every((bytes) => bytes === 0)).toBe(true);
  });

  it("stops updates by Wi-Fi-only updates, and no other kind", () => {
    const { "app-auto-update": updates, ...others } = savedOf("updates-over-wifi");
    expect(updates).toBeGreaterThan(0);
    expect(Object.values(others).every((bytes) => bytes === 0)).toBe(true);
  });

  it("stops stolen accounts by a second factor, and no other kind", () => {
    const { "wlan-credential-theft": thefts, ...others } = savedOf("seller-second-factor");
    expect(thefts).toBeGreaterThan(0);
    expect(Object.values(others).every((bytes) => bytes === 0)).toBe(true);
    const left = outcomes["seller-second-factor"]?.cases.filter(
      ({ kind }) => kind === "wlan-credential-theft",
    );
    expect(left?.every(({ bytesLeft }) => bytesLeft === 0)).toBe(true);
  });

  it("saves the same of torrents by refusing guests as by a cut, and withholds less", () => {
    const [cut, refused] = ["torrent-cut", "torrent-guests-refused"] as const;
    expect(savedOf(refused)["bt-over-hotspot"]).toBe(savedOf(cut)["bt-over-hotspot"]);
    expect(savedOf(cut)["bt-over-hotspot"]).toBeGreaterThan(0);
    expect(lostOf(refused)).toBeLessThan(lostOf(cut));
  });

  it("saves more of stolen accounts by ending sessions as well", () => {
    const of = (name: string) => savedOf(name)["wlan-credential-theft"] as number;
    expect(of("sessions-block-and-disconnect")).toBeGreaterThan(of("sessions-block-only"));
  });

  it("never counts harm below zero", () => {
    for (const { lines: all } of Object.values(outcomes)) {
      for (const { harm } of all) {
        for (const bytes of [...harm.lost, ...harm.delayed, harm.pending])
          expect(bytes).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

describe("adoption", () => {
  const factor = (adoption: number) => ({
    enforcement: [],
    safeguards: [{ use: "two-factor-login", adoption, options: {} }],
  });

  it("is nested: who has it at 0.3 has it at 0.6", () => {
    const [few, many, all] = [0.3, 0.6, 1].map((share) => touchedLines(world, factor(share)));
    expect(many).toEqual(expect.arrayContaining([...(few as number[])]));
    expect(all).toEqual(expect.arrayContaining([...(many as number[])]));
    expect(few?.length).toBeLessThan(all?.length as number);
  });

  it("leaves every row of the lines that it does not touch", () => {
    const touched = new Set(touchedLines(world, factor(0.6)));
    const before = rowsBefore();
    const after = rowsOf(world, factor(0.6));
    const others = lines.filter((line) => !touched.has(line));
    expect(others.length).toBeGreaterThan(0);
    for (const line of others) expect(after[line]).toEqual(before[line]);
  });
});

it("lets the alarms of a team wait for each other, the earliest of all lines first", async () => {
  const strategy = await settled("usage-day-cut", { team: 0.05 });
  const { alarms, enforcement } = closeLoop(world, strategy, { owner });
  expect(alarms.length).toBeGreaterThan(3);
  const times = alarms.map(({ time }) => time);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const handled = enforcement.map(({ from }) => from);
  for (let i = 1; i < handled.length; i++) {
    expect((handled[i] as number) - (handled[i - 1] as number)).toBeGreaterThanOrEqual(
      20 * 3_600_000,
    );
  }
});
