import type { AlarmClass } from "./classes.ts";

/** What happened to the clean episodes of one look-alike kind. */
export interface LookAlikeSums {
  /** Clean episodes, and those of them with an alarm charged. */
  episodes: number;
  failed: number;
  /** Alarms charged to clean episodes. */
  alarms: number;
}

/** Sums over one cluster of devices, all integers: adding them up in any order is exact. */
export interface ClusterSums {
  readonly seed: string | null;
  readonly cluster: number;
  devices: number;
  /** Scored time of its devices. */
  deviceMs: number;
  readonly counts: Record<AlarmClass, number>;
  /** False alarms that no look-alike is charged with. */
  falseOutside: number;
  /** Line-days in which a scored case runs, in which an alarm lies, and in which both are so. */
  daysRunning: number;
  daysFlagged: number;
  daysRight: number;
  /** Devices with a hit or late; with a hit, late or false alarm; with a false alarm. */
  devicesRight: number;
  devicesFlagged: number;
  devicesBothered: number;
  collateralBytes: number;
  moneySaved: number;
  moneyAtStake: number;
  exposureSaved: number;
  exposureAtStake: number;
  readonly lookAlikes: Record<string, LookAlikeSums>;
}
