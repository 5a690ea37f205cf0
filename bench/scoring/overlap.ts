import type { DatasetResult } from "../run/bench-rows.ts";
import type { DetectorRow, Overlap } from "../run-file.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/**
 * Tells, for data without truth, how many of one detector's alarms another raised too, on the same
 * device within a cool-down: what agrees is the nearest thing to evidence there.
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
  return listed.flatMap((one) =>
    listed
      .filter((other) => other !== one && other.dataset === one.dataset)
      .map((other): Overlap => {
        const shared = one.alarmList.filter(({ device, time }) =>
          other.alarmList.some(
            (alarm) => alarm.device === device && Math.abs(alarm.time - time) < coolDown,
          ),
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
