import type { ResolvedOptions } from "../datasets/options.ts";
import type { Param } from "../datasets/param.ts";
import type { ViewName } from "../datasets/view.ts";

import type { Alerts } from "./alerts.ts";

/** One detector on one view, as a combiner gets it. */
export interface CombinerMember {
  readonly name: string;
  readonly view: ViewName;
  readonly alerts: Alerts;
  /** Calibrated on its own. Infinity: it never alarms; -Infinity: every alert of it is an alarm. */
  readonly threshold: number;
  /** Its highest score on each calibration device and UTC day on which it alerted, ascending. */
  readonly reference: Float64Array;
  /** Calibration device-days in all, silent ones included: `reference` is a part of them. */
  readonly referenceDays: number;
}

/**
 * A way to make one list of alerts out of several detectors'. The result is calibrated and scored
 * like any detector's. A combined alert stands at the time of the alert that gave rise to it, looks
 * at no later one, and covers the time of that row; it names the row only where all members read
 * one view, since a row has no number in another.
 */
export interface CombinerSpec {
  readonly name: string;
  readonly summary: string;
  readonly score: { readonly unit: string; readonly threshold: number };
  readonly params: Readonly<Record<string, Param>>;
  combine(members: readonly CombinerMember[], options: ResolvedOptions): Alerts;
}
