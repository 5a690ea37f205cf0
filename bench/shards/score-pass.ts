import type { ViewName } from "../../datasets/view.ts";
import { coinProfile, coinShare } from "../floors/coin-in-parts.ts";
import { floorAlarmsOf, scoringOfDataset } from "../run/dataset-result.ts";
import { askedAlarms } from "../run/run-floors.ts";
import { type PackedTally, packTally } from "../scoring/packed-tally.ts";
import type { Scoring } from "../scoring/scoring.ts";
import { tallyFailed } from "../scoring/tally.ts";
import type { FoundThresholds } from "../tasks/cell-thresholds.ts";
import { type FloorPlace, openFloors } from "../tasks/floor-task.ts";
import {
  cellSection,
  cellsByView,
  onEachShard,
  type Part,
  type PartAlerts,
  type PartsRead,
  type Sections,
  sectionOf,
  viewsOf,
} from "./part.ts";

/** Section of a run that never said anything, as one that failed counts. */
export const SILENT = "silent";
/** Section of how many alarms each cell has at the point that stands first, by its place. */
const LEADING = "leading";

/** Floors of a part whose alarms are their own. */
export interface FixedFloors {
  readonly tallies: Readonly<Record<string, PackedTally>>;
  /** How the alarms of the coin grow with the rows that are drawn; none without a view. */
  readonly profile: Float64Array | null;
}

/** What the floors of a view are asked for, once all parts are scored. */
export interface FloorsAsked {
  readonly alarms: readonly number[];
  /** Share of the rows that the coin has to draw. */
  readonly share: number;
}

/** Names the section of the floors of a view; without a view, of the ceiling of all together. */
export function floorSection(view: ViewName | null): string {
  return `floors-${view ?? "any"}`;
}

/** Says where the floors of a part's view are looked at. */
export function floorPlace(
  { dataset: { dir }, settings: { scoring, tariff }, shards }: Part,
  view: ViewName | null,
): FloorPlace {
  return { dataset: dir, view, scoring, tariff, shards };
}

/** Tallies every cell at its thresholds on a part's shards, and the floors that need no number. */
export function scorePart(part: Part, alerts: PartAlerts, found: Sections): Sections {
  const sections = new Map<string, unknown>();
  const leading: Record<number, number> = {};
  for (const cells of cellsByView(part, alerts)) {
    const leads = cells.map(({ at, score }) => {
      const thresholds = sectionOf<FoundThresholds>(found, cellSection(at));
      score.settle(thresholds);
      return thresholds.leads;
    });
    onEachShard(part, cells, (cell, shard) => cell.tally(shard));
    for (const [i, { at, score }] of cells.entries()) {
      const tallied = score.tallied();
      sections.set(cellSection(at), tallied);
      leading[at] = (tallied[leads[i]] ?? tallied.shipped).alarms.length;
    }
  }
  sections.set(LEADING, leading);
  const scoring = scoringOfPart(part);
  sections.set(SILENT, packTally(tallyFailed(scoring, "ok", rangeOf(part))));
  if (!scoring.world.truth) return sections;
  for (const view of [...viewsOf(part), null]) {
    const floors = openFloors(floorPlace(part, view));
    const tallied = floors.tally(Object.values(floors.fixed));
    const tallies = Object.keys(floors.fixed).map((name, i) => [name, tallied[i]]);
    const profile = view === null ? null : coinProfile(floors.scoring);
    sections.set(floorSection(view), { tallies: Object.fromEntries(tallies), profile });
  }
  return sections;
}

/** Settles what the floors of each view are asked for, once all parts are scored. */
export function settleScores(part: Part, parts: PartsRead): Sections {
  const sections = new Map<string, FloorsAsked>();
  const scoring = scoringOfPart(part);
  if (!scoring.world.truth) return sections;
  const leading = [...parts.each<Readonly<Record<number, number>>>(LEADING)];
  const floorAlarms = floorAlarmsOf(scoring, part.settings);
  for (const view of viewsOf(part)) {
    const counts = part.cells.flatMap(({ view: own, sweep }, at) =>
      own === view && sweep === undefined
        ? [leading.reduce((sum, counted) => sum + (counted[at] ?? 0), 0)]
        : [],
    );
    const { deviceDays } = scoring.time;
    const alarms = askedAlarms(counts, { floorAlarms, deviceDays });
    const profiles = [...parts.each<FixedFloors>(floorSection(view))].flatMap(
      ({ profile }) => profile ?? [],
    );
    sections.set(floorSection(view), { alarms, share: coinShare(profiles, alarms) });
  }
  return sections;
}

function scoringOfPart({ dataset, settings, shards }: Part): Scoring {
  return scoringOfDataset(dataset, { ...settings, shards });
}

function rangeOf({ dataset: { manifest }, shards }: Part) {
  const { devices, devicesPerShard } = manifest;
  return {
    from: Math.min(devices, shards.from * devicesPerShard),
    to: Math.min(devices, shards.to * devicesPerShard),
  };
}
