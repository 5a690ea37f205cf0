import { type Difference, differingSettings } from "./differing-settings.ts";
import type { DetectorRow, RunFile } from "./run-file.ts";

/** One detector in several runs. */
export interface ComparedRow {
  readonly dataset: string;
  readonly name: string;
  readonly view: string | null;
  /** In one of the runs at least, this view stands for its detector. */
  readonly chosen: boolean;
  /** One for each run, in their order; null where it has no such row. */
  readonly values: readonly (ComparedValue | null)[];
}

/** What is compared of a row. */
export interface ComparedValue {
  readonly status: DetectorRow["status"];
  readonly point: DetectorRow["point"];
  readonly alarms: number;
  readonly valueDetectionRate: number | null;
  /** The ranking, with its 95 % interval. */
  readonly valueDetectionRateByKindMean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly recall: number | null;
  readonly moneySaved: number | null;
  readonly falseAlarmsPer1000DeviceDays: number | null;
  readonly threshold: number | null;
}

/** Several runs side by side. */
export interface RunsComparison {
  /** Whether all runs were made on the same data: by dataset name, the logical hashes agree. */
  readonly sameData: Readonly<Record<string, boolean>>;
  /** Settings and data in which the runs differ: such numbers can't be compared. */
  readonly differences: readonly Difference[];
  readonly rows: readonly ComparedRow[];
}

/**
 * Lays runs side by side, the point of each row that stands first in its run. It prints numbers and no test: runs on the same data
 * are paired, and what pairs is their rows within one run (`comparisons`), not their intervals.
 */
export function compareRuns(runs: readonly RunFile[]): RunsComparison {
  if (runs.length < 2)
    throw new RangeError(`compare: runs must be two or more, got ${runs.length}`);
  const keys = new Map<string, Omit<ComparedRow, "values">>();
  const maps = runs.map((run) => {
    const rows = new Map<string, DetectorRow>();
    for (const row of run.detectors) {
      if (!row.leads || row.today || row.role === "floor" || row.role === "ceiling") continue;
      const { dataset, name, view } = row;
      const key = JSON.stringify([dataset, name, view]);
      rows.set(key, row);
      const chosen = row.chosenView || keys.get(key)?.chosen === true;
      keys.set(key, { dataset, name, view, chosen });
    }
    return rows;
  });
  const names = new Set(runs.flatMap(({ datasets }) => datasets.map(({ name }) => name)));
  const hashesOf = (run: RunFile, name: string) =>
    run.datasets
      .filter((each) => each.name === name)
      .map(({ logicalHash }) => logicalHash)
      .join();
  return {
    sameData: Object.fromEntries(
      [...names].map((name) => [
        name,
        runs.every((run) => hashesOf(run, name) === hashesOf(runs[0], name)),
      ]),
    ),
    differences: differingSettings(runs),
    rows: [...keys].map(([key, head]) => ({
      ...head,
      values: maps.map((rows) => valueOfRow(rows.get(key))),
    })),
  };
}

function valueOfRow(row: DetectorRow | undefined): ComparedValue | null {
  if (row === undefined) return null;
  return {
    status: row.status,
    point: row.point,
    alarms: row.alarms,
    valueDetectionRate: row.valueDetectionRate?.value ?? null,
    valueDetectionRateByKindMean: row.valueDetectionRateByKindMean?.value ?? null,
    low: row.valueDetectionRateByKindMean?.low ?? null,
    high: row.valueDetectionRateByKindMean?.high ?? null,
    recall: row.recall?.value ?? null,
    moneySaved: row.moneySaved?.value ?? null,
    falseAlarmsPer1000DeviceDays: row.falseAlarmsPer1000DeviceDays?.value ?? null,
    threshold: row.threshold,
  };
}
