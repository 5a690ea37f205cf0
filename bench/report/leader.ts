import type { DetectorRow, RunFile } from "../run/run-file.ts";
import { datasetsByName, isCase } from "./dataset-facts.ts";
import { entrants, rankingOf } from "./ranking.ts";

/** The detector that a reader of this run would choose before she saw a case. */
export interface Leader {
  readonly name: string;
  readonly point: DetectorRow["point"];
  /** Where it leads. */
  readonly on: string;
}

/**
 * Finds the detector that leads the run's first table; without a table the one that did best on the
 * calibration half which lent the thresholds. null where neither says anything.
 */
export function leaderOf(run: RunFile): Leader | null {
  for (const [name, seeds] of datasetsByName(run)) {
    if (isCase(seeds) || seeds[0].truth === null) continue;
    const [first] = entrants(rankingOf(run, name));
    if (first !== undefined && saves(first))
      return { name: first.name, point: first.point, on: name };
  }
  return bestCalibrated(run);
}

/** Tells whether a row saves anything, mean over kinds. */
export function saves({ valueDetectionRateByKindMean: saved }: DetectorRow): boolean {
  return (saved?.value ?? 0) > 0;
}

function bestCalibrated(run: RunFile): Leader | null {
  const value = ({ calibration }: DetectorRow) => calibration?.valueDetectionRateByKindMean ?? 0;
  const [best] = [...datasetsByName(run).keys()]
    .flatMap((name) => entrants(rankingOf(run, name)))
    .filter((row) => value(row) > 0)
    .sort((a, b) => value(b) - value(a));
  if (best?.calibration == null) return null;
  const { name, point, calibration } = best;
  return { name, point, on: `the calibration half of ${calibration.from}` };
}
