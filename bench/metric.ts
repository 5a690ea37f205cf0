import type { DetectorRow } from "./run-file.ts";
import type { Score } from "./scoring/score-tally.ts";
import type { Estimate } from "./statistics/estimate.ts";

/** What a metric's numbers are, and so how a gate and a table write them. */
export type MetricUnit = "share" | "s" | "B" | "money" | "alarms" | "devices" | "1/1000 d";

/** What metrics are read off: a row of run.json, or a score before it is one. */
export type Measured = Pick<DetectorRow, keyof DetectorRow & keyof Score> &
  Partial<Pick<DetectorRow, "alarms" | "precisionAtPrevalence">>;

/** A number that detectors are compared on: how to read it, and which way is better. */
export interface Metric {
  /** As gates, tables and `list metrics` call it. */
  readonly name: string;
  readonly summary: string;
  readonly unit: MetricUnit;
  readonly better: "higher" | "lower";
  /** Can be told of data without truth. */
  readonly needsTruth: boolean;
  /** Floors are held against detectors in it. */
  readonly onLeaderboard: boolean;
  /** Reads the number with its interval; null where the row has none. */
  read(row: Measured): Estimate | null;
  /** The number alone: null is undefined, which ranks last; Infinity is never. */
  score(row: Measured): number | null;
}

interface Written {
  readonly summary: string;
  readonly unit?: MetricUnit;
  readonly better?: "higher" | "lower";
  readonly needsTruth?: false;
  readonly onLeaderboard?: true;
  readonly read: (row: Measured) => Estimate | null | undefined;
}

/** Every metric by name; the primary one first, those of the leaderboard before the others. */
const WRITTEN: Readonly<Record<string, Written>> = {
  valueDetectionRate: {
    summary: "share of the incidents' bytes that the alarms save",
    onLeaderboard: true,
    read: (row) => row.valueDetectionRate,
  },
  valueDetectionRateByKindMean: {
    summary: "the same share for each kind of incident, averaged",
    onLeaderboard: true,
    read: (row) => row.valueDetectionRateByKindMean,
  },
  moneySaved: {
    summary: "what the bills shrink by",
    unit: "money",
    onLeaderboard: true,
    read: (row) => row.moneySaved,
  },
  recall: {
    summary: "share of incident weight caught while it runs",
    onLeaderboard: true,
    read: (row) => row.recall,
  },
  recallByKindMean: {
    summary: "the same share for each kind of incident, averaged",
    onLeaderboard: true,
    read: (row) => row.recallByKindMean,
  },
  precision: {
    summary: "share of right alarms, late ones too, among right and false ones",
    onLeaderboard: true,
    read: (row) => row.precision,
  },
  f1: {
    summary: "harmonic mean of precision and recall; mixes alarms and incidents",
    onLeaderboard: true,
    read: (row) => row.f1,
  },
  p50Seconds: {
    summary: "time in which half of the incident weight is caught; a miss is never",
    unit: "s",
    better: "lower",
    onLeaderboard: true,
    read: (row) => row.latency?.p50Seconds,
  },
  falseAlarmsPer1000DeviceDays: {
    summary: "false alarms for each 1000 days of a line",
    unit: "1/1000 d",
    better: "lower",
    onLeaderboard: true,
    read: (row) => row.falseAlarmsPer1000DeviceDays,
  },
  precisionInTime: {
    summary: "share of alarms while an incident runs among right, late and false ones",
    read: (row) => row.precisionInTime,
  },
  precisionAtPrevalence: {
    summary: "precision where cases are as rare as --prevalence says",
    read: (row) => row.precisionAtPrevalence,
  },
  devicePrecision: {
    summary: "share of lines with a right alarm among lines with a right or false one",
    read: (row) => row.devicePrecision,
  },
  recallWithLate: {
    summary: "share of incident weight caught or found after its end",
    read: (row) => row.recallWithLate,
  },
  dayPrecision: {
    summary: "share of flagged line-days in which an incident runs",
    read: (row) => row.perDeviceDay?.precision,
  },
  dayRecall: {
    summary: "share of line-days in which an incident runs that are flagged",
    read: (row) => row.perDeviceDay?.recall,
  },
  dayF1: {
    summary: "harmonic mean of those two",
    read: (row) => row.perDeviceDay?.f1,
  },
  p90Seconds: {
    summary: "time in which nine tenths of the incident weight is caught; a miss is never",
    unit: "s",
    better: "lower",
    read: (row) => row.latency?.p90Seconds,
  },
  p50FromObservableSeconds: {
    summary: "p50Seconds counted from when the view first showed the case",
    unit: "s",
    better: "lower",
    read: (row) => row.latency?.p50FromObservableSeconds,
  },
  p50SecondsCaught: {
    summary: "median time to the alarm among the caught alone",
    unit: "s",
    better: "lower",
    read: (row) => row.latency?.p50SecondsCaught,
  },
  p90SecondsCaught: {
    summary: "time to the alarm of nine tenths of the caught",
    unit: "s",
    better: "lower",
    read: (row) => row.latency?.p90SecondsCaught,
  },
  p50Bytes: {
    summary: "bytes by which half of the incident weight is caught; a miss is never",
    unit: "B",
    better: "lower",
    read: (row) => row.latency?.p50Bytes,
  },
  p50Money: {
    summary: "money by which half of the incident weight is caught; a miss is never",
    unit: "money",
    better: "lower",
    read: (row) => row.latency?.p50Money,
  },
  within5m: {
    summary: "share of incident weight caught within 5 minutes",
    read: (row) => row.latency?.within5m,
  },
  within1h: {
    summary: "share of incident weight caught within an hour",
    read: (row) => row.latency?.within1h,
  },
  within6h: {
    summary: "share of incident weight caught within six hours",
    read: (row) => row.latency?.within6h,
  },
  moneyDetectionRate: {
    summary: "share of the money at stake that the alarms save",
    read: (row) => row.moneyDetectionRate,
  },
  exposureSaved: {
    summary: "what would be saved if no cap held",
    unit: "money",
    read: (row) => row.exposureSaved,
  },
  exposureDetectionRate: {
    summary: "share of the exposure, as if no cap held, that the alarms save",
    read: (row) => row.exposureDetectionRate,
  },
  collateralBytes: {
    summary: "innocent bytes that false alarms block",
    unit: "B",
    better: "lower",
    read: (row) => row.collateralBytes,
  },
  devicesBothered: {
    summary: "lines with a false alarm",
    unit: "devices",
    better: "lower",
    read: (row) => counted(row.devicesBothered),
  },
  lateAlarms: {
    summary: "alarms after the incident had ended: right, and of no help",
    unit: "alarms",
    better: "lower",
    read: (row) => counted(row.counts?.late),
  },
  falseAlarms: {
    summary: "alarms without an incident",
    unit: "alarms",
    better: "lower",
    read: (row) => counted(row.counts?.false),
  },
  alarms: {
    summary: "alarms of any class",
    unit: "alarms",
    better: "lower",
    needsTruth: false,
    read: (row) => counted(row.alarms),
  },
  alarmsPer1000DeviceDays: {
    summary: "alarms of any class for each 1000 days of a line: the team's workload",
    unit: "1/1000 d",
    better: "lower",
    needsTruth: false,
    read: (row) => row.alarmsPer1000DeviceDays,
  },
};

/** The one list of metrics: `list metrics`, gates and tables know no other names. */
export const METRICS: readonly Metric[] = Object.entries(WRITTEN).map(([name, written]) => {
  const read = (row: Measured) => written.read(row) ?? null;
  return {
    name,
    summary: written.summary,
    unit: written.unit ?? "share",
    better: written.better ?? "higher",
    needsTruth: written.needsTruth ?? true,
    onLeaderboard: written.onLeaderboard ?? false,
    read,
    score(row) {
      const found = read(row);
      if (found === null || found.value !== null) return found?.value ?? null;
      // A quantile over all incidents that is not reached is the slowest of all, not unknown.
      return NEVER.test(name) && found.n > 0 ? Number.POSITIVE_INFINITY : null;
    },
  };
});

/** Quantiles in which a miss is never. */
const NEVER = /^p\d+(FromObservable)?(Seconds|Bytes|Money)$/;

/** The metrics that floors are held against. */
export const LEADERBOARD: readonly Metric[] = METRICS.filter(({ onLeaderboard }) => onLeaderboard);

function counted(value: number | null | undefined): Estimate | null {
  if (value === null || value === undefined) return null;
  return { value, low: null, high: null, n: value, method: null };
}

/** Tells whether `a` is at least as good as `b`; undefined is worse than anything. */
export function atLeastAsGood({ better }: Metric, a: number | null, b: number | null): boolean {
  if (a === null) return false;
  if (b === null) return true;
  return better === "higher" ? a >= b : a <= b;
}
