import { DAY } from "../../datasets/sizes.ts";
import type { Tally } from "./tally.ts";

/** How often things happen where the detector is deployed. */
export interface Deployment {
  /** Cases per device-day. */
  readonly casesPerDeviceDay: number;
  /** Look-alike episodes per device-day, by kind; left out: as dense as on the bench. */
  readonly lookAlikesPerDeviceDay?: Readonly<Record<string, number>>;
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
 * their own precision says little of a million lines. Undefined without cases or device-days.
 *
 * @example
 * precisionAt(0.9, 1e-4 / 30, 1e-4); // 0.0291: a good detector, and 3 % of its alarms are right
 */
export function deployedPrecision(
  { clusters, outcomes }: Tally,
  { casesPerDeviceDay, lookAlikesPerDeviceDay }: Deployment,
): DeployedPrecision {
  const sum = (read: (cluster: Tally["clusters"][number]) => number) =>
    clusters.reduce((total, cluster) => total + read(cluster), 0);
  const days = sum(({ deviceMs }) => deviceMs) / DAY;
  const right = sum(({ counts }) => counts.hit + counts.late);
  const reweighted = lookAlikesPerDeviceDay !== undefined;
  let falsePerDay = sum(({ counts }) => counts.false) / days;
  if (reweighted) {
    falsePerDay = sum(({ falseOutside }) => falseOutside) / days;
    for (const [kind, rate] of Object.entries(lookAlikesPerDeviceDay)) {
      const episodes = sum(({ lookAlikes }) => lookAlikes[kind]?.episodes ?? 0);
      const alarms = sum(({ lookAlikes }) => lookAlikes[kind]?.alarms ?? 0);
      if (episodes > 0) falsePerDay += (alarms / episodes) * rate;
    }
  }
  const defined = days > 0 && outcomes.length > 0;
  const rightPerCase = defined ? right / outcomes.length : null;
  const value =
    rightPerCase === null ? Number.NaN : precisionAt(rightPerCase, casesPerDeviceDay, falsePerDay);
  return {
    value: Number.isFinite(value) ? value : null,
    rightPerCase,
    falsePerDeviceDay: days > 0 ? falsePerDay : null,
    lookAlikesReweighted: reweighted,
  };
}
