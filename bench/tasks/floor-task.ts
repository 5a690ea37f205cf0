import type { Tariff } from "../../datasets/billing/tariff.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import type { Alerts } from "../alerts.ts";
import { always } from "../floors/always.ts";
import { blindPeriodic } from "../floors/blind-periodic.ts";
import { coin } from "../floors/coin.ts";
import { never } from "../floors/never.ts";
import { oracle, oracleOfAny } from "../floors/oracle.ts";
import { ownerChecksBill } from "../floors/owner-checks-bill.ts";
import { openSource } from "../runners/dataset-source.ts";
import { type PackedTally, packTally } from "../scoring/packed-tally.ts";
import type { QuickSums } from "../scoring/quick-sums.ts";
import { openScoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { tallyRun } from "../scoring/tally.ts";
import { loadWorld } from "../worlds/load-world.ts";

/** Floors and ceiling of one view of a dataset, or, without a view, the ceiling of all of them. */
export interface FloorTask {
  readonly kind: "floors";
  readonly dataset: string;
  readonly view: ViewName | null;
  /** Numbers of alarms that coin and blind-periodic are asked for. */
  readonly alarms: readonly number[];
  readonly scoring: Partial<ScoringOptions>;
  readonly tariff: Tariff | null;
}

/** Floors as tallies, and coin and blind-periodic at each number of alarms: plain data. */
export interface FloorScores {
  readonly tallies: Readonly<Record<string, PackedTally>>;
  /** A hundred replicates for each number of alarms. */
  readonly coin: ReadonlyMap<number, readonly QuickSums[]>;
  readonly blindPeriodic: ReadonlyMap<number, PackedTally>;
}

const EVERY_ALERT = Number.NEGATIVE_INFINITY;

/** Works out the floors and the ceiling that stand in the table beside the detectors of a view. */
export function runFloorTask(task: FloorTask): FloorScores {
  const { dataset } = openSource(task.dataset);
  const choices = task.tariff === null ? {} : { tariff: task.tariff };
  const scoringOf = (view: ViewName) =>
    openScoring(loadWorld(dataset, view, choices), task.scoring);
  if (task.view === null) {
    const views = VIEWS.filter((view) => dataset.manifest.views[view] !== undefined);
    const ceiling = oracleOfAny(views.map(scoringOf));
    const { tally } = tallyRun(ceiling.scoring, ceiling.alerts, EVERY_ALERT);
    return { tallies: { oracle: packTally(tally) }, coin: new Map(), blindPeriodic: new Map() };
  }
  const scoring = scoringOf(task.view);
  const ceiling = oracle(scoring);
  const tally = (alerts: Alerts) => packTally(tallyRun(scoring, alerts, EVERY_ALERT).tally);
  const tallies: Record<string, PackedTally> = {
    oracle: packTally(tallyRun(ceiling.scoring, ceiling.alerts, EVERY_ALERT).tally),
    never: tally(never()),
    always: tally(always(scoring)),
  };
  if (task.view === "charging") tallies["owner-checks-bill"] = tally(ownerChecksBill(scoring));
  return {
    tallies,
    coin: coin(scoring, task.alarms),
    blindPeriodic: new Map(task.alarms.map((n) => [n, tally(blindPeriodic(scoring, n))])),
  };
}
