import {
  type CoinMarks,
  type CoinSteps,
  coinMarks,
  coinSteps,
  coinSums,
} from "../floors/coin-in-parts.ts";
import type { PackedTally } from "../scoring/packed-tally.ts";
import type { QuickSums } from "../scoring/quick-sums.ts";
import { openFloors } from "../tasks/floor-task.ts";
import { type Part, type PartsRead, type Sections, sectionOf, viewsOf } from "./part.ts";
import { type FloorsAsked, floorPlace, floorSection } from "./score-pass.ts";

/** What a part's rows make of the floors with as many alarms as asked, in that order. */
export interface DrawnFloors {
  readonly blind: readonly PackedTally[];
  readonly steps: readonly CoinSteps[];
}

/** What the coins of a view are: where each replicate passes, in the order of what was asked. */
export interface SettledCoin extends FloorsAsked {
  readonly marks: CoinMarks;
}

/** Replicates of the coin by number of alarms asked for, in that order. */
export type CoinParts = readonly (readonly QuickSums[])[];

/** Tallies the floor that looks at nothing on a part's shards, and draws the coins there. */
export function drawPart(part: Part, asked: Sections): Sections {
  const sections = new Map<string, DrawnFloors>();
  for (const view of viewsOf(part)) {
    const { alarms, share } = sectionOf<FloorsAsked>(asked, floorSection(view));
    const floors = openFloors(floorPlace(part, view));
    sections.set(floorSection(view), {
      blind: floors.tally(alarms.map(floors.blind)),
      steps: coinSteps(floors.scoring, share),
    });
  }
  return sections;
}

/** Settles where each coin passes, once all parts are drawn. */
export function settleDraws(part: Part, parts: PartsRead, asked: Sections): Sections {
  const sections = new Map<string, SettledCoin>();
  for (const view of viewsOf(part)) {
    const of = sectionOf<FloorsAsked>(asked, floorSection(view));
    const steps = [...parts.each<DrawnFloors>(floorSection(view))].map((each) => each.steps);
    sections.set(floorSection(view), { ...of, marks: coinMarks(steps, of.alarms, of.share) });
  }
  return sections;
}

/** Sums what the coins save on a part's shards. */
export function coinPart(part: Part, settled: Sections): Sections {
  const sections = new Map<string, CoinParts>();
  for (const view of viewsOf(part)) {
    const coin = sectionOf<SettledCoin>(settled, floorSection(view));
    const { scoring, range } = openFloors(floorPlace(part, view));
    sections.set(floorSection(view), coinSums(scoring, range, coin));
  }
  return sections;
}
