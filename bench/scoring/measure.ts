import { DAY, HOUR, MINUTE, SECOND } from "../../datasets/sizes.ts";
import { quantilesCaught, readCurve, shareOf } from "./latency.ts";
import type { Axis, Column, ColumnName, Pool } from "./pool.ts";

/** What a score measures over the whole run; per-kind measures follow them. */
export const MEASURES = [
  "precision",
  "precisionInTime",
  "dayPrecision",
  "dayRecall",
  "dayF1",
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
  "falseAlarmsPer1000DeviceDays",
  "alarmsPer1000DeviceDays",
  "collateralBytes",
  "p50Seconds",
  "p90Seconds",
  "p50SecondsCaught",
  "p90SecondsCaught",
  "p50FromObservableSeconds",
  "p50Bytes",
  "p50Money",
  "within5m",
  "within1h",
  "within6h",
] as const;

/** Name of one measure. */
export type MeasureName = (typeof MEASURES)[number];

/** Every measure of one pool: NaN is undefined, Infinity is never. */
export type Measures = Record<MeasureName, number> & {
  readonly recallOf: readonly number[];
  readonly valueDetectionRateOf: readonly number[];
  readonly specificityOf: readonly number[];
};

const ON_SECONDS = {
  shares: [0.5, 0.9],
  moments: [(5 * MINUTE) / SECOND, HOUR / SECOND, (6 * HOUR) / SECOND],
};
const CAUGHT = [0.5, 0.9];
const NO_SHARES = {
  recall: Number.NaN,
  recallWithLate: Number.NaN,
  recallOf: [],
  recallByKindMean: Number.NaN,
};
const NO_DAMAGE = {
  valueDetectionRate: Number.NaN,
  valueDetectionRateOf: [],
  valueDetectionRateByKindMean: Number.NaN,
};
const MEDIAN = { shares: [0.5], moments: [] };

/**
 * Measures a pool with one weight for each of its clusters: all ones are the run itself, Poisson
 * weights a bootstrap replicate. Every sum is reweighted, incident weight and device-days too.
 *
 * With `hasShares` false the measures that are shares of sums stay NaN, which saves half of the time:
 * their intervals come from padded draws, not from these replicates. O(clusters + outcomes).
 */
export function measure(pool: Pool, weights: Float64Array, hasShares = true): Measures {
  const sum = (name: ColumnName) => weightedSum(pool.columns[name], weights);
  const hits = sum("hit");
  const right = hits + sum("late");
  const wrong = sum("false");
  const alarms = right + wrong + sum("redundant") + sum("setAside") + sum("otherKind");
  const precision = right / (right + wrong);
  const shares = hasShares ? sharesOf(pool, weights) : NO_SHARES;
  const damage = hasShares ? damageUnder(pool, weights) : NO_DAMAGE;
  const days = weightedDays(pool, weights);
  const money = { saved: sum("moneySaved"), atStake: sum("moneyAtStake") };
  const exposure = { saved: sum("exposureSaved"), atStake: sum("exposureAtStake") };
  const { seconds, fromObservable, bytes, money: moneyAxis } = pool.axes;
  const { quantiles, shares: within } = readCurve(pool, seconds, weights, ON_SECONDS);
  const caught = quantilesCaught(pool, seconds, weights, CAUGHT);
  const [running, flagged, both] = [sum("daysRunning"), sum("daysFlagged"), sum("daysRight")];
  const medianOf = (axis: Axis) => readCurve(pool, axis, weights, MEDIAN).quantiles[0];

  return {
    precision,
    precisionInTime: hits / (right + wrong),
    dayPrecision: ratio(both, flagged),
    dayRecall: ratio(both, running),
    dayF1: running > 0 ? (2 * both) / (running + flagged) : Number.NaN,
    ...shares,
    f1: harmonicMean(precision, shares.recall),
    ...damage,
    moneySaved: money.saved,
    moneyAtStake: money.atStake,
    moneyDetectionRate: ratio(money.saved, money.atStake),
    exposureSaved: exposure.saved,
    exposureAtStake: exposure.atStake,
    exposureDetectionRate: ratio(exposure.saved, exposure.atStake),
    falseAlarmsPer1000DeviceDays: ratio(1000 * wrong, days),
    alarmsPer1000DeviceDays: ratio(1000 * alarms, days),
    collateralBytes: sum("collateralBytes"),
    p50Seconds: quantiles[0],
    p90Seconds: quantiles[1],
    p50SecondsCaught: caught[0],
    p90SecondsCaught: caught[1],
    p50FromObservableSeconds: medianOf(fromObservable),
    p50Bytes: medianOf(bytes),
    p50Money: medianOf(moneyAxis),
    within5m: within[0],
    within1h: within[1],
    within6h: within[2],
    specificityOf: (hasShares ? pool.lookAlikeKinds : []).map((_, k) => {
      const episodes = weightedSum(pool.episodes[k], weights);
      return ratio(episodes - weightedSum(pool.failed[k], weights), episodes);
    }),
  };
}

/** Device-days of a pool under weights. */
export function weightedDays({ deviceMs }: Pool, weights: Float64Array): number {
  let ms = 0;
  for (let c = 0; c < deviceMs.length; c++) ms += weights[c] * deviceMs[c];
  return ms / DAY;
}

/** One of a pool's sums under weights. */
export function weightedSum({ cluster, value }: Column, weights: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < cluster.length; i++) sum += weights[cluster[i]] * value[i];
  return sum;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

function harmonicMean(precision: number, recall: number): number {
  if (Number.isNaN(recall)) return Number.NaN;
  if (!(precision > 0) || recall === 0) return 0;
  return (2 * precision * recall) / (precision + recall);
}

function sharesOf({ units, sizes, kinds }: Pool, weights: Float64Array) {
  const width = sizes.length;
  const total = new Float64Array(kinds.length * width);
  const caught = new Float64Array(kinds.length * width);
  const late = new Float64Array(width);
  for (let i = 0; i < units.length; i++) {
    const w = weights[units.cluster[i]];
    const at = units.kind[i] * width + units.size[i];
    total[at] += w;
    if (units.caught[i] === 1) caught[at] += w;
    if (units.late[i] === 1) late[units.size[i]] += w;
  }
  const overKinds = (sums: Float64Array) => {
    const all = new Float64Array(width);
    for (let i = 0; i < sums.length; i++) all[i % width] += sums[i];
    return all;
  };
  const kind = (sums: Float64Array, k: number) =>
    shareOf(sums.subarray(k * width, (k + 1) * width), sizes);
  const allCaught = overKinds(caught);
  const weight = shareOf(overKinds(total), sizes);
  const found = allCaught.map((w, s) => w + late[s]);
  const recallOf = kinds.map((_, k) => ratio(kind(caught, k), kind(total, k)));
  return {
    recall: ratio(shareOf(allCaught, sizes), weight),
    recallWithLate: ratio(shareOf(found, sizes), weight),
    recallOf,
    recallByKindMean: meanOfDefined(recallOf),
  };
}

/** The measures of damage alone, under weights: what a floor is asked for again and again. */
export function damageUnder(
  { damage, kinds }: Pool,
  weights: Float64Array,
): Pick<Measures, "valueDetectionRate" | "valueDetectionRateByKindMean" | "valueDetectionRateOf"> {
  const saved = new Float64Array(kinds.length);
  const total = new Float64Array(kinds.length);
  for (let i = 0; i < damage.length; i++) {
    const w = weights[damage.cluster[i]];
    saved[damage.kind[i]] += w * damage.saved[i];
    total[damage.kind[i]] += w * damage.total[i];
  }
  const add = (a: number, b: number) => a + b;
  const valueDetectionRateOf = kinds.map((_, k) => ratio(saved[k], total[k]));
  return {
    valueDetectionRate: ratio(saved.reduce(add, 0), total.reduce(add, 0)),
    valueDetectionRateOf,
    valueDetectionRateByKindMean: meanOfDefined(valueDetectionRateOf),
  };
}

function meanOfDefined(values: readonly number[]): number {
  const defined = values.filter((value) => !Number.isNaN(value));
  return defined.reduce((a, b) => a + b, 0) / defined.length;
}
