import { describe, expect, it } from "vitest";
import { valueDetectionRate } from "../../../bench/metrics/value-detection-rate.ts";
import { mergeTallies } from "../../../bench/scoring/merge-tallies.ts";
import { moneyAtAlarms } from "../../../bench/scoring/money-at-alarm.ts";
import { deployedPrecision } from "../../../bench/scoring/prevalence.ts";
import { scoreRun } from "../../../bench/scoring/score-run.ts";
import { scoreTally } from "../../../bench/scoring/score-tally.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { resolveScoring } from "../../../bench/scoring/scoring-options.ts";
import { type Tally, tallyRun } from "../../../bench/scoring/tally.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import { compareWith, holm, pOf, replicatesFor } from "../../../bench/statistics/comparison.ts";
import { clopperPearson } from "../../../bench/statistics/intervals.ts";
import {
  calibrate,
  calibrateCapacity,
  type Threshold,
  transferThreshold,
} from "../../../bench/thresholds/calibrate.ts";
import { CURVE_BUDGETS, tallyBudgets, tradeOffCurve } from "../../../bench/thresholds/curve.ts";
import type { World } from "../../../bench/world.ts";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import { type SmallRecord, smallAlerts, smallWorld } from "../small-world.ts";

const NATIVE: Threshold = { value: null, source: "native" };
const ALL = Number.NEGATIVE_INFINITY;

const PLAN: Tariff = {
  name: "test",
  summary: "a plan of the tests",
  source: "chosen",
  currency: "CNY",
  kind: "overage",
  groups: { data: { bundleBytes: 150, amount: 1, perBytes: 10, incrementBytes: 1 } },
  moneyCap: 0,
  volumeCap: 0,
  period: 30,
};

/** `devices` lines, an incident of 10 h on each of the first `cases`; a row an hour, 100 bytes. */
function rows(devices: number, cases: number) {
  const records: SmallRecord[] = [];
  for (let hour = 1; hour < 60; hour++) {
    for (let device = 0; device < devices; device++) {
      const burning = device < cases && hour >= 30 && hour < 40;
      records.push({
        row: records.length,
        device,
        start: hour * HOUR,
        time: hour * HOUR,
        visibleAt: hour * HOUR,
        up: 0,
        down: 100,
        parts: burning ? [{ incident: `i${device}`, up: 0, down: 100 }] : [],
      });
    }
  }
  const incidents = Array.from({ length: cases }, (_, device) => ({
    id: `i${device}`,
    kind: device % 2 === 0 ? "bt" : "theft",
    cases: [{ device, onset: 30 * HOUR, end: 40 * HOUR }],
  }));
  const world = smallWorld({
    spanDays: 5,
    devices: Array.from({ length: devices }, (_, id) => ({ id, tariff: PLAN })),
    incidents,
    lookAlikes: Array.from({ length: devices - cases }, (_, i) => ({
      kind: "game-day",
      device: cases + i,
      start: 30 * HOUR,
      end: 40 * HOUR,
    })),
    records,
  });
  const at = (device: number, hour: number) =>
    records.find((r) => r.device === device && r.time === hour * HOUR)?.row ?? -1;
  return { records, world, at };
}

function tallyAt(
  { records, world }: ReturnType<typeof rows>,
  named: readonly number[],
  of: World = world,
): Tally {
  const alerts = smallAlerts(
    records,
    named.map((row) => ({ row, score: 1 })),
  );
  return tallyRun(openScoring(of, { reactionDelay: 0 }), alerts, ALL).tally;
}

describe("a score", () => {
  it("gives shares their exact interval at every n where a cluster holds one incident", () => {
    const small = rows(12, 5);
    const five = scoreTally(
      tallyAt(
        small,
        [0, 1, 2, 3, 4].map((d) => small.at(d, 31)),
      ),
    );
    expect(five.recall).toMatchObject({ value: 1, n: 5, method: "clopper-pearson" });
    expect(five.recall.low).toBeCloseTo(0.4782, 4);
    expect(five.byLookAlike["game-day"].specificity).toMatchObject({
      value: 1,
      n: 7,
      method: "clopper-pearson",
    });
    expect(five.byIncident["bt"]).toMatchObject({ n: 3, recall: { value: 1, n: 3 } });
    const large = rows(40, 36);
    const half = Array.from({ length: 18 }, (_, d) => large.at(d, 31));
    const score = scoreTally(tallyAt(large, half));
    expect(score.recall).toMatchObject({ value: 0.5, n: 36, method: "clopper-pearson" });
    expect(score.recall.low).toBeCloseTo(0.3292, 4);
    expect(score.recall.high).toBeCloseTo(0.6708, 4);
    const whole = scoreTally(
      tallyAt(
        large,
        Array.from({ length: 36 }, (_, d) => large.at(d, 31)),
      ),
    );
    expect(whole.recall.low).toBeCloseTo(0.9026, 4);
  });

  it("claims no more of incidents in one cluster than of the cluster", () => {
    // Twelve incidents, four in each of three households; all caught, then none.
    const small = rows(20, 12);
    const home = small.world.cluster.map((c) => (c < 12 ? c - (c % 4) : c));
    const world = { ...small.world, cluster: home };
    const all = Array.from({ length: 12 }, (_, d) => small.at(d, 31));
    const [hit, missed] = [all, []].map((named) => scoreTally(tallyAt(small, named, world)));
    const exact = clopperPearson(3, 3, 0.95);
    expect(hit.recall).toMatchObject({ value: 1, n: 12, ...exact, method: "clopper-pearson" });
    expect(hit.devicePrecision).toMatchObject({ value: 1, n: 12, ...exact });
    expect(missed.recall).toMatchObject({ value: 0, n: 12, ...clopperPearson(0, 3, 0.95) });
    // Eight look-alikes on lines of their own: as before.
    expect(missed.byLookAlike["game-day"].specificity).toMatchObject(clopperPearson(8, 8, 0.95));
  });

  it("warns of few clusters, and has no interval of fewer than two", () => {
    const many = rows(40, 12);
    const named = [many.at(0, 31)];
    expect(scoreTally(tallyAt(many, named)).clusters).toMatchObject({
      n: 40,
      withIncident: 12,
      few: false,
    });
    const one = rows(40, 1);
    const score = scoreTally(tallyAt(one, [one.at(0, 31)]), { replicates: 100 });
    expect(score.clusters.few).toBe(true);
    expect(score.valueDetectionRate).toMatchObject({ value: 0.9, low: null, method: null });
    const home = { ...many.world, cluster: many.world.cluster.map((c) => (c < 10 ? 0 : c)) };
    expect(scoreTally(tallyAt(many, named, home)).clusters).toMatchObject({
      largest: 0.25,
      few: true,
    });
  });

  it("prints the wider of the two intervals of false alarms and names it", () => {
    const small = rows(40, 2);
    // One false alarm on each of four lines, then all four on one cluster of four lines.
    const named = [10, 11, 12, 13].map((d) => small.at(d, 3));
    const spread = scoreTally(tallyAt(small, named)).falseAlarmsPer1000DeviceDays;
    expect(spread).toMatchObject({ n: 4, method: "poisson", value: 20 });
    const together = small.world.cluster.map((c) => (c >= 10 && c < 14 ? 10 : c));
    const joined = tallyAt(small, named, { ...small.world, cluster: together });
    const clustered = scoreTally(joined).falseAlarmsPer1000DeviceDays;
    expect(clustered.method).toBe("bootstrap");
    expect(clustered.high).toBe(clustered.bootstrap?.high);
    expect(clustered.high).toBeGreaterThan(clustered.poisson?.high ?? 0);
    const none = scoreTally(tallyAt(small, [])).falseAlarmsPer1000DeviceDays;
    expect(none).toMatchObject({ value: 0, low: 0, method: "poisson", bootstrap: null });
    expect(none.high).toBeCloseTo((1000 * 3.6889) / 200, 3);
  });

  it("corrects for bias where BCa is asked for", () => {
    const small = rows(40, 20);
    const tally = tallyAt(
      small,
      [0, 1, 2].map((d) => small.at(d, 31)),
    );
    const plain = scoreTally(tally).valueDetectionRate;
    const bca = scoreTally(tally, { interval: "bca" }).valueDetectionRate;
    expect(bca.value).toBe(plain.value);
    expect(bca.method).toBe("bca");
    expect(bca.low).toBeGreaterThanOrEqual(plain.low ?? 0);
  });

  it("takes the price of a false alarm off the money saved", () => {
    const small = rows(10, 2);
    const tally = tallyAt(small, [small.at(0, 31), small.at(5, 31), small.at(6, 31)]);
    const { moneySaved, netMoney } = scoreTally(tally, { falseAlarmCost: 7, replicates: 10 });
    expect(netMoney).toBe((moneySaved.value ?? 0) - 14);
    expect(scoreTally(tally, { replicates: 10 }).netMoney).toBeNull();
  });

  it("pools seeds by their sums, with clusters of their own", () => {
    const small = rows(10, 4);
    const seeds = ["1", "2"].map((seed) => ({ ...small.world, seed }));
    const [a, b] = seeds.map((world, i) =>
      tallyAt(small, [small.at(i, 31), small.at(9, 31)], world),
    );
    const pooled = scoreTally(mergeTallies([a, b]));
    expect(pooled).toEqual(scoreTally(mergeTallies([b, a])));
    expect(pooled.clusters.n).toBe(20);
    expect(pooled.recall).toMatchObject({ value: 2 / 8, n: 8 });
    expect(pooled.counts.false).toBe(2);
    const failed: Tally = { ...b, status: "timeout" };
    expect(mergeTallies([a, failed]).status).toBe("timeout");
  });

  it("says nothing that only truth could tell where there is none", () => {
    const small = rows(4, 0);
    const blind: World = { ...small.world, truth: false, lookAlikes: [] };
    const tally = tallyAt(small, [small.at(0, 31), small.at(1, 31)], blind);
    const score = scoreTally(tally, { replicates: 10 });
    expect(score.precision.value).toBeNull();
    expect(score.recall.value).toBeNull();
    expect(score.falseAlarmsPer1000DeviceDays.value).toBeNull();
    expect(score.collateralBytes.value).toBeNull();
    expect(score.alarmsPer1000DeviceDays.value).toBe(100);
  });
});

describe("money at the alarm", () => {
  it("is what the period had charged by then, and would charge after", () => {
    const small = rows(1, 0);
    const alerts = smallAlerts(small.records, [{ row: small.at(0, 3), score: 1 }]);
    const scoring = openScoring({ ...small.world, truth: false });
    const { alarms } = tallyRun(scoring, alerts, ALL);
    // Three rows of 100 with 150 in the bundle: 5 + 10; 56 more rows of 10.
    expect(moneyAtAlarms(scoring, alarms)).toEqual([
      { device: 0, time: 3 * HOUR, charged: 15, bytes: 300, after: 560 },
    ]);
  });

  it("is of many alarms what it is of each alone, with each line's rows looked up once", () => {
    // Billed by days, so that alarms fall into several periods, and into one without a row.
    const { records } = rows(3, 0);
    const devices = [0, 1, 2].map((id) => ({ id, tariff: { ...PLAN, period: 1 } }));
    const base = smallWorld({ spanDays: 5, devices, incidents: [], lookAlikes: [], records });
    let looks = 0;
    const ledger = {
      ...base.ledger,
      billOf(device: number) {
        looks++;
        return base.ledger.billOf(device);
      },
    };
    const scoring = openScoring({ ...base, ledger, truth: false });
    const alarms = [50, 3, 24, 25, 100, 3].flatMap((hour) =>
      [2, 0, 1].map((device) => ({ alert: 0, device, time: hour * HOUR, class: "false" as const })),
    ) as unknown as Parameters<typeof moneyAtAlarms>[1];
    const alone = alarms.map((alarm) => moneyAtAlarms(scoring, [alarm])[0]);
    looks = 0;
    expect(moneyAtAlarms(scoring, alarms)).toEqual(alone);
    expect(looks).toBe(3);
    expect(alone[0]).toEqual({ device: 2, time: 50 * HOUR, charged: 15, bytes: 300, after: 90 });
    expect(alone[12]).toMatchObject({ time: 100 * HOUR, charged: 0, bytes: 0, after: 0 });
  });
});

describe("budgets", () => {
  // Six calibration lines, 30 device-days; lines 2 to 5 alarm with scores 4, 3, 2, 1 while two
  // incident alarms score 6 and 5.
  const small = rows(6, 2);
  const world = { ...small.world, split: small.world.split.map(() => 1) };
  const alerts = smallAlerts(
    small.records,
    [0, 1, 2, 3, 4, 5].map((device) => ({ row: small.at(device, 31), score: 6 - device })),
  );

  it.each([
    ["false alarms by their number", { budget: 70 }, { value: 3, falseAlarms: 2 }],
    ["all alarms", { budget: 70, budgetOn: "alarms" }, { value: 5, falseAlarms: 2 }],
    // 3.0 false alarms a 95 % bound of none, 4.74 of one, 6.30 of two: 30 days at 170 allow 5.1.
    ["their upper bound", { budget: 170, budgetRule: "upper" }, { value: 4, falseAlarms: 1 }],
    ["an upper bound above all", { budget: 90, budgetRule: "upper" }, { source: "unreachable" }],
    ["none at all", { budget: 0 }, { value: 5, falseAlarms: 0, neededDeviceDays: null }],
  ] as const)("can hold %s", (_, budget, expected) => {
    expect(calibrate(world, alerts, budget)).toMatchObject(expected);
  });

  it("have no threshold without a calibration half", () => {
    expect(calibrate(small.world, alerts, { budget: 1 })).toMatchObject({
      value: null,
      source: "no-calibration",
      underpowered: true,
    });
  });
});

describe("thresholds without a budget", () => {
  it("hold the capacity of a team on the data itself where there is no other half", () => {
    const small = rows(10, 0);
    // Lines 0 to 9 alarm once with scores 10 to 1: five days at 1 a day allow five.
    const alerts = smallAlerts(
      small.records,
      Array.from({ length: 10 }, (_, d) => ({ row: small.at(d, 31), score: 10 - d })),
    );
    expect(calibrateCapacity(small.world, alerts, 1)).toMatchObject({
      value: 6,
      source: "capacity",
    });
    expect(calibrateCapacity(small.world, alerts, 2)).toMatchObject({ source: "native" });
    expect(calibrateCapacity(small.world, alerts, 0)).toMatchObject({ source: "unreachable" });
  });

  it.each([
    [{ value: 4, source: "budget" }, 9, { value: 4, source: "transferred" }],
    [{ value: null, source: "native" }, 9, { value: 9, source: "default" }],
    [{ value: null, source: "unreachable" }, 9, { value: 9, source: "default" }],
    [{ value: null, source: "unreachable" }, null, { value: null, source: "unreachable" }],
  ] as const)("move from %j with default %j to %j", (from, fallback, to) => {
    expect(transferThreshold(from as Threshold, fallback)).toEqual(to);
  });
});

describe("the trade-off curve", () => {
  it("takes each threshold from the calibration half and its result from the other", () => {
    const small = rows(10, 4);
    const split = small.world.split.map((_, d) => (d % 2 === 0 ? 2 : 1));
    const world = { ...small.world, split };
    // Of ten rows that of 30 h leaks; that of 31 h lies at the cut and does not: 0.9 of one of two.
    // On calibration lines 5, 7, 9 false alarms of score 3, 2, 1; test line 2 is caught at 2.
    const named = [
      { row: small.at(5, 31), score: 3 },
      { row: small.at(7, 31), score: 2 },
      { row: small.at(9, 31), score: 1 },
      { row: small.at(2, 31), score: 2 },
    ];
    const scoring = openScoring(world, { reactionDelay: 0 });
    const alerts = smallAlerts(small.records, named);
    const seed = tallyBudgets(scoring, alerts, [{ budget: 50 }, { budget: 100 }]);
    const curve = tradeOffCurve([seed], scoring.options);
    // 25 device-days: 1 allowed, then 2.
    expect(curve.map((p) => [p.budget, p.threshold, p.valueDetectionRate])).toEqual([
      [50, 3, 0],
      [100, 2, 0.45],
    ]);
    const pooled = tradeOffCurve([seed, seed], scoring.options);
    expect(pooled[1].valueDetectionRate).toBe(0.45);
    expect(CURVE_BUDGETS).toEqual([0.1, 0.5, 1, 2, 10, 100]);
  });
});

describe("comparisons", () => {
  it("are paired: a run differs from itself by exactly nothing", () => {
    const small = rows(30, 20);
    const tally = tallyAt(
      small,
      [0, 1, 2, 3].map((d) => small.at(d, 31)),
    );
    const better = tallyAt(
      small,
      Array.from({ length: 12 }, (_, d) => small.at(d, 31)),
    );
    const options = resolveScoring({ replicates: 400 });
    const bootstrap = openBootstrap(options.seed, options.replicates);
    const [same, more] = compareWith(
      tally,
      [
        { name: "same", tally },
        { name: "more", tally: better },
      ],
      valueDetectionRate,
      { options, bootstrap },
    );
    expect(same).toMatchObject({ difference: { value: 0, low: 0, high: 0 }, p: 1, adjusted: 1 });
    expect(more.difference.low).toBeGreaterThan(0);
    expect(more.p).toBe(2 / 401);
    expect(more.adjusted).toBe(4 / 401);
  });

  it("count replicates on the other side of nothing", () => {
    // 2 of 9 at or below 0: 2 (2 + 1) / 10.
    expect(pOf(Float64Array.of(-1, 0, 1, 1, 1, 1, 1, 1, 1))).toBeCloseTo(0.6, 12);
    expect(pOf(new Float64Array(9))).toBe(1);
  });

  it("are corrected step by step, in order of p", () => {
    // Holm (1979): 0.01 x 4, 0.02 x 3, 0.03 x 2, 0.04, each at least the one before.
    expect(holm([0.03, 0.01, null, 0.04, 0.02])).toEqual([0.06, 0.04, null, 0.06, 0.06]);
    expect(replicatesFor(10)).toBe(2000);
    expect(replicatesFor(100)).toBe(4000);
  });
});

describe("precision where it is deployed", () => {
  it("reweights incidents, and look-alikes where their rate is known", () => {
    const small = rows(10, 4);
    // Two of four cases caught, one look-alike of six alarmed, one alarm of no cause; 50 days.
    const named = [small.at(0, 31), small.at(1, 31), small.at(9, 31), small.at(8, 1)];
    const tally = tallyAt(small, named);
    const plain = deployedPrecision(tally, { casesPerDeviceDay: 1e-4 });
    expect(plain).toMatchObject({
      rightPerCase: 0.5,
      falsePerDeviceDay: 2 / 50,
      lookAlikesReweighted: false,
    });
    expect(plain.value).toBeCloseTo(0.5e-4 / (0.5e-4 + 0.04), 12);
    const rare = deployedPrecision(tally, {
      casesPerDeviceDay: 1e-4,
      lookAlikesPerDeviceDay: { "game-day": 0.01 },
    });
    expect(rare.falsePerDeviceDay).toBeCloseTo(1 / 50 + 0.01 / 6, 12);
    expect(
      deployedPrecision(tallyAt(rows(3, 0), []), { casesPerDeviceDay: 1e-4 }).value,
    ).toBeNull();
  });
});

describe("options of scoring", () => {
  it.each([
    [{ coolDown: -1 }, "scoring: coolDown must be at least 0, got -1"],
    [{ hold: 2 * DAY }, "scoring: hold must be in [0, 86400000], the cool-down, got 172800000"],
    [{ level: 1 }, "scoring: level must be in (0, 1), got 1"],
    [{ replicates: 0 }, "scoring: replicates must be an integer from 1, got 0"],
  ])("%j are refused", (options, message) => {
    expect(() => resolveScoring(options)).toThrow(message);
  });

  it("are those of the law where nobody chooses", () => {
    expect(resolveScoring()).toMatchObject({
      coolDown: DAY,
      grace: DAY,
      reactionDelay: 900_000,
      replicates: 2000,
    });
    const small = rows(2, 1);
    const alerts = smallAlerts(small.records, []);
    expect(scoreRun(small.world, { alerts, threshold: NATIVE }).score.recall.value).toBe(0);
  });
});
