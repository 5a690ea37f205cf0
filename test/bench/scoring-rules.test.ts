import { describe, expect, it } from "vitest";
import { oracle } from "../../bench/floors/oracle.ts";
import { precisionAt } from "../../bench/scoring/prevalence.ts";
import { scoreRun } from "../../bench/scoring/score-run.ts";
import { openScoring } from "../../bench/scoring/scoring.ts";
import type { ScoringOptions } from "../../bench/scoring/scoring-options.ts";
import { calibrate, type Threshold } from "../../bench/thresholds/calibrate.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { DAY, HOUR, MINUTE } from "../../datasets/sizes.ts";
import { type SmallRecord, type SmallWorld, smallAlerts, smallWorld } from "./small-world.ts";

const NATIVE: Threshold = { value: null, source: "native" };

/** A row of an instant: 100 bytes down, all of `incident` when one is named. */
function instant(row: number, device: number, hour: number, incident?: string): SmallRecord {
  const at = hour * HOUR;
  return {
    row,
    device,
    start: at,
    time: at,
    visibleAt: at,
    up: 0,
    down: 100,
    ...(incident === undefined ? {} : { parts: [{ incident, up: 0, down: 100 }] }),
  };
}

function incident(id: string, kind: string, cases: [device: number, from: number, to: number][]) {
  return {
    id,
    kind,
    cases: cases.map(([device, onset, end]) => ({ device, onset: onset * HOUR, end: end * HOUR })),
  };
}

function scoreOf(
  small: SmallWorld,
  rows: readonly (number | { row: number; at: number })[],
  options: Partial<ScoringOptions> = {},
) {
  const world = smallWorld(small);
  const named = rows.map((row) => ({ score: 1, ...(typeof row === "number" ? { row } : row) }));
  const alerts = smallAlerts(small.records, named);
  return scoreRun(
    world,
    { alerts, threshold: NATIVE },
    { reactionDelay: 0, replicates: 20, ...options },
  );
}

const classes = ({ alarms }: { alarms: readonly { class: string }[] }) =>
  alarms.map((alarm) => alarm.class);

const overage = (more: Partial<Tariff>): Tariff => ({
  name: "test",
  summary: "a plan of the tests",
  source: "chosen",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: 0, amount: 1, perBytes: 100, incrementBytes: 1 } },
  moneyCap: 0,
  volumeCap: 0,
  period: 30,
  ...more,
});

describe("rules of scoring that the vectors leave open", () => {
  it("h01: the highest score of a row named twice counts", () => {
    const records = [instant(0, 0, 10), instant(1, 0, 40)];
    const world = smallWorld({ spanDays: 10, devices: [{ id: 0 }], records });
    const alerts = smallAlerts(records, [
      { row: 0, score: 1 },
      { row: 0, score: 7 },
      { row: 1, score: 5 },
    ]);
    expect([...alerts.score]).toEqual([7, 5]);
    const threshold = { value: 6, source: "given" as const };
    const { alarms } = scoreRun(world, { alerts, threshold }, { replicates: 20 });
    expect(alarms.map(({ row }) => row)).toEqual([0]);
  });

  it("h02: an extending cool-down lets chatter pay once, a fixed one does not", () => {
    const records = [0, 10, 20, 30, 40, 50].map((hour, row) => instant(row, 0, hour));
    const small = { spanDays: 10, devices: [{ id: 0 }], records };
    const all = records.map(({ row }) => row);
    expect(scoreOf(small, all).alarms.map(({ row }) => row)).toEqual([0, 3]);
    expect(scoreOf(small, all, { merge: "extending" }).alarms.map(({ row }) => row)).toEqual([0]);
  });

  it("h03: a case that starts after the alarm is not caught by it, later alarms are redundant", () => {
    // a 10-40 h, b 12-40 h. Alarm 11 h catches a alone; 36 h catches b, so it is a hit, and with a
    // cool-down of 1 h the one at 38 h finds both caught.
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [incident("a", "bt", [[0, 10, 40]]), incident("b", "theft", [[0, 12, 40]])],
      records: [instant(0, 0, 11, "a"), instant(1, 0, 36, "b"), instant(2, 0, 38, "b")],
    };
    const run = scoreOf(small, [0, 1, 2], { coolDown: HOUR });
    expect(classes(run)).toEqual(["hit", "hit", "redundant"]);
    expect(run.tally.outcomes.map((row) => [row.incident, row.latencySeconds])).toEqual([
      [0, 3600],
      [1, 24 * 3600],
    ]);
    // Two right alarms of two; the redundant one is neither.
    expect(run.score.precision.value).toBe(1);
    expect(run.score.alarmsPer1000DeviceDays.value).toBe(300);
    const muted = scoreOf(small, [0, 1, 2]);
    expect(muted.tally.outcomes.map(({ outcome }) => outcome)).toEqual(["caught", "caught"]);
    const onlyFirst = scoreOf(small, [0]);
    expect(onlyFirst.tally.outcomes.map(({ outcome }) => outcome)).toEqual(["caught", "missed"]);
  });

  it("catches only the case with most bytes in the row when overlaps count for one", () => {
    // a 10-40 h, b 12-40 h, c 14-40 h. The row of 20 h holds 30 bytes of a, 70 of b; c has none.
    const mixed: SmallRecord = {
      ...instant(0, 0, 20),
      parts: [
        { incident: "a", up: 0, down: 30 },
        { incident: "b", up: 20, down: 50 },
      ],
    };
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [
        incident("a", "bt", [[0, 10, 40]]),
        incident("b", "theft", [[0, 12, 40]]),
        incident("c", "theft", [[0, 14, 40]]),
      ],
      records: [mixed, instant(1, 0, 22), instant(2, 0, 24, "b")],
    };
    const caught = (rows: number[], overlap: "all" | "one") =>
      scoreOf(small, rows, { overlap, coolDown: HOUR }).tally.outcomes.map(
        ({ outcome }) => outcome === "caught",
      );
    expect(caught([0], "all")).toEqual([true, true, true]);
    expect(caught([0], "one")).toEqual([false, true, false]);
    // Nobody's row goes to the earliest onset; a second alarm on b is redundant.
    expect(caught([1], "one")).toEqual([true, false, false]);
    const twice = scoreOf(small, [0, 2], { overlap: "one", coolDown: HOUR });
    expect(classes(twice)).toEqual(["hit", "redundant"]);
  });

  it("h04: an alarm reaches only its own device", () => {
    // One household, one incident on devices 0 and 1; the alarm on device 2 beside them is false.
    const small = {
      spanDays: 10,
      devices: [0, 1, 2].map((id) => ({ id, household: "home" })),
      incidents: [
        incident("a", "theft", [
          [0, 10, 20],
          [1, 10, 20],
        ]),
      ],
      records: [instant(0, 0, 12, "a"), instant(1, 1, 12, "a"), instant(2, 2, 12)],
    };
    const run = scoreOf(small, [2]);
    expect(classes(run)).toEqual(["false"]);
    expect(run.score.recall.value).toBe(0);
    expect(scoreOf(small, [0]).score.recall.value).toBe(0.5);
    expect(scoreOf(small, [0], { group: "any" }).score.recall.value).toBe(1);
    expect(run.tally.clusters.map(({ cluster, devices }) => [cluster, devices])).toEqual([[0, 3]]);
  });

  it("h05: with kinds claimed, other kinds leave recall and damage and their alarms are neutral", () => {
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }, { id: 1 }],
      incidents: [incident("a", "theft", [[0, 10, 20]]), incident("b", "bt", [[1, 10, 20]])],
      records: [instant(0, 0, 12, "a"), instant(1, 1, 12, "b"), instant(2, 0, 80, "a")],
    };
    const claimed = { kinds: "claimed" as const, detects: ["bt"], coolDown: HOUR };
    const run = scoreOf(small, [0, 1, 2], claimed);
    // Row 2 is evidence of the unclaimed case, 60 h after its end.
    expect(classes(run)).toEqual(["otherKind", "hit", "otherKind"]);
    expect(run.tally.outcomes.map(({ kind }) => kind)).toEqual(["bt"]);
    expect(run.score.recall.value).toBe(1);
    expect(run.score.precision.value).toBe(1);
    // In the grace of the unclaimed case, on a row of nobody.
    const after = { ...small, records: [...small.records, instant(3, 0, 30)] };
    expect(classes(scoreOf(after, [3], claimed))).toEqual(["otherKind"]);
    expect(classes(scoreOf(after, [3]))).toEqual(["late"]);
  });

  it("h06: the grace of an incident never excuses an alarm in a look-alike", () => {
    // Incident 10-20 h, look-alike 25-35 h: 30 h lies in the grace and in the look-alike.
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [incident("a", "bt", [[0, 10, 20]])],
      lookAlikes: [{ kind: "game-day", device: 0, start: 25 * HOUR, end: 35 * HOUR }],
      records: [instant(0, 0, 12, "a"), instant(1, 0, 30), instant(2, 0, 40)],
    };
    expect(classes(scoreOf(small, [1]))).toEqual(["false"]);
    expect(classes(scoreOf(small, [2]))).toEqual(["late"]);
    // It overlaps [onset, end + grace), so it is not clean: no episode, no specificity.
    const { byLookAlike } = scoreOf(small, [1]).score;
    expect(byLookAlike["game-day"]).toMatchObject({ n: 0, specificity: { value: null, n: 0 } });
  });

  it("h07: a new month has a new cap", () => {
    // 1 fen per 100 B, cap 1000. 200,000 B in each of two 30-day periods of which the incident has
    // all: 2000 rated each, 1000 billed each. Caught at the second period's start: 1000 saved.
    const record = (row: number, day: number): SmallRecord => ({
      ...instant(row, 0, day * 24, "a"),
      down: 200_000,
      parts: [{ incident: "a", up: 0, down: 200_000 }],
    });
    const small = {
      spanDays: 60,
      devices: [{ id: 0, tariff: overage({ moneyCap: 1000 }) }],
      incidents: [incident("a", "bt", [[0, 24, 50 * 24]])],
      records: [record(0, 2), instant(1, 0, 31 * 24), record(2, 40)],
    };
    const { score } = scoreOf(small, [1]);
    expect(score.moneyAtStake.value).toBe(2000 - 1);
    expect(score.moneySaved.value).toBe(1000 - 1);
    expect(score.exposureSaved.value).toBe(2000);
    expect(score.exposureAtStake.value).toBe(4000);
  });

  it("h08: all in the bundle is nothing at stake: 0 saved, no rate", () => {
    const plan = overage({
      groups: { data: { bundleBytes: 1e6, amount: 1, perBytes: 1, incrementBytes: 1 } },
    });
    const { score } = scoreOf(
      {
        spanDays: 10,
        devices: [{ id: 0, tariff: plan }],
        incidents: [incident("a", "bt", [[0, 10, 20]])],
        records: [instant(0, 0, 10, "a"), instant(1, 0, 12, "a")],
      },
      [0],
    );
    expect(score.moneySaved.value).toBe(0);
    expect(score.moneyDetectionRate.value).toBeNull();
    expect(score.valueDetectionRate.value).toBe(1);
  });

  it("h09: damage comes from the ledger, not from a view that lost half of the bytes", () => {
    // The view saw 50 of each 100 bytes; leaked 100 of 300 in the ledger, 50 of 150 in the view.
    const ledger = [11, 12, 13].map((hour, row) => instant(row, 0, hour, "a"));
    const records = ledger.map((r) => ({
      ...r,
      down: 50,
      parts: [{ incident: "a", up: 0, down: 50 }],
    }));
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [incident("a", "bt", [[0, 10, 20]])],
      records,
      ledger,
    };
    const { tally } = scoreOf(small, [1]);
    expect(tally.outcomes[0]).toMatchObject({ totalBytes: 300, leakedBytes: 100, savedBytes: 200 });
  });

  it("h10: an alert that says it came later counts from then", () => {
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }],
      incidents: [incident("a", "bt", [[0, 10, 20]])],
      records: [instant(0, 0, 11, "a"), instant(1, 0, 15, "a")],
    };
    const { tally } = scoreOf(small, [{ row: 0, at: 14 * HOUR }]);
    expect(tally.outcomes[0]).toMatchObject({ latencySeconds: 4 * 3600, leakedBytes: 100 });
  });

  it("h11: a rule that is silent in calibration is not silenced in the test half", () => {
    const records = [instant(0, 1, 12, "a")];
    const small: SmallWorld = {
      spanDays: 10,
      devices: [{ id: 0, split: "calibration" }, { id: 1 }],
      incidents: [incident("a", "bt", [[1, 10, 20]])],
      records,
    };
    const world = smallWorld(small);
    const alerts = smallAlerts(records, [{ row: 0, score: 3 }]);
    const threshold = calibrate(world, alerts, { budget: 1 });
    expect(threshold).toMatchObject({ value: null, source: "native" });
    expect(scoreRun(world, { alerts, threshold }, { replicates: 20 }).score.recall.value).toBe(1);
  });

  it("h12: the oracle has no cool-down and takes the first row by (visibleAt, row)", () => {
    // Two cases 2 h apart on one device; the first row of b is delivered before a lower-numbered one.
    const late = { ...instant(2, 0, 13, "b"), visibleAt: 18 * HOUR };
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }, { id: 1 }],
      incidents: [
        incident("a", "bt", [[0, 10, 12]]),
        incident("b", "theft", [[0, 13, 20]]),
        incident("c", "bt", [[1, 10, 11]]),
      ],
      // c is delivered after its end: observable there, but too late to be caught.
      records: [
        instant(0, 0, 11, "a"),
        late,
        instant(3, 0, 14, "b"),
        { ...instant(4, 1, 10, "c"), visibleAt: 40 * HOUR },
      ],
    };
    const world = smallWorld(small);
    const { scoring, alerts } = oracle(openScoring(world, { reactionDelay: 0 }));
    const run = scoreRun(scoring.world, { alerts, threshold: NATIVE }, scoring.options);
    expect(run.alarms.map(({ row, class: name }) => [row, name])).toEqual([
      [0, "hit"],
      [3, "hit"],
      [4, "late"],
    ]);
    expect(run.score.recall.value).toBeCloseTo(2 / 3, 12);
    expect(run.score.recallWithLate.value).toBe(1);
  });

  it.each(["error", "timeout", "oom", "invalid"] as const)(
    "h13: a run that ends in %s is scored as if it had said nothing",
    (status) => {
      const records = [instant(0, 0, 11, "a"), instant(1, 1, 11)];
      const world = smallWorld({
        spanDays: 10,
        devices: [{ id: 0 }, { id: 1 }],
        incidents: [incident("a", "bt", [[0, 10, 20]])],
        records,
      });
      const alerts = smallAlerts(records, [
        { row: 0, score: 1 },
        { row: 1, score: 1 },
      ]);
      const run = scoreRun(world, { alerts, threshold: NATIVE, status }, { replicates: 20 });
      expect(run.score).toMatchObject({
        status,
        recall: { value: 0 },
        f1: { value: 0 },
        precision: { value: null },
        falseAlarmsPer1000DeviceDays: { value: 0 },
      });
      expect(run.threshold).toEqual({ value: null, source: "failed" });
    },
  );

  it("h14: device-days count part days, silent devices and the time of incidents", () => {
    // 10 days less 1 of warm-up: 9 + 4.5 (from day 5.5) + 2 (until day 3) = 15.5; one false alarm.
    const { score } = scoreOf(
      {
        spanDays: 10,
        warmUpDays: 1,
        devices: [{ id: 0 }, { id: 1, from: 5.5 * DAY }, { id: 2, to: 3 * DAY }],
        incidents: [incident("a", "bt", [[0, 30, 200]])],
        records: [instant(0, 1, 200)],
      },
      [0],
    );
    expect(score.falseAlarmsPer1000DeviceDays.deviceDays).toBe(15.5);
    expect(score.falseAlarmsPer1000DeviceDays.value).toBeCloseTo(1000 / 15.5, 12);
  });

  it("h15: a case that outlives the scored time is clipped, and followed until then", () => {
    // Onset day 8, end day 20, span 10 days. Uncaught: censored after 2 days, so D reaches 1 with
    // the other case, caught after 1 h. Its row straddles the end: pro rata spreads its bytes on
    // the part before the clip, so all 100 are in the scored world. The row of day 11 is not.
    const straddling = { ...instant(1, 0, 0, "a"), start: 9.5 * DAY, time: 10.5 * DAY };
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }, { id: 1 }],
      incidents: [incident("a", "bt", [[0, 8 * 24, 20 * 24]]), incident("b", "bt", [[1, 10, 20]])],
      records: [straddling, instant(0, 1, 11, "b"), instant(2, 0, 11 * 24, "a")],
    };
    const { score, tally } = scoreOf(small, [0]);
    expect(tally.outcomes[0]).toMatchObject({
      open: true,
      end: 10 * DAY,
      outcome: "missed",
      totalBytes: 100,
      followed: { seconds: 2 * 24 * 3600, bytes: 100 },
    });
    expect(score.recall.value).toBe(0.5);
    expect(score.latency.p50Seconds.value).toBe(3600);
    expect(score.curves.seconds).toEqual([{ x: 3600, share: 0.5 }]);
  });

  it("h16: 0.9 of the cases, one a line-month of 10,000 and 1e-4 false a day make 2.9 %", () => {
    expect(precisionAt(0.9, 1e-4 / 30, 1e-4)).toBeCloseTo(0.0291, 4);
  });
});

describe("an alarm in one second of the incident", () => {
  // 462 minutes at a constant rate, one row a minute, delivered as it closes.
  const onset = 22 * HOUR + 26 * MINUTE;
  const minutes = 462;
  const records = Array.from({ length: minutes }, (_, i): SmallRecord => {
    const start = onset + i * MINUTE;
    const time = start + MINUTE;
    const bytes = 124_000_000;
    return {
      row: i,
      device: 0,
      start,
      time,
      visibleAt: time,
      up: 0,
      down: bytes,
      parts: [{ incident: "a", up: 0, down: bytes }],
    };
  });
  const small: SmallWorld = {
    spanDays: 10,
    devices: [{ id: 0 }],
    incidents: [
      { id: "a", kind: "bt", cases: [{ device: 0, onset, end: onset + minutes * MINUTE }] },
    ],
    records,
  };

  it.each([
    { minute: 5, reaction: 0, saved: 0.989 },
    { minute: 460, reaction: 0, saved: 0.004 },
    { minute: 5, reaction: 15, saved: 0.957 },
    { minute: 460, reaction: 15, saved: 0 },
  ])(
    "at +$minute min with $reaction min of reaction saves $saved",
    ({ minute, reaction, saved }) => {
      const run = scoreOf(small, [minute - 1], { reactionDelay: reaction * MINUTE });
      expect(run.alarms[0].time).toBe(onset + minute * MINUTE);
      expect(run.score.valueDetectionRate.value).toBeCloseTo(saved, 3);
    },
  );
});
