import type { ViewName } from "../../datasets/view.ts";

/** One value of an option that was swept, and what the rule as written says with it. */
export interface SweepValue {
  readonly value: number;
  readonly threshold: number | null;
  readonly alarms: number;
  readonly alarmsPerDay: number;
  /** Lines with an alarm. */
  readonly lines: number;
  /** What each alarmed line's period had cost at its first alarm, summed, minor units. */
  readonly moneyAtAlarm: number | null;
  /** The rest needs truth. */
  readonly recall: number | null;
  readonly precision: number | null;
  readonly falseAlarmsPer1000DeviceDays: number | null;
  readonly valueDetectionRate: number | null;
  readonly moneySaved: number | null;
}

/** A rule's own number, swept: all else as written. Seeds are pooled. */
export interface RunSweep {
  readonly dataset: string;
  readonly name: string;
  readonly view: ViewName | null;
  readonly option: string;
  readonly unit: string;
  readonly points: readonly SweepValue[];
}
