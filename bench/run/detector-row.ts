import { DAY, MINUTE } from "../../datasets/sizes.ts";
import { needsTruth } from "../metric.ts";
import { fieldPath, type OwnEstimate, type RowMetrics } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { isBesideTally } from "../scoring/estimate-metrics.ts";
import type { Score } from "../scoring/score-tally.ts";
import type { Estimate } from "../statistics/estimate.ts";
import { falseAlarmRate } from "../statistics/false-alarms.ts";
import type {
  CalibrationResult,
  DetectorRow,
  RowAlarm,
  RowOracle,
  RunThreshold,
  TradeOff,
} from "./run-file.ts";

const LEVEL = 0.95;

/** What a row says of its detector, whatever it scored. */
export type RowHead = Pick<
  DetectorRow,
  | "dataset"
  | "name"
  | "view"
  | "role"
  | "point"
  | "leads"
  | "today"
  | "options"
  | "reason"
  | "reproduce"
  | "sandbox"
  | "causality"
  | "detects"
  | "thresholdUnit"
  | "scoreScale"
> &
  Partial<Pick<DetectorRow, "causalityNote" | "learnsFrom" | "fitted">>;

/** What a row is made of. */
export interface RowParts {
  readonly head: RowHead;
  readonly score: Score;
  /** The data has truth; without it only alarms and money at the alarm are known. */
  readonly truth: boolean;
  readonly thresholds: readonly RunThreshold[];
  readonly alarms: readonly RowAlarm[];
  readonly moneyAtAlarm: number | null;
  readonly tradeOff: readonly TradeOff[];
  readonly oracle: RowOracle | null;
  readonly calibration: CalibrationResult | null;
  /** Metrics that are told by more than the tally, by name. */
  readonly beside: Readonly<Record<string, Estimate>>;
  /** The user's own, where there are any. */
  readonly own?: Readonly<Record<string, OwnEstimate>>;
  readonly budget: number;
  /** Clock of the dataset, minutes east of UTC: its civil days count alarms. */
  readonly utcOffset: number;
}

/** Puts a row of run.json together from a score. */
export function detectorRow(parts: RowParts): DetectorRow {
  const { head, score, truth, thresholds, alarms, budget } = parts;
  const values = new Set(thresholds.map(({ value }) => value));
  const sources = new Set(thresholds.map(({ source }) => source));
  const falseAlarms = score.falseAlarmsPer1000DeviceDays;
  const known = <T>(value: T): T | null => (truth ? value : null);
  return {
    ...head,
    causalityNote: head.causalityNote ?? null,
    learnsFrom: head.learnsFrom === undefined ? "nothing" : head.learnsFrom,
    fitted: head.fitted ?? [],
    status: score.status,
    threshold: values.size === 1 ? ([...values][0] ?? null) : null,
    thresholdSource: sources.size === 1 ? [...sources][0] : "mixed",
    thresholds,
    overBudget:
      truth && !["floor", "ceiling"].includes(head.role) && (falseAlarms.low ?? 0) > budget,
    alarms: alarms.length,
    lines: new Set(alarms.map(({ seed, device }) => JSON.stringify([seed, device]))).size,
    counts: known(score.counts),
    ...metricsOf(parts),
    ...(truth ? {} : { alarmsPer1000DeviceDays: alarmRate(score, alarms.length) }),
    devicesBothered: known(score.devicesBothered),
    ...(parts.own === undefined ? {} : { metrics: parts.own }),
    byIncident: truth ? score.byIncident : {},
    byLookAlike: truth ? score.byLookAlike : {},
    floors: { view: null, coin: null, blindPeriodic: null },
    oracle: parts.oracle,
    calibration: parts.calibration,
    chosenView: true,
    beatenByFloor: [],
    floorsAsGood: {},
    tradeOff: parts.tradeOff,
    moneyAtAlarm: parts.moneyAtAlarm,
    alarmsByDay: alarmsByDay(alarms, parts.utcOffset),
    alarmList: alarms,
    few: score.clusters.few,
  };
}

/** A row has metrics where a score has them; what its data can't tell is null. */
function metricsOf({ score, truth, beside }: RowParts): RowMetrics {
  const fields: Record<string, unknown> = {};
  for (const metric of METRICS) {
    if ("plain" in metric) continue;
    const [field] = fieldPath(metric);
    const found = isBesideTally(metric) ? beside[metric.name] : score[field as keyof Score];
    fields[field] = truth || !needsTruth(metric) ? (found ?? null) : null;
  }
  return fields as unknown as RowMetrics;
}

/** Counts alarms by civil day, in its order. */
function alarmsByDay(alarms: readonly RowAlarm[], utcOffset: number): Record<string, number> {
  const counts = new Map<number, number>();
  for (const { time } of alarms) {
    const day = Math.floor((time + utcOffset * MINUTE) / DAY);
    counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  const days = [...counts].sort(([a], [b]) => a - b);
  return Object.fromEntries(
    days.map(([day, n]) => [new Date(day * DAY).toISOString().slice(0, 10), n]),
  );
}

/** Without truth all that a row can bound is how many alarms there are: by an exact interval. */
function alarmRate({ alarmsPer1000DeviceDays, falseAlarmsPer1000DeviceDays }: Score, n: number) {
  const { low, high } = alarmsPer1000DeviceDays;
  const bootstrap = low === null || high === null ? null : { low, high };
  return falseAlarmRate(n, falseAlarmsPer1000DeviceDays.deviceDays, bootstrap, LEVEL);
}
