import { describe, expect, it } from "vitest";
import type { Metric } from "../../../bench/metric.ts";
import { type MetricName, metricValue } from "../../../bench/metric-fields.ts";
import { METRICS } from "../../../bench/metrics/catalogue.ts";
import { estimateMetrics } from "../../../bench/scoring/estimate-metrics.ts";
import { openFacts } from "../../../bench/scoring/facts.ts";
import { poolOf } from "../../../bench/scoring/pool.ts";
import { scoreTally } from "../../../bench/scoring/score-tally.ts";
import { resolveScoring } from "../../../bench/scoring/scoring-options.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import { smallTally } from "./small-tally.ts";

const options = resolveScoring({ replicates: 500 });
const bootstrap = openBootstrap(options.seed, options.replicates);
const named = (name: MetricName): Metric =>
  METRICS.find((each) => each.name === name) as unknown as Metric;

/**
 * Two incidents on one line each, caught after a minute and after ten; one on two lines, of which one
 * is caught after an hour; one found late; one missed. Two lines without an incident alarm three times.
 */
const TALLY = smallTally([
  {
    ...{ outcome: "caught", after: 60, counts: { hit: 1, redundant: 2 } },
    sums: { daysRunning: 1, daysFlagged: 2, daysRight: 1 },
  },
  {
    ...{ outcome: "caught", after: 600, counts: { hit: 1 } },
    sums: { daysRunning: 3, daysFlagged: 1, daysRight: 1 },
  },
  {
    ...{ outcome: "caught", incident: 2, after: 3600, counts: { hit: 1 } },
    sums: { daysRunning: 1, daysFlagged: 1, daysRight: 1 },
  },
  { outcome: "missed", incident: 2, sums: { daysRunning: 1 } },
  { outcome: "late", counts: { late: 1 }, sums: { daysRunning: 1, daysFlagged: 1 } },
  { outcome: "missed", sums: { daysRunning: 1 } },
  { counts: { false: 2 }, sums: { daysFlagged: 2 } },
  { counts: { false: 1 }, sums: { daysFlagged: 1 } },
]);

describe("a metric, computed by hand", () => {
  const facts = openFacts(poolOf(TALLY, options))(new Float64Array(TALLY.clusters.length).fill(1));
  it.each<[MetricName, number]>([
    // Alarms: 3 hits, 1 late, 3 false; 2 cases that nobody found.
    ["precision", 4 / 7],
    ["precisionInTime", 3 / 7],
    ["alarmRecall", 4 / 6],
    ["alarmF1", 8 / (8 + 3 + 2)],
    // Incidents: 2.5 of 5 caught, against 3 false alarms.
    ["recall", 2.5 / 5],
    ["recallWithLate", 3.5 / 5],
    ["incidentPrecision", 2.5 / 5.5],
    ["incidentF1", 5 / (5 + 3 + 2.5)],
    // The mix: precision of alarms, recall of incidents.
    ["f1", (2 * (4 / 7) * (1 / 2)) / (4 / 7 + 1 / 2)],
    // Line-days: 8 run, 8 are flagged, 3 are both.
    ["dayPrecision", 3 / 8],
    ["dayRecall", 3 / 8],
    ["dayF1", 6 / 16],
    // Weights 1, 1 and 1/2 of 5 at 60, 600 and 3600 s; half is reached with the last of them.
    ["p50Seconds", 3600],
    ["p90Seconds", Number.POSITIVE_INFINITY],
    ["p50SecondsCaught", 600],
    ["p90SecondsCaught", 3600],
    ["within5m", 1 / 5],
    ["within1h", 2.5 / 5],
    // Three of six cases saved 60 bytes of 100.
    ["valueDetectionRate", 0.3],
    ["falseAlarmsPer1000DeviceDays", 3000 / 80],
    ["alarmsPer1000DeviceDays", 9000 / 80],
    ["alarms", 9],
    ["lateAlarms", 1],
  ])("%s is %d", (name, value) => {
    expect(named(name).measure(facts)).toBeCloseTo(value, 12);
  });

  it("is in the score at its place, with the same value", () => {
    const score = scoreTally(TALLY, options, bootstrap);
    for (const metric of METRICS) {
      const told = metricValue(metric, score);
      if (["precisionAtPrevalence", "prAuc", "alarms"].includes(metric.name)) continue;
      const measured = metric.measure(facts) as number | null;
      const own = measured !== null && Number.isNaN(measured) ? null : measured;
      expect(told, metric.name).toBe(own);
    }
  });
});

describe("precision, recall and F1 of one thing", () => {
  it.each<[MetricName, MetricName, MetricName]>([
    ["precision", "alarmRecall", "alarmF1"],
    ["incidentPrecision", "recall", "incidentF1"],
    ["dayPrecision", "dayRecall", "dayF1"],
  ])("F1 is the harmonic mean under any weights: %s, %s, %s", (precision, recall, f1) => {
    const under = openFacts(poolOf(TALLY, options));
    const weights = new Float64Array(TALLY.clusters.length);
    for (let b = 0; b < 50; b++) {
      bootstrap.fill(b, TALLY.clusters, weights);
      const of = (name: MetricName) => named(name).measure(under(weights)) ?? Number.NaN;
      const [p, r, f] = [of(precision), of(recall), of(f1)];
      if (Number.isNaN(p) || Number.isNaN(r) || p + r === 0) continue;
      expect(f).toBeCloseTo((2 * p * r) / (p + r), 12);
    }
  });

  it("has no recall and no F1 without incidents, and no precision without alarms", () => {
    const at = (lines: Parameters<typeof smallTally>[0], name: MetricName) =>
      estimateMetrics([named(name)], smallTally(lines), {}, { options, bootstrap })[name].value;
    for (const name of ["recall", "alarmRecall", "alarmF1", "incidentF1", "dayF1", "f1"] as const) {
      expect(at([{ counts: { false: 1 } }, {}], name), name).toBeNull();
    }
    for (const name of ["precision", "incidentPrecision", "dayPrecision"] as const) {
      expect(at([{ outcome: "missed" }, {}], name), name).toBeNull();
    }
    for (const name of ["alarmF1", "incidentF1", "f1"] as const) {
      expect(at([{ outcome: "missed" }, {}], name), name).toBe(0);
    }
  });
});

describe("an interval", () => {
  const measured = (metric: Partial<Metric>, tally = TALLY) =>
    estimateMetrics(
      [{ ...named("incidentF1"), name: "own", ...metric }],
      tally,
      {},
      { options, bootstrap },
    )["own"];
  const caught = { key: "recall", part: ["caughtIncidents"], whole: ["incidents"] } as const;
  const padded = measured({ measure: (facts) => facts.share(caught) });

  it("of what falls with a share is that of the share turned round", () => {
    const missed = measured({ measure: (facts) => 1 - facts.share(caught) });
    expect(padded.method).toBe("padded");
    expect(missed.low).toBeCloseTo(1 - (padded.high as number), 12);
    expect(missed.high).toBeCloseTo(1 - (padded.low as number), 12);
  });

  it("is not made of a share that it neither rises nor falls with all the way", () => {
    const bent = (facts: Parameters<Metric["measure"]>[0]) => {
      const share = facts.share(caught);
      return share * (1 - share);
    };
    expect(measured({ measure: bent })).toMatchObject({ value: 0.25, low: null, method: null });
  });

  it("of two shares holds every combination of their ends", () => {
    const right = {
      key: "precision",
      part: ["hit", "late"],
      whole: ["hit", "late", "false"],
    } as const;
    const of = (sign: number) =>
      measured({ measure: (facts) => facts.share(caught) + sign * facts.share(right) });
    const width = ({ low, high }: ReturnType<typeof measured>) =>
      (high as number) - (low as number);
    expect(width(of(-1))).toBeGreaterThan(width(padded));
    expect(width(of(1))).toBeGreaterThan(width(padded));
  });

  it("of what reads a sum is the bootstrap's", () => {
    expect(measured({ measure: (facts) => facts.sum("hit") })).toMatchObject({
      ...{ value: 3, method: "bootstrap" },
    });
  });

  it("is told of no share that is more than its whole, and of no sum that nobody knows", () => {
    const share = (part: string) => () =>
      measured({
        measure: (facts) => facts.share({ key: "odd", part: [part as "hit"], whole: ["late"] }),
      });
    expect(share("hit")).toThrow("metric: share odd must be a part of its whole, got 3");
    expect(share("hits")).toThrow("metric: unknown sum hits; did you mean hit?");
  });
});
