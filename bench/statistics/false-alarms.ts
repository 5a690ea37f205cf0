import { type Estimate, estimateOf } from "./estimate.ts";
import { garwood, type Interval } from "./intervals.ts";

/** Rate of false alarms per 1000 device-days with both of its intervals; the wider one is printed. */
export interface FalseAlarmRate extends Estimate {
  readonly deviceDays: number;
  /** Exact for a Poisson count. */
  readonly poisson: Interval | null;
  /** By clusters of devices: false alarms cluster, so this is often the wider one. */
  readonly bootstrap: Interval | null;
}

/**
 * Puts a count of false alarms over device-days with its exact Poisson interval (Garwood) beside
 * that of the cluster bootstrap. Undefined without device-days, or for a count of NaN.
 *
 * Without any false alarm the Poisson one stands alone, and takes alarms of one cluster for independent.
 * Counting clusters would bound how many of them alarm, by the same 3.69; how many alarms such a cluster
 * raises can't be learned from none, so no bound on alarms follows without a guess.
 */
export function falseAlarmRate(
  count: number,
  deviceDays: number,
  bootstrap: Interval | null,
  level: number,
): FalseAlarmRate {
  if (!(deviceDays > 0) || Number.isNaN(count)) {
    const none = estimateOf(Number.NaN, 0, null, "poisson");
    return { ...none, deviceDays, poisson: null, bootstrap: null };
  }
  const { low, high } = garwood(count, level);
  const scale = 1000 / deviceDays;
  const poisson = { low: low * scale, high: high * scale };
  const resampled = count === 0 ? null : bootstrap;
  const wider = resampled !== null && widthOf(resampled) > widthOf(poisson);
  return {
    ...estimateOf(
      (1000 * count) / deviceDays,
      count,
      wider ? resampled : poisson,
      wider ? "bootstrap" : "poisson",
    ),
    deviceDays,
    poisson,
    bootstrap: resampled,
  };
}

function widthOf({ low, high }: Interval): number {
  return high - low;
}
