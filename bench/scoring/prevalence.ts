import type { Bootstrap } from "../statistics/bootstrap.ts";
import { finite } from "../statistics/estimate.ts";
import {
  joinDraws,
  type PaddedDraws,
  paddedCounts,
  paddedDraws,
  sumOfDraws,
} from "../statistics/padded.ts";
import { type Column, type Pool, poolOf } from "./pool.ts";
import { columnShare, shareSums } from "./share-sums.ts";
import { weightedDays, weightedSum } from "./sums.ts";
import type { Tally } from "./tally.ts";

/** How often things happen where the detector is deployed. */
export interface Deployment {
  /** Cases per device-day, in all or by kind of incident. */
  readonly casesPerDeviceDay: number | Readonly<Record<string, number>>;
  /** Look-alike episodes per device-day, by kind; left out: as dense as on the bench. */
  readonly lookAlikesPerDeviceDay?: Readonly<Record<string, number>> | null;
}

/** Precision as it would be there. */
export interface DeployedPrecision {
  readonly value: number | null;
  /** Right alarms per case, false alarms per device-day. */
  readonly rightPerCase: number | null;
  readonly falsePerDeviceDay: number | null;
  /** false: no rates of look-alikes were given, so they are as dense as on the bench. */
  readonly lookAlikesReweighted: boolean;
}

/** Precision of right alarms `h` per case, `l` cases and `f` false alarms per device-day. */
export function precisionAt(h: number, l: number, f: number): number {
  return (h * l) / (h * l + f);
}

/**
 * Reweights precision to a stated prevalence: benches are dense with incidents and look-alikes, so
 * their own precision says little of a million lines. Undefined without cases or device-days, and
 * where a kind has a rate and does not occur on the bench: nobody knows how it would fare.
 *
 * @example
 * precisionAt(0.9, 1e-4 / 30, 1e-4); // 0.0291: a good detector, and 3 % of its alarms are right
 */
export function deployedPrecision(tally: Tally, deployment: Deployment): DeployedPrecision {
  const pool = poolOf(tally, { group: "fraction", missed: "infinite" });
  const weights = new Float64Array(pool.clusters.length).fill(1);
  const { right, cases, wrong } = deployedUnder(pool, weights, deployment);
  return {
    value: finite(right / (right + wrong)),
    rightPerCase: finite(right / cases),
    falsePerDeviceDay: finite(wrong),
    lookAlikesReweighted: deployment.lookAlikesPerDeviceDay != null,
  };
}

/** Precision at a prevalence under weights of clusters; NaN where undefined. */
export function precisionUnder(pool: Pool, weights: Float64Array, deployment: Deployment): number {
  const { right, wrong } = deployedUnder(pool, weights, deployment);
  return right / (right + wrong);
}

/**
 * Draws precision at a prevalence with both sides padded: right alarms as shares of cases are, false
 * alarms by one that was not seen, so that its interval holds where there was none.
 */
export function precisionDraws(
  pool: Pool,
  deployment: Deployment,
  bootstrap: Bootstrap,
): PaddedDraws {
  const found = rightDraws(pool, deployment, bootstrap);
  const mistaken = wrongDraws(pool, deployment, bootstrap);
  return joinDraws(found, { low: mistaken.high, high: mistaken.low }, (r, w) => r / (r + w));
}

const FOUND = { part: ["foundCases"], whole: ["cases"] } as const;

/** Right alarms per device-day deployed. */
function rightDraws(
  pool: Pool,
  { casesPerDeviceDay: rates }: Deployment,
  bootstrap: Bootstrap,
): PaddedDraws {
  if (typeof rates === "number") {
    const found = shareSums(pool, { ...FOUND, key: "found cases" });
    return sumOfDraws(paddedDraws([found], pool.clusters, bootstrap), [rates]);
  }
  const shares = pool.kinds.map((_, k) => shareSums(pool, { ...FOUND, key: "found" }, k));
  const draws = paddedDraws(shares, pool.clusters, bootstrap, shares.length);
  return sumOfDraws(
    draws,
    pool.kinds.map((kind) => rates[kind] ?? 0),
  );
}

/** False alarms per device-day deployed. */
function wrongDraws(
  pool: Pool,
  { lookAlikesPerDeviceDay: rates }: Deployment,
  bootstrap: Bootstrap,
): PaddedDraws {
  const { columns, clusters } = pool;
  const unit = new Float64Array(clusters.length).fill(1);
  const count = (name: string, column: Column) => columnShare(name, [column], [column]);
  const perDay = 1 / weightedDays(pool, unit);
  if (rates == null) {
    return sumOfDraws(paddedCounts([count("false", columns.false)], clusters, bootstrap), [perDay]);
  }
  const kinds = Object.entries(rates)
    .filter(([, rate]) => rate > 0)
    .map(([kind]) => pool.lookAlikeKinds.indexOf(kind));
  const counts = kinds.map((k) => count(`charged ${pool.lookAlikeKinds[k]}`, pool.charged[k]));
  const factors = kinds.map(
    (k) => rates[pool.lookAlikeKinds[k]] / weightedSum(pool.episodes[k], unit),
  );
  return sumOfDraws(
    paddedCounts([count("outside", columns.falseOutside), ...counts], clusters, bootstrap),
    [perDay, ...factors],
  );
}

/** Right alarms, cases and false alarms per device-day deployed. */
interface DeployedRates {
  readonly right: number;
  readonly cases: number;
  readonly wrong: number;
}

/** Reweights a pool under weights of its clusters; NaN where undefined. */
function deployedUnder(
  pool: Pool,
  weights: Float64Array,
  { casesPerDeviceDay, lookAlikesPerDeviceDay }: Deployment,
): DeployedRates {
  const days = weightedDays(pool, weights);
  const of = (column: Column) => weightedSum(column, weights);
  const { damage, kinds, columns } = pool;
  const cases = new Float64Array(kinds.length);
  const found = new Float64Array(kinds.length);
  for (let i = 0; i < damage.length; i++) {
    const w = weights[damage.cluster[i]];
    cases[damage.kind[i]] += w;
    found[damage.kind[i]] += w * damage.found[i];
  }
  let right: number;
  let rate: number;
  if (typeof casesPerDeviceDay === "number") {
    rate = casesPerDeviceDay;
    right = (rate * (of(columns.hit) + of(columns.late))) / cases.reduce((a, b) => a + b, 0);
  } else {
    rate = 0;
    right = 0;
    for (const [kind, each] of Object.entries(casesPerDeviceDay)) {
      const k = kinds.indexOf(kind);
      rate += each;
      if (each > 0) right += k < 0 ? Number.NaN : (each * found[k]) / cases[k];
    }
  }
  let wrong = of(lookAlikesPerDeviceDay == null ? columns.false : columns.falseOutside) / days;
  for (const [kind, each] of Object.entries(lookAlikesPerDeviceDay ?? {})) {
    const k = pool.lookAlikeKinds.indexOf(kind);
    if (each > 0) {
      wrong += k < 0 ? Number.NaN : (each * of(pool.charged[k])) / of(pool.episodes[k]);
    }
  }
  return { right, cases: rate, wrong };
}
