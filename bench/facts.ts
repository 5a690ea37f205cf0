/** The axes of the latency curve. */
export const AXES = ["seconds", "fromObservable", "bytes", "money"] as const;

/** Name of one axis. */
export type AxisName = (typeof AXES)[number];

/** Sums that are kept for each cluster of lines. */
export const SUMS = [
  "falseOutside",
  "daysRunning",
  "daysFlagged",
  "daysRight",
  "devicesRight",
  "devicesFlagged",
  "devicesBothered",
  "collateralBytes",
  "moneySaved",
  "moneyAtStake",
  "exposureSaved",
  "exposureAtStake",
] as const;

/** Alarms of each class, which are counted for each cluster too. */
export const COUNTS = ["hit", "late", "redundant", "false", "setAside", "otherKind"] as const;

/** Name of one sum over clusters. */
export type ColumnName = (typeof SUMS)[number] | (typeof COUNTS)[number] | "alarms";

/** Sums of incident weight: an incident weighs 1, shared by its lines. */
export type UnitSum = "incidents" | "caughtIncidents" | "lateIncidents";

/** Sums over scored cases: how many, how many an alarm found in time or late, and their bytes. */
export type CaseSum = "cases" | "foundCases" | "missedCases" | "savedBytes" | "incidentBytes";

/** What can be added up over a run: by cluster, by incident, by case. */
export type SumName = ColumnName | UnitSum | CaseSum;

/** A share of sums: 0 <= part <= whole. A name that stands twice counts twice. */
export interface Share {
  /** Names the observation not seen that its interval weighs; the same share has the same key. */
  readonly key: string;
  readonly part: readonly SumName[];
  readonly whole: readonly SumName[];
  /** Undefined where these are 0, as it is where the whole is. */
  readonly given?: readonly SumName[];
}

/** One point of the trade-off curve: what the threshold of one budget gives on the scored half. */
export interface OperatingPoint {
  readonly budget: number;
  readonly recall: number | null;
  readonly precision: number | null;
}

/** The pooled facts of a run as a metric reads them: NaN is undefined, Infinity is never. */
export interface Facts {
  readonly truth: boolean;
  /** Scored days of all lines. */
  readonly deviceDays: number;
  readonly tradeOff: readonly OperatingPoint[];
  sum(name: SumName): number;
  share(share: Share): number;
  /** The mean over kinds of incident of a share of incidents, cases or their bytes. */
  meanOfKinds(share: Share): number;
  /** Share of incident weight caught within so many ms. */
  caughtWithin(key: string, ms: number): number;
  /** Where a share p of incident weight is caught: Infinity where it is not. */
  quantile(axis: AxisName, p: number): number;
  /** The same among the caught alone. */
  quantileOfCaught(axis: AxisName, p: number): number;
  /** Precision at the run's prevalence; NaN without one. */
  deployedPrecision(): number;
}
