import type { Interval } from "./intervals.ts";

/**
 * How an interval was made; `padded`: a bootstrap that also weighs an observation not seen;
 * `replicates`: over the draws of a floor that draws.
 */
export type IntervalMethod =
  | "bootstrap"
  | "bca"
  | "clopper-pearson"
  | "padded"
  | "poisson"
  | "replicates";

/**
 * A number and how sure it is. Undefined is null. Where `method` is null there is no interval;
 * where it is not, a bound that is null is infinite: "never", in latencies alone.
 */
export interface Estimate {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** How many incidents, cases, alarms or episodes it rests on. */
  readonly n: number;
  readonly method: IntervalMethod | null;
}

/** Builds an estimate; NaN and infinite values become null, since JSON has neither. */
export function estimateOf(
  value: number,
  n: number,
  interval: Interval | null,
  method: IntervalMethod,
): Estimate {
  const defined = interval !== null && !Number.isNaN(interval.low) && !Number.isNaN(interval.high);
  return {
    value: finite(value),
    low: defined ? finite(interval.low) : null,
    high: defined ? finite(interval.high) : null,
    n,
    method: defined ? method : null,
  };
}

/** Turns NaN and infinities into null. */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
