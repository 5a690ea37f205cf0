import { alarmF1 } from "./alarm-f1.ts";
import { alarmRecall } from "./alarm-recall.ts";
import { alarms } from "./alarms.ts";
import { alarmsPer1000DeviceDays } from "./alarms-per1000-device-days.ts";
import { collateralBytes } from "./collateral-bytes.ts";
import { dayF1 } from "./day-f1.ts";
import { dayPrecision } from "./day-precision.ts";
import { dayRecall } from "./day-recall.ts";
import { devicePrecision } from "./device-precision.ts";
import { devicesBothered } from "./devices-bothered.ts";
import { exposureAtStake } from "./exposure-at-stake.ts";
import { exposureDetectionRate } from "./exposure-detection-rate.ts";
import { exposureSaved } from "./exposure-saved.ts";
import { f1 } from "./f1.ts";
import { falseAlarms } from "./false-alarms.ts";
import { falseAlarmsPer1000DeviceDays } from "./false-alarms-per1000-device-days.ts";
import { incidentF1 } from "./incident-f1.ts";
import { incidentPrecision } from "./incident-precision.ts";
import { lateAlarms } from "./late-alarms.ts";
import { moneyAtStake } from "./money-at-stake.ts";
import { moneyDetectionRate } from "./money-detection-rate.ts";
import { moneySaved } from "./money-saved.ts";
import { p50Bytes } from "./p50-bytes.ts";
import { p50FromObservableSeconds } from "./p50-from-observable-seconds.ts";
import { p50Money } from "./p50-money.ts";
import { p50Seconds } from "./p50-seconds.ts";
import { p50SecondsCaught } from "./p50-seconds-caught.ts";
import { p90Seconds } from "./p90-seconds.ts";
import { p90SecondsCaught } from "./p90-seconds-caught.ts";
import { prAuc } from "./pr-auc.ts";
import { precision } from "./precision.ts";
import { precisionAtPrevalence } from "./precision-at-prevalence.ts";
import { precisionInTime } from "./precision-in-time.ts";
import { recall } from "./recall.ts";
import { recallByKindMean } from "./recall-by-kind-mean.ts";
import { recallWithLate } from "./recall-with-late.ts";
import { valueDetectionRate } from "./value-detection-rate.ts";
import { valueDetectionRateByKindMean } from "./value-detection-rate-by-kind-mean.ts";
import { within1h } from "./within1h.ts";
import { within5m } from "./within5m.ts";
import { within6h } from "./within6h.ts";

/** Every metric; the primary one first, those of the leaderboard before the others. */
export const METRICS = [
  valueDetectionRate,
  valueDetectionRateByKindMean,
  moneySaved,
  recall,
  recallByKindMean,
  precision,
  f1,
  p50Seconds,
  falseAlarmsPer1000DeviceDays,
  precisionInTime,
  precisionAtPrevalence,
  devicePrecision,
  alarmRecall,
  alarmF1,
  incidentPrecision,
  incidentF1,
  prAuc,
  recallWithLate,
  dayPrecision,
  dayRecall,
  dayF1,
  p90Seconds,
  p50FromObservableSeconds,
  p50SecondsCaught,
  p90SecondsCaught,
  p50Bytes,
  p50Money,
  within5m,
  within1h,
  within6h,
  moneyAtStake,
  moneyDetectionRate,
  exposureSaved,
  exposureAtStake,
  exposureDetectionRate,
  collateralBytes,
  devicesBothered,
  lateAlarms,
  falseAlarms,
  alarms,
  alarmsPer1000DeviceDays,
] as const;

/** The metrics that floors are held against. */
export const LEADERBOARD = METRICS.filter((metric) => "onLeaderboard" in metric);
