import type { DatasetResult } from "../run/made-rows.ts";
import type { DetectorRow, Overlap, RowAlarm } from "../run/run-file.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/**
 * Tells, for data without truth, how many of one detector's alarms another raised too, on the same
 * device within a cool-down: what agrees is the nearest thing to evidence there. Counts all alarms of
 * the rows, so that it takes those of a run in hand, never of a run.json.
 */
export function overlapsOf(
  rows: readonly DetectorRow[],
  results: readonly DatasetResult[],
  { coolDown }: Pick<ScoringOptions, "coolDown">,
): Overlap[] {
  const blind = new Set(
    results.flatMap(({ description }) => (description.truth === null ? [description.name] : [])),
  );
  const listed = rows.filter(
    ({ dataset, role, leads, alarms }) =>
      blind.has(dataset) && role === "detector" && leads && alarms > 0,
  );
  const moments = new Map(listed.map((row) => [row, momentsByLine(row)]));
  return listed.flatMap((one) =>
    listed
      .filter((other) => other !== one && other.dataset === one.dataset)
      .map((other): Overlap => {
        const times = moments.get(other) as ReturnType<typeof momentsByLine>;
        const shared = one.alarmList.filter((alarm) =>
          times.get(lineOf(alarm))?.some((time) => Math.abs(time - alarm.time) < coolDown),
        ).length;
        return {
          dataset: one.dataset,
          of: `${one.name} on ${one.view}`,
          by: `${other.name} on ${other.view}`,
          share: shared / one.alarms,
          n: one.alarms,
        };
      }),
  );
}

/** Times of a row's alarms by the line that they are about. */
function momentsByLine({ alarmList }: DetectorRow): Map<string, number[]> {
  const lines = new Map<string, number[]>();
  for (const alarm of alarmList) {
    const key = lineOf(alarm);
    const times = lines.get(key);
    if (times === undefined) lines.set(key, [alarm.time]);
    else times.push(alarm.time);
  }
  return lines;
}

/** Lines of several imports of one name have numbers of their own. */
function lineOf({ seed, device }: RowAlarm): string {
  return `${device}\u0000${seed}`;
}
