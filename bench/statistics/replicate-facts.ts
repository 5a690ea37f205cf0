import { DAY } from "../../datasets/sizes.ts";
import type { SumName } from "../facts.ts";
import { factsOf, type KindFacts, type RunContext } from "../scoring/facts.ts";
import type { Column, Pool } from "../scoring/pool.ts";
import { precisionUnder } from "../scoring/prevalence.ts";
import { CASE_SUMS, sortSums, UNIT_SUMS } from "../scoring/sums.ts";
import { addWeighted, type Bootstrap, type ClusterWeights } from "./bootstrap.ts";
import { openReplicateCurves } from "./replicate-curves.ts";

/** A value in every replicate. */
type Values = Float64Array;

/**
 * Opens the facts of a pool under the weights of each bootstrap replicate: the twin of `openFacts`,
 * equal to it to the last bit, since every sum is added up in the same order. What is asked of one
 * replicate is worked out for all of them at once, column by column, and kept.
 *
 * O(replicates x (clusters with something to add up + units)) for each different question.
 */
export function openReplicateFacts(
  pool: Pool,
  context: RunContext,
  bootstrap: Bootstrap,
): (replicate: number) => KindFacts {
  const { replicates } = bootstrap;
  const weights = bootstrap.weightsOf(pool.clusters);
  let at = 0;
  const known = new Map<string, Values>();
  const told = (key: string, make: () => Values): number => {
    let values = known.get(key);
    if (values === undefined) {
      values = make();
      known.set(key, values);
    }
    return values[at];
  };
  const curves = () => openReplicateCurves(pool, weights, replicates);
  const column = (of: Column) => sumOfColumn(of, weights, replicates);
  const totalsByKind = openTotals({ pool, weights, replicates });
  const facts = factsOf(pool, context, {
    total: (names, kind) => totalsByKind(names, kind)[at],
    deviceDays: () => told("days", () => weights.total(pool.deviceMs).map((ms) => ms / DAY)),
    caughtWithin: (seconds) =>
      told(
        `within ${seconds}`,
        () => curves().read(pool.axes.seconds, { shares: [], moments: [seconds] }).shares[0],
      ),
    quantile: (axis, p) =>
      told(
        `${axis} ${p}`,
        () => curves().read(pool.axes[axis], { shares: [p], moments: [] }).quantiles[0],
      ),
    quantileOfCaught: (axis, p) =>
      told(`${axis} ${p} caught`, () => curves().quantilesCaught(pool.axes[axis], [p])[0]),
    deployedPrecision: (deployment) =>
      told("deployed", () => {
        const own = new Float64Array(pool.clusters.length);
        return Float64Array.from({ length: replicates }, (_, b) => {
          bootstrap.fill(b, pool.clusters, own);
          return precisionUnder(pool, own, deployment);
        });
      }),
    episodes: (kind) => told(`episodes ${kind}`, () => column(pool.episodes[kind])),
    failed: (kind) => told(`failed ${kind}`, () => column(pool.failed[kind])),
  });
  return (replicate) => {
    at = replicate;
    return facts;
  };
}

/** What sums are added up over. */
interface Weighed {
  readonly pool: Pool;
  readonly weights: ClusterWeights;
  readonly replicates: number;
}

/**
 * Keeps the totals of names, all kinds first and then kind by kind. Metrics ask with lists that live
 * as long as they do, once in each replicate: finding those costs no text.
 */
function openTotals(over: Weighed): (names: readonly SumName[], kind?: number) => Values {
  const byText = new Map<string, Values[]>();
  const byList = new WeakMap<readonly SumName[], Values[]>();
  const kept = (names: readonly SumName[]): Values[] => {
    const text = names.join("+");
    const known = byText.get(text) ?? [];
    byText.set(text, known);
    byList.set(names, known);
    return known;
  };
  return (names, kind) => {
    const known = byList.get(names) ?? kept(names);
    const place = kind === undefined ? 0 : kind + 1;
    known[place] ??= totals(over, names, kind);
    return known[place];
  };
}

function totals(over: Weighed, names: readonly SumName[], kind: number | undefined): Values {
  const { pool, weights, replicates } = over;
  const { units } = sortSums(pool, names, kind !== undefined);
  const total = new Float64Array(replicates);
  for (const name of names) {
    if (Object.hasOwn(UNIT_SUMS, name)) continue;
    const own = Object.hasOwn(CASE_SUMS, name)
      ? sumOverCases(over, name as keyof typeof CASE_SUMS, kind)
      : sumOfColumn(pool.columns[name as keyof Pool["columns"]], weights, replicates);
    for (let b = 0; b < replicates; b++) total[b] += own[b];
  }
  if (units.length === 0) return total;
  const weight = weightOfUnits(over, units, kind);
  for (let b = 0; b < replicates; b++) total[b] += weight[b];
  return total;
}

function sumOfColumn({ cluster, value }: Column, weights: ClusterWeights, count: number): Values {
  const sums = new Float64Array(count);
  for (let i = 0; i < cluster.length; i++) addWeighted(sums, weights.of(cluster[i]), value[i]);
  return sums;
}

function sumOverCases(
  { pool, weights, replicates }: Weighed,
  name: keyof typeof CASE_SUMS,
  kind: number | undefined,
): Values {
  const { damage } = pool;
  const sums = new Float64Array(replicates);
  for (let i = 0; i < damage.length; i++) {
    if (kind !== undefined && damage.kind[i] !== kind) continue;
    addWeighted(sums, weights.of(damage.cluster[i]), CASE_SUMS[name](damage, i));
  }
  return sums;
}

/** Integer weights by size, divided once: the order of units can't change a bit. */
function weightOfUnits(
  { pool, weights, replicates }: Weighed,
  names: readonly (keyof typeof UNIT_SUMS)[],
  kind: number | undefined,
): Values {
  const { units, sizes } = pool;
  const bySize = sizes.map(() => new Float64Array(replicates));
  for (const name of names) {
    for (let i = 0; i < units.length; i++) {
      if (kind !== undefined && units.kind[i] !== kind) continue;
      const counted = UNIT_SUMS[name](units, i);
      if (counted > 0) addWeighted(bySize[units.size[i]], weights.of(units.cluster[i]), counted);
    }
  }
  const share = new Float64Array(replicates);
  for (let s = 0; s < sizes.length; s++) {
    for (let b = 0; b < replicates; b++) share[b] += bySize[s][b] / sizes[s];
  }
  return share;
}
