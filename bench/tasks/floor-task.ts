import type { Tariff } from "../../datasets/billing/tariff.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { alertsWithin } from "../alerts/alerts-within.ts";
import { allShards, type ShardRange } from "../alerts/rows.ts";
import type { Alerts } from "../alerts.ts";
import { always } from "../floors/always.ts";
import { blindPeriodic } from "../floors/blind-periodic.ts";
import { coin } from "../floors/coin.ts";
import { never } from "../floors/never.ts";
import { oracle, oracleOfAny } from "../floors/oracle.ts";
import { ownerChecksBill } from "../floors/owner-checks-bill.ts";
import { type DatasetSource, openSource } from "../runners/dataset-source.ts";
import { mergePacked } from "../scoring/merge-packed.ts";
import { type PackedTally, packTally } from "../scoring/packed-tally.ts";
import type { QuickSums } from "../scoring/quick-sums.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { type DeviceRange, tallyRun } from "../scoring/tally.ts";
import { loadWorld } from "../worlds/load-world.ts";

/** Where floors are looked at: a view of a dataset, or, without a view, all of them together. */
export interface FloorPlace {
  readonly dataset: string;
  readonly view: ViewName | null;
  readonly scoring: Partial<ScoringOptions>;
  readonly tariff: Tariff | null;
  /** Shards of the dataset that are there; all when left out. */
  readonly shards?: ShardRange;
}

/** Floors and ceiling of one view of a dataset, or, without a view, the ceiling of all of them. */
export interface FloorTask extends FloorPlace {
  readonly kind: "floors";
  /** Numbers of alarms that coin and blind-periodic are asked for. */
  readonly alarms: readonly number[];
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
  const floors = openFloors(task);
  const { fixed } = floors;
  const names = Object.keys(fixed);
  const alarms = task.view === null ? [] : task.alarms;
  const found = floors.tally([...Object.values(fixed), ...alarms.map(floors.blind)]);
  return {
    tallies: Object.fromEntries(names.map((name, i) => [name, found[i]])),
    coin: task.view === null ? new Map() : coin(floors.scoring, alarms),
    blindPeriodic: new Map(alarms.map((n, i) => [n, found[names.length + i]])),
  };
}

/** A floor: what it alerts on, and what that is held against. */
export interface Floor {
  readonly scoring: Scoring;
  alertsOf(range: DeviceRange): Alerts;
}

/** The floors of a view, ready to be tallied on the shards that are there. */
export interface Floors {
  readonly scoring: Scoring;
  /** Lines of those shards. */
  readonly range: DeviceRange;
  /** Floors whose alarms are their own, by name; without a view the ceiling alone. */
  readonly fixed: Readonly<Record<string, Floor>>;
  /** The floor that looks at nothing, with so many alarms on all shards of the dataset. */
  blind(alarms: number): Floor;
  /** Tallies floors, all of them on one shard after the other, whose part of the ledger is read once. */
  tally(floors: readonly Floor[]): PackedTally[];
}

/** Opens the floors of a view, or the ceiling of all views together. */
export function openFloors(place: FloorPlace): Floors {
  const source = openSource(place.dataset);
  const { dataset, manifest } = source;
  const { scoring: chosen, tariff, shards = allShards(dataset) } = place;
  const choices = { shards, ...(tariff === null ? {} : { tariff }) };
  const scoringOf = (of: ViewName) => openScoring(loadWorld(dataset, of, choices), chosen);
  const views = VIEWS.filter((each) => manifest.views[each] !== undefined);
  const view = place.view ?? views[0];
  const scoring = scoringOf(view);
  const whole = (alerts: Alerts) => (range: DeviceRange) => alertsWithin(alerts, range);
  const ceiling = place.view === null ? oracleOfAny(views.map(scoringOf)) : oracle(scoring);
  const fixed: Record<string, Floor> = {
    oracle: { scoring: ceiling.scoring, alertsOf: whole(ceiling.alerts) },
  };
  if (place.view !== null) {
    fixed["never"] = { scoring, alertsOf: whole(never()) };
    fixed["always"] = { scoring, alertsOf: whole(always(scoring)) };
  }
  if (place.view === "charging") {
    fixed["owner-checks-bill"] = { scoring, alertsOf: whole(ownerChecksBill(scoring)) };
  }
  return {
    scoring,
    range: {
      from: Math.min(manifest.devices, shards.from * manifest.devicesPerShard),
      to: Math.min(manifest.devices, shards.to * manifest.devicesPerShard),
    },
    fixed,
    blind: (n) => ({ scoring, alertsOf: (range) => blindPeriodic(scoring, n, range) }),
    tally: (floors) => tallyFloors(source, { view, shards }, floors),
  };
}

function tallyFloors(
  source: DatasetSource,
  { view, shards }: { readonly view: ViewName; readonly shards: ShardRange },
  floors: readonly Floor[],
): PackedTally[] {
  const parts = floors.map((): PackedTally[] => []);
  for (let shard = shards.from; shard < shards.to; shard++) {
    const range = source.shard(view, shard).devices;
    for (const [i, { scoring, alertsOf }] of floors.entries()) {
      const { tally } = tallyRun(scoring, alertsOf(range), EVERY_ALERT, range);
      parts[i].push(packTally(tally));
    }
  }
  return parts.map(mergePacked);
}
