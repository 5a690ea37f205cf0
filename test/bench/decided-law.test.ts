import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readAlertLines } from "../../bench/alerts/alert-lines.ts";
import { tieAlerts } from "../../bench/alerts/alerts-file.ts";
import { scoreAlerts } from "../../bench/run/score-alerts.ts";
import { scoreRun } from "../../bench/scoring/score-run.ts";
import type { ScoringOptions } from "../../bench/scoring/scoring-options.ts";
import { loadWorld } from "../../bench/worlds/load-world.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import type { SmallRecord, SmallWorld } from "./small-world.ts";
import { writeSmallDataset } from "./write-small-dataset.ts";

/** Lines are numbers here, and none has an identifier. */
const LINES = { dataset: "", seed: null, devices: 1000, keys: null, utcOffset: 0 };

let folder: string;
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-law-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** One minor unit for each byte. */
const PLAN: Tariff = {
  name: "a unit a byte",
  summary: "no bundle, one minor unit a byte",
  source: "chosen: easily added up",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: 0, amount: 1, perBytes: 1, incrementBytes: 1 } },
  moneyCap: 0,
  volumeCap: 0,
  period: 30,
};

/** A row of an instant with `down` bytes, of which `bad` belong to an incident. */
function row(at: number, hour: number, device = 0, bad: Record<string, number> = {}): SmallRecord {
  const time = hour * HOUR;
  const parts = Object.entries(bad).map(([incident, down]) => ({ incident, up: 0, down }));
  return { row: at, device, start: time, time, visibleAt: time, up: 0, down: 100, parts };
}

const single = (id: string, kind: string, [device, from, to]: [number, number, number]) => ({
  id,
  kind,
  cases: [{ device, onset: from * HOUR, end: to * HOUR }],
});

/** Writes a world and alerts on its rows, by number of the row. */
function onDisk(small: SmallWorld, rows: readonly number[]) {
  const dir = join(folder, String(made++));
  writeSmallDataset(dir, small);
  const alerts = `${dir}.csv`;
  const lines = rows.map((at) => {
    const { device, time } = small.records.find((each) => each.row === at) as SmallRecord;
    return `${device},${new Date(time).toISOString()},1`;
  });
  writeFileSync(alerts, ["device,time,score", ...lines, ""].join("\n"));
  return { dir, alerts };
}

/** Scores alerts on a world that has come from disk, with no reaction delay. */
function scored(small: SmallWorld, rows: readonly number[], options: Partial<ScoringOptions> = {}) {
  const { dir, alerts: path } = onDisk(small, rows);
  const dataset = openDataset(dir);
  const world = loadWorld(dataset, "charging");
  const [{ alerts }] = tieAlerts(readAlertLines(path, LINES).lines, world);
  const run = scoreRun(
    world,
    { alerts, threshold: { value: null, source: "given" } },
    { reactionDelay: 0, replicates: 20, ...options },
  );
  dataset.close();
  return run;
}

describe("law that was left open and is decided", () => {
  const unlabelled = {
    spanDays: 10,
    devices: [{ id: 0 }, { id: 1 }],
    incidents: [single("a", "bt", [0, 24, 48])],
    records: [row(0, 30, 0, { a: 100 }), row(1, 40, 1)],
  };

  it("lets a budget without any calibration line pass nothing, and says so", () => {
    const { dir, alerts } = onDisk(unlabelled, [0, 1]);
    const run = scoreAlerts({ dataset: dir, alerts: [alerts], budget: 1000 });
    const [mine] = run.detectors.filter(({ role }) => role === "detector");
    expect(mine).toMatchObject({
      thresholdSource: "no-calibration",
      threshold: null,
      alarms: 0,
      recall: { value: 0 },
      precision: { value: null },
    });
    expect(run.warnings.join()).toMatch(/no-calibration: no line is there to calibrate on/);
    const all = scoreAlerts({ dataset: dir, alerts: [alerts] });
    expect(all.detectors.find(({ role }) => role === "detector")).toMatchObject({
      thresholdSource: "given",
      alarms: 2,
    });
  });

  it("calibrates where one line is there to calibrate on", () => {
    const devices = [{ id: 0 }, { id: 1, split: "calibration" }];
    const { dir, alerts } = onDisk({ ...unlabelled, devices }, [0, 1]);
    const [mine] = scoreAlerts({ dataset: dir, alerts: [alerts], budget: 1000 }).detectors.filter(
      ({ role }) => role === "detector",
    );
    expect(mine).toMatchObject({ thresholdSource: "native", alarms: 1 });
  });

  it("counts bytes after the end of a line's scored time neither as lost nor as saved", () => {
    // Line 0 is observed for five of ten days, line 1 for all: the case of each runs from 108 to
    // 156 h and has a row at 110 and one at 130 h. On line 0 the second comes 10 h after its end.
    const small = {
      spanDays: 10,
      devices: [
        { id: 0, to: 5 * DAY, tariff: PLAN },
        { id: 1, tariff: PLAN },
      ],
      incidents: [single("a", "bt", [0, 108, 156]), single("b", "bt", [1, 108, 156])],
      records: [
        row(0, 110, 0, { a: 60 }),
        row(1, 110, 1, { b: 60 }),
        row(2, 130, 0, { a: 60 }),
        row(3, 130, 1, { b: 60 }),
      ],
    };
    const { tally, score } = scored(small, [1]);
    const bytes = ({ totalBytes, leakedBytes, open }: (typeof tally.outcomes)[number]) => [
      totalBytes,
      leakedBytes,
      open,
    ];
    expect(tally.outcomes.map(bytes)).toEqual([
      [60, 60, true],
      [120, 0, false],
    ]);
    expect(score.moneyAtStake.value).toBe(180);
  });

  it("leaves out a row after the scored time of a case that had ended by then, too", () => {
    // The case ends with the scored time at 120 h; a row at 121 h still carries bytes of it.
    const small = {
      spanDays: 10,
      devices: [{ id: 0, to: 5 * DAY, tariff: PLAN }],
      incidents: [single("a", "bt", [0, 108, 120])],
      records: [row(0, 110, 0, { a: 60 }), row(1, 121, 0, { a: 60 })],
    };
    const { tally } = scored(small, []);
    expect(tally.outcomes[0]).toMatchObject({ open: false, totalBytes: 60, leakedBytes: 60 });
  });

  it("has no latency from a first sight that never came, though an unrelated row caught the case", () => {
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [single("a", "bt", [0, 24, 48])],
      records: [row(0, 30)],
    };
    const { tally, score } = scored(small, [0]);
    expect(tally.outcomes[0]).toMatchObject({
      outcome: "caught",
      latencySeconds: 6 * 3600,
      observableAt: null,
      latencyFromObservableSeconds: null,
    });
    expect(score.latency.p50Seconds.value).toBe(6 * 3600);
    expect(score.latency.p50FromObservableSeconds.value).toBeNull();
  });

  it("takes the first moment of time for one like any other", () => {
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [single("a", "bt", [0, 0, 48])],
      records: [row(0, 0, 0, { a: 10 })],
    };
    const { tally } = scored(small, [0]);
    expect(tally.outcomes[0]).toMatchObject({ observableAt: 0, latencyFromObservableSeconds: 0 });
  });

  it("names a look-alike kind without a clean episode, with n 0 and no specificity", () => {
    // A film on line 0 within the grace of the incident there, a game on a line of the other half.
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }, { id: 1, split: "calibration" }, { id: 2 }],
      incidents: [single("a", "bt", [0, 24, 48])],
      lookAlikes: [
        { kind: "film", device: 0, start: 50 * HOUR, end: 52 * HOUR },
        { kind: "game", device: 1, start: 50 * HOUR, end: 52 * HOUR },
        { kind: "update", device: 2, start: 50 * HOUR, end: 52 * HOUR },
      ],
      records: [row(0, 51, 0)],
    };
    const { byLookAlike } = scored(small, [0]).score;
    expect(Object.keys(byLookAlike)).toEqual(["film", "game", "update"]);
    for (const kind of ["film", "game"]) {
      expect(byLookAlike[kind]).toMatchObject({ n: 0, specificity: { value: null, low: null } });
    }
    expect(byLookAlike["update"]).toMatchObject({ n: 1, specificity: { value: 1 } });
  });

  it("censors missed cases on all four axes at their end, when misses are censored", () => {
    // a and c are missed: 2 h, seen after 1 h, 30 bytes each. b is caught after 4 h, seen from its
    // onset, with 60 bytes lost. Once a and c have left, b alone is at risk: each median is b's own.
    const devices = [0, 1, 2].map((id) => ({ id, tariff: PLAN }));
    const missed = (end: number) => [
      single("a", "bt", [0, 24, end]),
      single("c", "bt", [2, 24, end]),
      single("b", "bt", [1, 24, 48]),
    ];
    const small = {
      ...{ spanDays: 10, devices, incidents: missed(26) },
      records: [
        row(0, 24, 1, { b: 60 }),
        row(1, 25, 0, { a: 30 }),
        row(2, 25, 2, { c: 30 }),
        row(3, 28, 1, { b: 40 }),
      ],
    };
    const medians = (world: SmallWorld, missing: ScoringOptions["missed"]) => {
      const { latency } = scored(world, [3], { missed: missing }).score;
      const { p50Seconds, p50FromObservableSeconds, p50Bytes, p50Money } = latency;
      return [p50Seconds, p50FromObservableSeconds, p50Bytes, p50Money].map(({ value }) => value);
    };
    expect(medians(small, "infinite")).toEqual([null, null, null, null]);
    expect(medians(small, "censored")).toEqual([4 * 3600, 4 * 3600, 60, 60]);
    // Missed ones of 4.5 h are at risk when b is caught after 4 h, but were seen for 3.5 h only.
    const longer = { ...small, incidents: missed(28.5) };
    expect(medians(longer, "censored")).toEqual([null, 4 * 3600, 60, 60]);
    // With 70 bytes each they still burn when b is caught at 60: bytes and money know no median.
    const heavy = small.records.map((each) => {
      const [part] = each.parts ?? [];
      return part?.down === 30 ? { ...each, parts: [{ ...part, down: 70 }] } : each;
    });
    expect(medians({ ...small, records: heavy }, "censored")).toEqual([
      4 * 3600,
      4 * 3600,
      null,
      null,
    ]);
  });

  it("sets an alarm aside that touches an unclaimed and a warm-up case", () => {
    const small = {
      spanDays: 10,
      warmUpDays: 1,
      devices: [{ id: 0 }, { id: 1 }],
      incidents: [
        single("early", "bt", [0, 12, 60]),
        single("other", "theft", [0, 30, 60]),
        single("alone", "theft", [1, 30, 60]),
      ],
      records: [row(0, 40, 0), row(1, 40, 1)],
    };
    const { alarms } = scored(small, [0, 1], { kinds: "claimed", detects: ["bt"] });
    expect(alarms.map((alarm) => alarm.class)).toEqual(["setAside", "otherKind"]);
  });
});

describe("what papers count", () => {
  it("tells late alarms from those in time, and flags line-days", () => {
    // Line 0: a case from day 1, 12 h to day 3, 12 h (three days), alarms on its second day, on the
    // day after it (late) and on day 7 (false). Line 1: a case of a day, missed.
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }, { id: 1 }],
      incidents: [single("a", "bt", [0, 36, 84]), single("b", "bt", [1, 24, 48])],
      records: [row(0, 50, 0, { a: 10 }), row(1, 100, 0), row(2, 180, 0)],
    };
    const caught = scored(small, [0, 1, 2]).score;
    expect(caught.counts).toMatchObject({ hit: 1, late: 0, redundant: 1, false: 1 });
    expect(caught.precision.value).toBe(0.5);
    expect(caught.perDeviceDay.precision.value).toBeCloseTo(1 / 3, 12);
    expect(caught.perDeviceDay.recall.value).toBe(0.25);
    expect(caught.perDeviceDay.f1.value).toBeCloseTo(2 / 7, 12);
    expect(caught.latency.p50SecondsCaught.value).toBe(14 * 3600);
    expect(caught.latency.p90Seconds.value).toBeNull();
    const late = scored(small, [1, 2]).score;
    expect(late.counts).toMatchObject({ hit: 0, late: 1, false: 1 });
    expect([late.precision.value, late.precisionInTime.value]).toEqual([0.5, 0]);
    expect(late.perDeviceDay.recall.value).toBe(0);
    expect(late.latency.p50SecondsCaught.value).toBeNull();
  });
});
