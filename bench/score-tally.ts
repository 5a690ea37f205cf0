import { type Bootstrap, openBootstrap } from "./bootstrap.ts";
import { ALARM_CLASSES, type AlarmClass } from "./classes.ts";
import { type Estimate, estimateOf } from "./estimate.ts";
import { type FalseAlarmRate, falseAlarmRate } from "./false-alarms.ts";
import { bcaInterval, clopperPearson, type Interval, percentileInterval } from "./intervals.ts";
import { type CurveStep, curveSteps } from "./latency.ts";
import { type MeasureName, type Measures, weightedDays } from "./measure.ts";
import { type Pool, poolOf } from "./pool.ts";
import { jackknife, type Replicates, replicate } from "./replicates.ts";
import { resolveScoring, type ScoringOptions } from "./scoring-options.ts";
import { noCounts, type RunStatus, type Tally } from "./tally.ts";

/** Latency of the catches: p50 null with incidents is "never", see the share caught. */
export type LatencyScore = Record<
  | "p50Seconds"
  | "p90Seconds"
  | "p50FromObservableSeconds"
  | "p50Bytes"
  | "p50Money"
  | "within5m"
  | "within1h"
  | "within6h",
  Estimate
>;

/** Every number of one run with its interval. */
export interface Score extends Record<HeadlineName, Estimate> {
  readonly status: RunStatus;
  readonly counts: Record<AlarmClass, number>;
  readonly devicePrecision: Estimate;
  readonly latency: LatencyScore;
  /** The latency curves, step by step. */
  readonly curves: Record<"seconds" | "bytes" | "money", readonly CurveStep[]>;
  readonly falseAlarmsPer1000DeviceDays: FalseAlarmRate;
  readonly byIncident: Record<
    string,
    { readonly recall: Estimate; readonly valueDetectionRate: Estimate; readonly n: number }
  >;
  readonly byLookAlike: Record<
    string,
    { readonly specificity: Estimate; readonly n: number; readonly alarms: number }
  >;
  readonly devicesBothered: number;
  /** Money saved less what the false alarms cost; null without a cost for one. */
  readonly netMoney: number | null;
  readonly clusters: {
    readonly n: number;
    readonly withIncident: number;
    /** Share of devices in the largest. */
    readonly largest: number;
    /** Too few clusters for the bootstrap to be trusted: print its intervals grey. */
    readonly few: boolean;
  };
}

/** Measures that stand at the top level of a score. */
export const HEADLINES = [
  "precision",
  "recall",
  "recallWithLate",
  "recallByKindMean",
  "f1",
  "valueDetectionRate",
  "valueDetectionRateByKindMean",
  "moneySaved",
  "moneyAtStake",
  "moneyDetectionRate",
  "exposureSaved",
  "exposureAtStake",
  "exposureDetectionRate",
  "alarmsPer1000DeviceDays",
  "collateralBytes",
] as const;

/** Name of a measure at the top level. */
export type HeadlineName = (typeof HEADLINES)[number];

/** Below so many, a share gets its exact interval. */
const SMALL = 30;
const FEW_CLUSTERS = 10;
const LARGEST_SHARE = 0.2;

/** Shares of incident weight: exact intervals where incidents are few. */
const SHARES: readonly MeasureName[] = [
  "recall",
  "recallWithLate",
  "within5m",
  "within1h",
  "within6h",
];

/**
 * Scores a tally: every number with its interval by clusters of devices, exact ones for counts and
 * small shares. Several seeds are pooled by merging their tallies first.
 */
export function scoreTally(
  tally: Tally,
  chosen: Partial<ScoringOptions> = {},
  bootstrap?: Bootstrap,
): Score {
  const options = resolveScoring(chosen);
  const pool = poolOf(tally, options);
  const drawn = bootstrap ?? openBootstrap(options.seed, options.replicates);
  const runs = replicate(pool, drawn);
  const clusters = clustersOf(pool);
  const counts = noCounts();
  for (const sums of tally.clusters) {
    for (const name of ALARM_CLASSES) counts[name] += sums.counts[name];
  }
  const estimates = estimator(pool, runs, options, clusters);
  const one = (name: MeasureName, n: number) => estimates.whole(name, n);
  const { incidents } = pool;
  const cases = tally.outcomes.length;
  const alarms = ALARM_CLASSES.reduce((sum, name) => sum + counts[name], 0);
  const judged = counts.hit + counts.late + counts.false;
  const bothered = tally.clusters.reduce((sum, { devicesBothered: n }) => sum + n, 0);
  const unit = new Float64Array(pool.clusters.length).fill(1);
  const headlines: Record<HeadlineName, Estimate> = {
    precision: one("precision", judged),
    recall: one("recall", incidents),
    recallWithLate: one("recallWithLate", incidents),
    recallByKindMean: one("recallByKindMean", incidents),
    f1: one("f1", incidents),
    valueDetectionRate: one("valueDetectionRate", cases),
    valueDetectionRateByKindMean: one("valueDetectionRateByKindMean", cases),
    moneySaved: one("moneySaved", cases),
    moneyAtStake: one("moneyAtStake", cases),
    moneyDetectionRate: one("moneyDetectionRate", cases),
    exposureSaved: one("exposureSaved", cases),
    exposureAtStake: one("exposureAtStake", cases),
    exposureDetectionRate: one("exposureDetectionRate", cases),
    alarmsPer1000DeviceDays: one("alarmsPer1000DeviceDays", alarms),
    collateralBytes: tally.truth
      ? one("collateralBytes", counts.false)
      : estimateOf(Number.NaN, 0, null, "bootstrap"),
  };
  const { falseAlarmCost } = options;
  return {
    status: tally.status,
    counts,
    ...headlines,
    devicePrecision: devicePrecisionOf(tally, options.level),
    latency: latencyOf(one, incidents),
    curves: {
      seconds: curveSteps(pool, pool.axes.seconds, unit),
      bytes: curveSteps(pool, pool.axes.bytes, unit),
      money: curveSteps(pool, pool.axes.money, unit),
    },
    falseAlarmsPer1000DeviceDays: falseAlarmRate(
      tally.truth ? counts.false : Number.NaN,
      weightedDays(pool, unit),
      estimates.interval("falseAlarmsPer1000DeviceDays"),
      options.level,
    ),
    ...estimates.byKind(tally),
    devicesBothered: bothered,
    netMoney:
      falseAlarmCost === null ? null : runs.point.moneySaved - falseAlarmCost * counts.false,
    clusters,
  };
}

function latencyOf(
  one: (name: MeasureName, n: number) => Estimate,
  incidents: number,
): LatencyScore {
  return {
    p50Seconds: one("p50Seconds", incidents),
    p90Seconds: one("p90Seconds", incidents),
    p50FromObservableSeconds: one("p50FromObservableSeconds", incidents),
    p50Bytes: one("p50Bytes", incidents),
    p50Money: one("p50Money", incidents),
    within5m: one("within5m", incidents),
    within1h: one("within1h", incidents),
    within6h: one("within6h", incidents),
  };
}

/** Devices count once each, whatever a replicate weighs: so the exact interval of a share. */
function devicePrecisionOf({ clusters }: Tally, level: number): Estimate {
  const right = clusters.reduce((sum, { devicesRight }) => sum + devicesRight, 0);
  const flagged = clusters.reduce((sum, { devicesFlagged }) => sum + devicesFlagged, 0);
  const interval = flagged > 0 ? clopperPearson(right, flagged, level) : null;
  return estimateOf(right / flagged, flagged, interval, "clopper-pearson");
}

function clustersOf(pool: Pool): Score["clusters"] {
  const n = pool.clusters.length;
  const devices = pool.clusters.reduce((sum, cluster) => sum + cluster.devices, 0);
  const most = pool.clusters.reduce((max, cluster) => Math.max(max, cluster.devices), 0);
  const withIncident = new Set(pool.units.cluster).size;
  const largest = devices > 0 ? most / devices : 0;
  return {
    n,
    withIncident,
    largest,
    few: largest > LARGEST_SHARE || withIncident < FEW_CLUSTERS,
  };
}

function estimator(
  pool: Pool,
  runs: Replicates,
  { level, interval: kind }: ScoringOptions,
  clusters: Score["clusters"],
) {
  const method = kind === "bca" ? ("bca" as const) : ("bootstrap" as const);
  const between = (samples: Float64Array, value: number, read: (m: Measures) => number) =>
    kind === "bca"
      ? bcaInterval(samples, value, jackknife(pool, read), level)
      : percentileInterval(samples, level);
  const ofAlarms: readonly MeasureName[] = [
    "precision",
    "falseAlarmsPer1000DeviceDays",
    "alarmsPer1000DeviceDays",
    "collateralBytes",
  ];
  const interval = (name: MeasureName): Interval | null => {
    if ((ofAlarms.includes(name) ? clusters.n : clusters.withIncident) < 2) return null;
    return between(runs.of[name], runs.point[name], (measures) => measures[name]);
  };
  const share = (
    value: number,
    n: number,
    samples: Float64Array,
    read: (m: Measures) => number,
  ) => {
    if (Number.isNaN(value) || n === 0) return estimateOf(Number.NaN, n, null, method);
    if (n < SMALL)
      return estimateOf(value, n, clopperPearson(value * n, n, level), "clopper-pearson");
    return estimateOf(value, n, between(samples, value, read), method);
  };
  return {
    interval,
    whole: (name: MeasureName, n: number): Estimate =>
      SHARES.includes(name)
        ? share(runs.point[name], n, runs.of[name], (measures) => measures[name])
        : estimateOf(runs.point[name], n, interval(name), method),
    byKind(tally: Tally): Pick<Score, "byIncident" | "byLookAlike"> {
      const incident = pool.kinds.map((name, k) => {
        const n = pool.incidentsOf[k];
        const value = runs.point.valueDetectionRateOf[k];
        const read = (m: Measures) => m.valueDetectionRateOf[k];
        const holding = new Set(pool.units.cluster.filter((_, i) => pool.units.kind[i] === k)).size;
        const damage = holding < 2 ? null : between(runs.valueDetectionRateOf[k], value, read);
        return [
          name,
          {
            recall: share(runs.point.recallOf[k], n, runs.recallOf[k], (m) => m.recallOf[k]),
            valueDetectionRate: estimateOf(value, n, damage, method),
            n,
          },
        ] as const;
      });
      const lookAlike = pool.lookAlikeKinds.map((name, k) => {
        const n = pool.episodes[k].value.reduce((a, b) => a + b, 0);
        const value = runs.point.specificityOf[k];
        const alarms = tally.clusters.reduce(
          (sum, c) => sum + (c.lookAlikes[name]?.alarms ?? 0),
          0,
        );
        const specificity = share(value, n, runs.specificityOf[k], (m) => m.specificityOf[k]);
        return [name, { specificity, n, alarms }] as const;
      });
      return {
        byIncident: Object.fromEntries(incident),
        byLookAlike: Object.fromEntries(lookAlike),
      };
    },
  };
}
