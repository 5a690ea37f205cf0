import type { ViewName } from "../../datasets/view.ts";
import { datasetResult, floorAlarmsOf, scoringOfDataset } from "../run/dataset-result.ts";
import type { DatasetResult } from "../run/made-rows.ts";
import { datasetName } from "../run/provenance.ts";
import type { CellResult } from "../run/run-cells.ts";
import { mergePacked } from "../scoring/merge-packed.ts";
import { type PackedTally, unpackTally } from "../scoring/packed-tally.ts";
import { addQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import type { CellTally } from "../tasks/cell-score.ts";
import type { FoundThresholds } from "../tasks/cell-thresholds.ts";
import type { FloorScores } from "../tasks/floor-task.ts";
import type { TaskScore } from "../tasks/task.ts";
import { hasCalibrationHalf } from "../thresholds/calibration-half.ts";
import type { CoinParts, DrawnFloors } from "./floors-pass.ts";
import {
  cellSection,
  cellsByView,
  type Part,
  type PartsRead,
  type Sections,
  sectionOf,
  viewsOf,
} from "./part.ts";
import { type FixedFloors, type FloorsAsked, floorSection, SILENT } from "./score-pass.ts";

/** What all parts published, pass by pass, and what was settled of it. */
export interface WholeParts {
  /** Thresholds of the cells. */
  readonly found: Sections;
  readonly scored: PartsRead;
  /** Without truth there are no floors. */
  readonly floors: null | {
    readonly asked: Sections;
    readonly drawn: PartsRead;
    readonly tossed: PartsRead;
  };
  /** What each cell had learned, null where it learns nothing: by its place. */
  readonly fits: readonly CellResult["fit"][];
  /** What each cell took and saw, for the timings: by its place. */
  readonly effort: ReadonlyMap<number, Pick<CellResult, "ms" | "rows" | "alerts">>;
}

const NO_EFFORT = { ms: 0, rows: 0, alerts: 0 };

/**
 * Puts together what a dataset came to from what its parts did, as a bench in one process has it. Each
 * sum is one of integers and each list is put in one order, so the order of the parts doesn't matter.
 * Memory holds one cell's tallies of all parts.
 */
export function mergedResult(part: Part, whole: WholeParts): DatasetResult {
  const { dataset, settings, cells } = part;
  const scoring = scoringOfDataset(dataset, { ...settings, shards: part.shards });
  const scores = scoresOf(part, whole);
  const name = datasetName(dataset.manifest);
  const hasHalf = hasCalibrationHalf(dataset) && settings.asWritten !== true;
  return datasetResult(dataset, {
    results: cells.map((cell, at) => ({
      ...{ cell, failure: cell.failure, fit: whole.fits[at], shards: [] },
      ...(whole.effort.get(at) ?? NO_EFFORT),
      score: scores.get(at) ?? null,
    })),
    combined: [],
    ...{ scoring, hasHalf, calibrationOnly: false },
    floorAlarms: floorAlarmsOf(scoring, settings),
    silent: () => unpackTally(mergePacked([...whole.scored.each<PackedTally>(SILENT)])),
    floors: floorsOf(part, whole),
    sourceOf: () => (hasHalf ? name : null),
  });
}

function scoresOf(part: Part, { found, scored }: WholeParts): ReadonlyMap<number, TaskScore> {
  const scores = new Map<number, TaskScore>();
  for (const cells of cellsByView(part)) {
    for (const { at, score } of cells) {
      score.settle(sectionOf<FoundThresholds>(found, cellSection(at)));
      for (const tally of scored.each<CellTally>(cellSection(at))) score.add(tally);
      scores.set(at, score.score());
    }
  }
  return scores;
}

function floorsOf(part: Part, whole: WholeParts): Map<ViewName | null, FloorScores> {
  const floors = new Map<ViewName | null, FloorScores>();
  if (whole.floors === null) return floors;
  for (const view of [...viewsOf(part), null]) {
    const fixed = [...whole.scored.each<FixedFloors>(floorSection(view))];
    const names = Object.keys(fixed[0]?.tallies ?? {});
    const tallies = names.map((name) => [
      name,
      mergePacked(fixed.map((each) => each.tallies[name])),
    ]);
    floors.set(view, {
      tallies: Object.fromEntries(tallies),
      ...(view === null ? NOTHING_ASKED : askedOf(view, whole.floors)),
    });
  }
  return floors;
}

const NOTHING_ASKED = { coin: new Map(), blindPeriodic: new Map() };

function askedOf(
  view: ViewName,
  { asked, drawn, tossed }: NonNullable<WholeParts["floors"]>,
): Pick<FloorScores, "coin" | "blindPeriodic"> {
  const { alarms } = sectionOf<FloorsAsked>(asked, floorSection(view));
  const blind = [...drawn.each<DrawnFloors>(floorSection(view))];
  const coins = [...tossed.each<CoinParts>(floorSection(view))];
  const replicates = (n: number): QuickSums[] =>
    (coins[0]?.[n] ?? []).map((_, r) => addQuickSums(coins.map((each) => each[n][r])));
  return {
    coin: new Map(alarms.map((asked, n) => [asked, replicates(n)])),
    blindPeriodic: new Map(
      alarms.map((asked, n) => [asked, mergePacked(blind.map((b) => b.blind[n]))]),
    ),
  };
}
