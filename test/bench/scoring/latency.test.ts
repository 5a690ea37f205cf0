import { describe, expect, it } from "vitest";
import type { ClusterSums } from "../../../bench/scoring/cluster-sums.ts";
import type { OutcomeRow } from "../../../bench/scoring/outcomes.ts";
import { scoreTally } from "../../../bench/scoring/score-tally.ts";
import type { ScoringOptions } from "../../../bench/scoring/scoring-options.ts";
import type { Tally } from "../../../bench/scoring/tally.ts";
import { noCounts } from "../../../bench/scoring/tally.ts";
import { DAY } from "../../../datasets/sizes.ts";

type Fate = { caught: number } | { missedAfter: number } | { openUntil: number };

/** Outcomes of one case an incident, one cluster a case; times in seconds. */
function tallyOf(fates: readonly Fate[], sizes: readonly number[] = []): Tally {
  const outcomes = fates.map((fate, i): OutcomeRow => {
    const caught = "caught" in fate;
    const length =
      "missedAfter" in fate ? fate.missedAfter : "openUntil" in fate ? fate.openUntil : 1e5;
    return {
      seed: null,
      incident: sizes.length > 0 ? sizes[i] : i,
      kind: "bt",
      device: i,
      cluster: i,
      onset: 0,
      end: length * 1000,
      open: "openUntil" in fate,
      outcome: caught ? "caught" : "missed",
      alarmAt: caught ? fate.caught * 1000 : null,
      observableAt: 0,
      totalBytes: 100,
      leakedBytes: caught ? 40 : 100,
      savedBytes: caught ? 60 : 0,
      savedMoney: 0,
      latencySeconds: caught ? fate.caught : null,
      latencyFromObservableSeconds: caught ? fate.caught : null,
      latencyBytes: caught ? 40 : null,
      latencyMoney: caught ? 0 : null,
      lateBySeconds: null,
      followed: caught ? null : { seconds: length, bytes: 100, money: 0 },
    };
  });
  const clusters = fates.map(
    (_, cluster): ClusterSums => ({
      seed: null,
      cluster,
      devices: 1,
      deviceMs: 10 * DAY,
      counts: noCounts(),
      falseOutside: 0,
      daysRunning: 0,
      daysFlagged: 0,
      daysRight: 0,
      devicesRight: 0,
      devicesFlagged: 0,
      devicesBothered: 0,
      collateralBytes: 0,
      moneySaved: 0,
      moneyAtStake: 0,
      exposureSaved: 0,
      exposureAtStake: 0,
      lookAlikes: {},
    }),
  );
  return { status: "ok", truth: true, lookAlikeKinds: [], clusters, outcomes };
}

function latencyOf(fates: readonly Fate[], options: Partial<ScoringOptions> = {}) {
  const { latency, curves, recall } = scoreTally(tallyOf(fates), { replicates: 20, ...options });
  return { p50: latency.p50Seconds.value, p90: latency.p90Seconds.value, curves, recall };
}

describe("the latency curve", () => {
  it.each([
    { name: "two of two", fates: [{ caught: 60 }, { caught: 600 }], p50: 60, p90: 600 },
    { name: "one of two", fates: [{ caught: 60 }, { missedAfter: 10 }], p50: 60, p90: null },
    {
      name: "one of three, the others missed sooner than it was caught",
      fates: [{ caught: 3600 }, { missedAfter: 600 }, { missedAfter: 600 }],
      p50: null,
      p90: null,
    },
    { name: "none of one", fates: [{ missedAfter: 600 }], p50: null, p90: null },
    {
      // The open case leaves the risk set at 100 s: 1 - 2/3 at 60 s, then 1 - 2/3 x 0 at 200 s.
      name: "one open that was followed for 100 s",
      fates: [{ caught: 60 }, { openUntil: 100 }, { caught: 200 }],
      p50: 200,
      p90: 200,
    },
    {
      // An event before a censoring at a tie: both are still at risk, 1 - 1/2.
      name: "one open that ended as the other was caught",
      fates: [{ caught: 100 }, { openUntil: 100 }],
      p50: 100,
      p90: null,
    },
  ])("has its median at $p50 and its 90 % at $p90: $name", ({ fates, p50, p90 }) => {
    expect(latencyOf(fates as Fate[])).toMatchObject({ p50, p90 });
  });

  it("never counts a missed case as followed to its end, unless asked for the textbook's number", () => {
    const fates = [{ caught: 3600 }, { missedAfter: 600 }, { missedAfter: 600 }];
    expect(latencyOf(fates).curves.seconds).toEqual([{ x: 3600, share: 1 / 3 }]);
    expect(latencyOf(fates, { missed: "censored" }).p50).toBe(3600);
  });

  it("weighs a case of a cohort by its share of the incident", () => {
    // Four cases of incident 0 caught at 10 s, two missed single incidents: 1/3 caught, not 4/6.
    const fates = [10, 10, 10, 10].map((caught) => ({ caught }));
    const tally = tallyOf([...fates, { missedAfter: 5 }, { missedAfter: 5 }], [0, 0, 0, 0, 1, 2]);
    const score = scoreTally(tally, { replicates: 20 });
    expect(score.recall.value).toBe(1 / 3);
    expect(score.curves.seconds).toEqual([{ x: 10, share: 1 / 3 }]);
    expect(score.latency.p50Seconds.value).toBeNull();
  });

  it("is null without incidents", () => {
    const { latency, recall, f1 } = scoreTally(tallyOf([]), { replicates: 20 });
    expect([latency.p50Seconds.value, latency.within1h.value, recall.value, f1.value]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("says never where the interval has no end", () => {
    const fates = Array.from({ length: 40 }, (_, i) =>
      i % 5 < 3 ? { caught: 60 + i } : { missedAfter: 10 },
    );
    const { latency } = scoreTally(tallyOf(fates), { replicates: 500 });
    expect(latency.p50Seconds).toMatchObject({ method: "bootstrap", high: null });
    expect(latency.p50Seconds.low).toBeGreaterThanOrEqual(60);
  });
});
