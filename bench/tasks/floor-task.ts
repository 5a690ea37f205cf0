import type { Tariff } from "../../datasets/billing/tariff.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { alertsWithin } from "../alerts/alerts-within.ts";
import type { Alerts } from "../alerts.ts";
import { always } from "../floors/always.ts";
import { blindPeriodic } from "../floors/blind-periodic.ts";
import { coin } from "../floors/coin.ts";
import { never } from "../floors/never.ts";
import { oracle, oracleOfAny } from "../floors/oracle.ts";
import { ownerChecksBill } from "../floors/owner-checks-bill.ts";
import { type DatasetSource, openSource } from "../runners/dataset-source.ts";
import { mergeTallies } from "../scoring/merge-tallies.ts";
import { type PackedTally, packTally, unpackTally } from "../scoring/packed-tally.ts";
import type { QuickSums } from "../scoring/quick-sums.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { type DeviceRange, tallyRun } from "../scoring/tally.ts";
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
  const source = openSource(task.dataset);
  const { dataset } = source;
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
  const whole = (alerts: Alerts) => (range: DeviceRange) => alertsWithin(alerts, range);
  const tallies: Record<string, Floor> = {
    oracle: { scoring: ceiling.scoring, alertsOf: whole(ceiling.alerts) },
    never: { scoring, alertsOf: whole(never()) },
    always: { scoring, alertsOf: whole(always(scoring)) },
  };
  if (task.view === "charging") {
    tallies["owner-checks-bill"] = { scoring, alertsOf: whole(ownerChecksBill(scoring)) };
  }
  const blind = task.alarms.map(
    (n): Floor => ({ scoring, alertsOf: (range) => blindPeriodic(scoring, n, range) }),
  );
  const names = Object.keys(tallies);
  const found = tallyFloors(source, task.view, [...Object.values(tallies), ...blind]);
  return {
    tallies: Object.fromEntries(names.map((name, i) => [name, found[i]])),
    coin: coin(scoring, task.alarms),
    blindPeriodic: new Map(task.alarms.map((n, i) => [n, found[names.length + i]])),
  };
}

/** A floor: what it alerts on, and what that is held against. */
interface Floor {
  readonly scoring: Scoring;
  alertsOf(range: DeviceRange): Alerts;
}

/** Tallies floors, all of them on one shard after the other, whose part of the ledger is read once. */
function tallyFloors(
  source: DatasetSource,
  view: ViewName,
  floors: readonly Floor[],
): PackedTally[] {
  const parts = floors.map((): PackedTally[] => []);
  for (let shard = 0; shard < source.manifest.shards; shard++) {
    const range = source.shard(view, shard).devices;
    for (const [i, { scoring, alertsOf }] of floors.entries()) {
      const { tally } = tallyRun(scoring, alertsOf(range), EVERY_ALERT, range);
      parts[i].push(packTally(tally));
    }
  }
  return parts.map((tallies) => packTally(mergeTallies(tallies.map(unpackTally))));
}
