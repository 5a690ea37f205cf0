import type { DetectorRow, RowAlarm, RunFile } from "./run-file.ts";

/** Alarms of a row that run.json holds. */
export const FIRST_ALARMS = 200;

/**
 * Cuts the lists of alarms of a run to what its readers look at, since a rule without a number
 * alarms on every line and day: the first 200 of each row in order of time, and the first hit of each
 * seed, which tells when a case was noticed. What counts alarms is a field of its own and stays.
 * A run that is short already is returned as it is.
 */
export function briefRun(run: RunFile): RunFile {
  return run.detectors.every(isBrief)
    ? run
    : { ...run, detectors: run.detectors.map((row) => (isBrief(row) ? row : brief(row))) };
}

function isBrief({ alarmList }: DetectorRow): boolean {
  return alarmList.length <= FIRST_ALARMS;
}

function brief(row: DetectorRow): DetectorRow {
  const first = row.alarmList
    .toSorted((a, b) => a.time - b.time || a.device - b.device)
    .slice(0, FIRST_ALARMS);
  const kept = new Set(first);
  const seen = new Set<RowAlarm["seed"]>();
  for (const alarm of row.alarmList) {
    if (alarm.class !== "hit" || seen.has(alarm.seed)) continue;
    seen.add(alarm.seed);
    kept.add(alarm);
  }
  return { ...row, alarmList: row.alarmList.filter((alarm) => kept.has(alarm)) };
}
