import type { Alerts } from "../alerts.ts";
import type { AlarmClass, ClassifiedAlarm } from "../scoring/classes.ts";
import { moneyAtAlarms } from "../scoring/money-at-alarm.ts";
import type { Scoring } from "../scoring/scoring.ts";

/** An alarm, and what its line had moved and been charged when it came. */
export interface ListedAlarm {
  readonly device: number;
  readonly time: number;
  /** When its row had closed. */
  readonly closed: number;
  readonly class: AlarmClass;
  readonly score: number | null;
  readonly bytes: number;
  /** null without a tariff. */
  readonly money: number | null;
}

/** Lists alarms in order of time, each with its score and where its line's bill stood. */
export function listAlarms(
  scoring: Scoring,
  alerts: Alerts,
  alarms: readonly ClassifiedAlarm[],
  hasScores = true,
): ListedAlarm[] {
  const stood = moneyAtAlarms(scoring, alarms);
  const listed = alarms.map(({ alert, device, time, class: name }, i): ListedAlarm => {
    const { bytes, charged } = stood[i];
    return {
      device,
      time,
      closed: alerts.rowEnd[alert],
      class: name,
      score: hasScores ? alerts.score[alert] : null,
      bytes,
      money: scoring.world.accountOf(device) === null ? null : charged,
    };
  });
  return listed.sort((a, b) => a.time - b.time || a.device - b.device);
}
