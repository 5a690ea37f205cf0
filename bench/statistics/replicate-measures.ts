import { DAY, HOUR, MINUTE, SECOND } from "../../datasets/sizes.ts";
import type { MeasureName } from "../scoring/measure.ts";
import type { Column, ColumnName, Pool } from "../scoring/pool.ts";
import { addWeighted, type Bootstrap, type ClusterWeights } from "./bootstrap.ts";
import { openReplicateCurves } from "./replicate-curves.ts";

/** Measures by replicate. */
export type ReplicateMeasures = Readonly<Partial<Record<MeasureName, Float64Array>>>;

const WITHIN = [(5 * MINUTE) / SECOND, HOUR / SECOND, (6 * HOUR) / SECOND];

/**
 * Measures a pool in all replicates at once, column by column: the twin of `measure` without shares
 * of sums, equal to it to the last bit since every sum is added up in the same order. What the twin
 * leaves undefined is left out. O(replicates x (clusters with something to add up + units caught)).
 */
export function measureReplicates(pool: Pool, bootstrap: Bootstrap): ReplicateMeasures {
  const { replicates } = bootstrap;
  const weights = bootstrap.weightsOf(pool.clusters);
  const sum = (name: ColumnName) => sumColumn(pool.columns[name], weights, replicates);
  const each = (value: (b: number) => number) => eachReplicate(replicates, value);
  const [hit, late, wrong] = [sum("hit"), sum("late"), sum("false")];
  const [redundant, setAside, otherKind] = [sum("redundant"), sum("setAside"), sum("otherKind")];
  const [running, flagged, both] = [sum("daysRunning"), sum("daysFlagged"), sum("daysRight")];
  const days = weights.total(pool.deviceMs).map((ms) => ms / DAY);
  const [moneySaved, moneyAtStake] = [sum("moneySaved"), sum("moneyAtStake")];
  const [exposureSaved, exposureAtStake] = [sum("exposureSaved"), sum("exposureAtStake")];
  const right = each((b) => hit[b] + late[b]);
  const alarms = each((b) => right[b] + wrong[b] + redundant[b] + setAside[b] + otherKind[b]);
  const curves = openReplicateCurves(pool, weights, replicates);
  const { seconds, fromObservable, bytes, money } = pool.axes;
  const bySeconds = curves.read(seconds, { shares: [0.5, 0.9], moments: WITHIN });
  const caught = curves.quantilesCaught(seconds, [0.5, 0.9]);
  const median = (axis: Pool["axes"]["bytes"]) =>
    curves.read(axis, { shares: [0.5], moments: [] }).quantiles[0];
  return {
    precision: each((b) => right[b] / (right[b] + wrong[b])),
    precisionInTime: each((b) => hit[b] / (right[b] + wrong[b])),
    dayPrecision: each((b) => ratio(both[b], flagged[b])),
    dayRecall: each((b) => ratio(both[b], running[b])),
    dayF1: each((b) => (running[b] > 0 ? (2 * both[b]) / (running[b] + flagged[b]) : Number.NaN)),
    moneySaved,
    moneyAtStake,
    moneyDetectionRate: each((b) => ratio(moneySaved[b], moneyAtStake[b])),
    exposureSaved,
    exposureAtStake,
    exposureDetectionRate: each((b) => ratio(exposureSaved[b], exposureAtStake[b])),
    falseAlarmsPer1000DeviceDays: each((b) => ratio(1000 * wrong[b], days[b])),
    alarmsPer1000DeviceDays: each((b) => ratio(1000 * alarms[b], days[b])),
    collateralBytes: sum("collateralBytes"),
    p50Seconds: bySeconds.quantiles[0],
    p90Seconds: bySeconds.quantiles[1],
    p50SecondsCaught: caught[0],
    p90SecondsCaught: caught[1],
    p50FromObservableSeconds: median(fromObservable),
    p50Bytes: median(bytes),
    p50Money: median(money),
    within5m: bySeconds.shares[0],
    within1h: bySeconds.shares[1],
    within6h: bySeconds.shares[2],
  };
}

/** The value detection rate of a pool in all replicates, as `damageUnder` has it in one. */
export function damageReplicates(
  { clusters, damage, kinds }: Pool,
  bootstrap: Bootstrap,
): Float64Array {
  const { replicates } = bootstrap;
  const weights = bootstrap.weightsOf(clusters);
  const saved = kinds.map(() => new Float64Array(replicates));
  const total = kinds.map(() => new Float64Array(replicates));
  for (let i = 0; i < damage.length; i++) {
    const own = weights.of(damage.cluster[i]);
    addWeighted(saved[damage.kind[i]], own, damage.saved[i]);
    addWeighted(total[damage.kind[i]], own, damage.total[i]);
  }
  const over = (kind: readonly Float64Array[], b: number) => {
    let sum = 0;
    for (let k = 0; k < kind.length; k++) sum += kind[k][b];
    return sum;
  };
  return Float64Array.from({ length: replicates }, (_, b) => ratio(over(saved, b), over(total, b)));
}

function sumColumn(
  { cluster, value }: Column,
  weights: ClusterWeights,
  replicates: number,
): Float64Array {
  const sums = new Float64Array(replicates);
  for (let i = 0; i < cluster.length; i++) addWeighted(sums, weights.of(cluster[i]), value[i]);
  return sums;
}

function eachReplicate(replicates: number, value: (b: number) => number): Float64Array {
  const values = new Float64Array(replicates);
  for (let b = 0; b < replicates; b++) values[b] = value(b);
  return values;
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}
