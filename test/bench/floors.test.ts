import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noAlerts } from "../../bench/alerts/sort-alerts.ts";
import { always } from "../../bench/floors/always.ts";
import { blindPeriodic } from "../../bench/floors/blind-periodic.ts";
import { COIN_REPLICATES, coin } from "../../bench/floors/coin.ts";
import { never } from "../../bench/floors/never.ts";
import { oracle, oracleOfAny } from "../../bench/floors/oracle.ts";
import { ownerChecksBill } from "../../bench/floors/owner-checks-bill.ts";
import {
  beatenByFloor,
  coinBand,
  coinValues,
  floorValues,
  insideCoinBand,
  metricsWonByFloor,
} from "../../bench/scoring/beaten-by-floor.ts";
import { talliedFloor } from "../../bench/scoring/floor-band.ts";
import { addQuickSums, measureQuick, openQuickSums } from "../../bench/scoring/quick-sums.ts";
import { scoreTally } from "../../bench/scoring/score-tally.ts";
import { openScoring } from "../../bench/scoring/scoring.ts";
import { tallyRun } from "../../bench/scoring/tally.ts";
import { openBootstrap } from "../../bench/statistics/bootstrap.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { DAY, HOUR } from "../../datasets/sizes.ts";
import { randomRun } from "./random-world.ts";
import { type SmallRecord, type SmallWorld, smallAlerts, smallWorld } from "./small-world.ts";

const ALL = Number.NEGATIVE_INFINITY;

/** One row an hour on each device; device 0 burns from 100 h to 150 h with ten rows an hour. */
function busyWorld(devices: number): SmallWorld {
  const records: SmallRecord[] = [];
  const add = (device: number, at: number, incident?: string) =>
    records.push({
      row: 0,
      device,
      start: at,
      time: at,
      visibleAt: at,
      up: 0,
      down: 100,
      ...(incident ? { parts: [{ incident, up: 0, down: 100 }] } : {}),
    });
  for (let h = 0; h < 20 * 24; h++) {
    for (let d = 0; d < devices; d++) add(d, h * HOUR + d);
    if (h < 100 || h >= 150) continue;
    for (let k = 1; k < 10; k++) add(0, h * HOUR + k * 60_000, "a");
  }
  records.sort((a, b) => a.visibleAt - b.visibleAt || a.device - b.device);
  return {
    spanDays: 20,
    devices: Array.from({ length: devices }, (_, id) => ({ id })),
    incidents: [
      { id: "a", kind: "bt", cases: [{ device: 0, onset: 100 * HOUR, end: 150 * HOUR }] },
    ],
    records: records.map((record, row) => ({ ...record, row })),
  };
}

describe("never and always", () => {
  it("never says nothing and always says everything", () => {
    const scoring = openScoring(smallWorld(busyWorld(3)));
    expect(never().length).toBe(0);
    const { tally } = tallyRun(scoring, always(scoring), ALL);
    const alarms = tally.clusters.reduce((sum, { counts }) => sum + counts.hit + counts.false, 0);
    // One a device and day, or its first row after 24 h: rows come on the hour, so exactly 20.
    expect(alarms).toBeGreaterThanOrEqual(3 * 20 - 2);
    expect(tally.outcomes[0].outcome).toBe("caught");
  });

  it("always keeps only what opens an alarm, and loses none of them", () => {
    fc.assert(
      fc.property(randomRun, ({ world, small }) => {
        const scoring = openScoring(world);
        const every = smallAlerts(
          small.records,
          small.records.map(({ row }) => ({ row, score: 1 })),
        );
        expect(tallyRun(scoring, always(scoring), ALL).tally).toEqual(
          tallyRun(scoring, every, ALL).tally,
        );
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe("coin", () => {
  it("never makes more alarms than asked, and misses few of them", () => {
    const scoring = openScoring(smallWorld(busyWorld(12)));
    const asked = [0, 3, 17, 60, 200];
    const results = coin(scoring, asked);
    for (const n of asked) {
      const alarms = (results.get(n) ?? []).map((sums) => sums.alarms);
      expect(alarms).toHaveLength(COIN_REPLICATES);
      expect(Math.max(...alarms)).toBe(n);
      expect(Math.min(...alarms)).toBeGreaterThanOrEqual(n - 1);
    }
  });

  it("draws the same for a number of alarms, whichever other numbers are asked", () => {
    const scoring = openScoring(smallWorld(busyWorld(6)));
    expect(coin(scoring, [5], 20).get(5)).toEqual(coin(scoring, [2, 5, 80], 20).get(5));
  });

  it("finds the threshold that all rows would have given", () => {
    // With 115 alarms of at most 120 device-days nearly every row is needed.
    const scoring = openScoring(smallWorld(busyWorld(6)));
    for (const sums of coin(scoring, [115], 10).get(115) ?? []) {
      expect(sums.alarms).toBeLessThanOrEqual(115);
      expect(sums.alarms).toBeGreaterThanOrEqual(113);
    }
  });

  it("draws evenly over rows, so a device that burns gets more", () => {
    // Device 0 has 450 of 480 x 12 + 450 rows besides its 480: 15 % of the rows, 8 % of devices.
    const small = busyWorld(12);
    const scoring = openScoring(smallWorld(small));
    const hits = (coin(scoring, [1]).get(1) ?? []).filter((sums) => sums.right > 0).length;
    // 500 rows of 6210 lie in the incident: 8 of 100 draws, give or take 2.7.
    expect(hits).toBeGreaterThanOrEqual(2);
    expect(hits).toBeLessThanOrEqual(17);
  });
});

describe("quick sums", () => {
  it("measure what a full score measures", () => {
    fc.assert(
      fc.property(randomRun, ({ world, alerts }) => {
        const scoring = openScoring(world);
        const { tally, alarms } = tallyRun(scoring, alerts, ALL);
        const score = scoreTally(tally, { replicates: 2 });
        const quick = measureQuick(openQuickSums(scoring)(alarms));
        const close = (got: number, want: number | null) =>
          want === null ? expect(got).toBeNaN() : expect(got).toBeCloseTo(want, 12);
        close(quick.valueDetectionRate, score.valueDetectionRate.value);
        close(quick.valueDetectionRateByKindMean, score.valueDetectionRateByKindMean.value);
        close(quick.recall, score.recall.value);
        close(quick.recallByKindMean, score.recallByKindMean.value);
        close(quick.precision, score.precision.value);
        close(quick.f1, score.f1.value);
        close(quick.moneySaved, score.moneySaved.value);
        close(quick.falseAlarmsPer1000DeviceDays, score.falseAlarmsPer1000DeviceDays.value);
      }),
      { numRuns: 150, seed: 2 },
    );
  });

  it("of two seeds are the sums of both", () => {
    const scoring = openScoring(smallWorld(busyWorld(2)));
    const one = openQuickSums(scoring)(tallyRun(scoring, always(scoring), ALL).alarms);
    const two = addQuickSums([one, one]);
    expect(two.kinds["bt"].total).toBe(2 * one.kinds["bt"].total);
    expect(measureQuick(two)).toEqual({
      ...measureQuick(one),
      moneySaved: 2 * measureQuick(one).moneySaved,
    });
  });
});

describe("blind-periodic", () => {
  it.each([1, 10, 60])("makes about %i alarms where that many were asked", (asked) => {
    const scoring = openScoring(smallWorld(busyWorld(20)));
    const alerts = blindPeriodic(scoring, asked);
    const { alarms } = tallyRun(scoring, alerts, ALL);
    expect(alarms).toHaveLength(alerts.length);
    expect(Math.abs(alerts.length - asked)).toBeLessThanOrEqual(3 * Math.sqrt(asked));
  });

  it("is never closer than the cool-down, and names no row", () => {
    const scoring = openScoring(smallWorld(busyWorld(5)));
    const alerts = blindPeriodic(scoring, 10_000);
    expect(alerts.length).toBe(5 * 20);
    expect(new Set(alerts.row)).toEqual(new Set([-1]));
    expect(blindPeriodic(scoring, 0).length).toBe(0);
  });
});

describe("a tallied floor", () => {
  it("has the values and intervals that the same alarms would have as a detector", () => {
    fc.assert(
      fc.property(randomRun, ({ world }) => {
        const scoring = openScoring(world);
        const { tally } = tallyRun(scoring, blindPeriodic(scoring, 20), ALL);
        const bootstrap = openBootstrap(scoring.options.seed, 40);
        const score = scoreTally(tally, scoring.options, bootstrap);
        const { band, values } = talliedFloor("blind", tally, scoring.options, bootstrap);
        expect(band.valueDetectionRate).toEqual(score.valueDetectionRate);
        expect(band.valueDetectionRateByKindMean).toEqual(score.valueDetectionRateByKindMean);
        expect(values).toEqual(floorValues("blind", score));
      }),
      { numRuns: 60, seed: 3 },
    );
  });
});

describe("owner-checks-bill", () => {
  const plan: Tariff = {
    name: "test",
    summary: "a plan of the tests",
    source: "chosen",
    currency: "CNY",
    kind: "overage",
    groups: { data: { bundleBytes: 500, amount: 1, perBytes: 1, incrementBytes: 1 } },
    moneyCap: 0,
    volumeCap: 0,
    period: 5,
  };
  const row = (hour: number, down: number, charged: number, delay = 0): SmallRecord => ({
    row: 0,
    device: 0,
    start: hour * HOUR,
    time: hour * HOUR,
    visibleAt: (hour + delay) * HOUR,
    up: 0,
    down,
    charged,
  });
  const looks = (records: readonly SmallRecord[]) => {
    const world = smallWorld({
      spanDays: 10,
      devices: [{ id: 0, tariff: plan }],
      records: records.map((one, i) => ({ ...one, row: i })),
    });
    return [...ownerChecksBill(openScoring(world), { charge: 1000 }).time].map((t) => t / HOUR);
  };

  it.each([
    ["sees at 07:00 what was charged since", [row(3, 10, 1000)], [7]],
    ["waits for the next morning", [row(8, 10, 1000)], [31]],
    ["sees what is delivered on the stroke", [row(6, 10, 1000, 1)], [7]],
    ["adds that to what it knew", [row(3, 1, 600), row(6, 1, 600, 1)], [7]],
    ["does not see what mediation has not delivered", [row(6, 10, 1000, 2)], [31]],
    ["adds up what came since the last look", [row(8, 1, 600), row(20, 1, 600)], [31]],
    ["starts anew after a look", [row(3, 1, 600), row(8, 1, 600)], []],
    ["sees the bundle pass once", [row(3, 400, 0), row(8, 200, 0), row(40, 50, 0)], [31]],
    ["starts a new bundle in a new period", [row(3, 400, 0), row(130, 400, 0)], []],
  ] as const)("%s", (_, records, expected) => {
    expect(looks(records)).toEqual(expected);
  });

  it("refuses a view without charges", () => {
    const world = { ...smallWorld(busyWorld(1)), view: "flows" as const };
    expect(() => ownerChecksBill(openScoring(world))).toThrow(
      "owner-checks-bill: view must be charging, got flows",
    );
  });
});

describe("oracle of any view", () => {
  it("takes the earliest first row of each case", () => {
    const incident = (id: string, device: number) => ({
      id,
      kind: "bt",
      cases: [{ device, onset: 10 * HOUR, end: 20 * HOUR }],
    });
    const row = (device: number, hour: number, id: string): SmallRecord => ({
      row: hour,
      device,
      start: hour * HOUR,
      time: hour * HOUR,
      visibleAt: hour * HOUR,
      up: 0,
      down: 9,
      parts: [{ incident: id, up: 0, down: 9 }],
    });
    const small = {
      spanDays: 10,
      devices: [{ id: 0 }, { id: 1 }, { id: 2 }],
      incidents: [incident("a", 0), incident("b", 1), incident("c", 2)],
    };
    const one = smallWorld({ ...small, records: [row(0, 12, "a"), row(1, 19, "b")] });
    const two = smallWorld({ ...small, records: [row(0, 15, "a"), row(1, 11, "b")] });
    const options = { reactionDelay: 0 };
    const views = [openScoring(one, options), openScoring(two, options)];
    const { scoring, alerts } = oracleOfAny(views);
    const { tally } = tallyRun(scoring, alerts, ALL);
    expect(tally.outcomes.map(({ latencySeconds }) => latencySeconds)).toEqual([7200, 3600, null]);
    const each = views.map((view) => {
      const ceiling = oracle(view);
      return tallyRun(ceiling.scoring, ceiling.alerts, ALL).tally.outcomes.map(
        ({ alarmAt }) => (alarmAt ?? 0) / HOUR,
      );
    });
    expect(each).toEqual([
      [12, 19, 0],
      [15, 11, 0],
    ]);
  });
});

describe("flags", () => {
  // A detector that alarms once, on the wrong device.
  const small = busyWorld(4);
  const scoring = openScoring(smallWorld(small));
  const wrong = small.records.find(({ device }) => device === 3) as SmallRecord;
  const bad = tallyRun(scoring, smallAlerts(small.records, [{ row: wrong.row, score: 1 }]), ALL);
  const good = tallyRun(scoring, oracle(scoring).alerts, ALL);
  const options = { replicates: 20 };
  const score = { bad: scoreTally(bad.tally, options), good: scoreTally(good.tally, options) };
  const floors = [
    floorValues("never", scoreTally(tallyRun(scoring, noAlerts(), ALL).tally, options)),
    floorValues("always", scoreTally(tallyRun(scoring, always(scoring), ALL).tally, options)),
  ];

  it("name the floors that do at least as well, metric by metric", () => {
    const flags = beatenByFloor(score.bad, floors);
    expect(flags["valueDetectionRate"]).toEqual(["never", "always"]);
    expect(flags["recall"]).toEqual(["never", "always"]);
    expect(flags["falseAlarmsPer1000DeviceDays"]).toEqual(["never"]);
    // 0 of 1 is as good as undefined is bad.
    expect(flags["precision"]).toEqual(["always"]);
    expect(beatenByFloor(score.good, floors)["precision"]).toBeUndefined();
  });

  it("name the metrics that no detector of the table wins", () => {
    const won = metricsWonByFloor([score.bad, score.good], floors);
    // The oracle's first row is the incident's first: always can't be earlier than that on average.
    expect(won["precision"]).toBeUndefined();
    expect(won["falseAlarmsPer1000DeviceDays"]).toEqual(["never"]);
    expect(metricsWonByFloor([score.bad], floors)["valueDetectionRate"]).toEqual([
      "never",
      "always",
    ]);
    expect(metricsWonByFloor([], floors)).toEqual({});
  });

  it("say when a detector is no better than chance", () => {
    const draws = coin(scoring, [1]).get(1) ?? [];
    expect(insideCoinBand(score.bad, draws)).toBe(true);
    expect(coinBand(draws).valueDetectionRate?.low).toBe(0);
    expect(coinValues(draws).values["recall"]).toBeLessThan(1);
    expect(insideCoinBand(score.good, coin(scoring, [0]).get(0) ?? [])).toBe(false);
  });
});

it("counts a whole day of silence in the phase of blind-periodic", () => {
  const scoring = openScoring(smallWorld({ spanDays: 10, devices: [{ id: 0 }], records: [] }));
  const { time } = blindPeriodic(scoring, 10);
  for (const [i, t] of time.entries()) expect(t - (time[i - 1] ?? t - DAY)).toBe(DAY);
});
