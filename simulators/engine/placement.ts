import { keyedRandom } from "../chance/streams.ts";
import type { ModelSetting, Scenario } from "../scenario.ts";
import { type Choice, openLines, type PlacementSources } from "./placing/open-lines.ts";
import { placeCounted } from "./placing/place-counted.ts";
import { placingSeed } from "./placing/placing-seed.ts";
import { casesOf, twinAt, twinsOf } from "./placing/turns.ts";

/** An episode that the scenario gives to a device. */
export interface Placement {
  readonly model: string;
  /** Civil day of the span on which it begins. */
  readonly day: number;
  /** Ordinal among this device's episodes of the model. */
  readonly index: number;
  readonly options: ModelSetting;
}

/**
 * Opens the placing of incidents and look-alikes: which episodes the scenario gives to which
 * device, and on which civil day. Enrichment works block by block: in each half of every block of
 * `devicesPerCase` lines, every incident kind has one case, on the eligible line with the lowest
 * keyed priority, and so many look-alikes of that kind's twins, on other lines.
 *
 * Every answer follows from seed, scenario and device number alone: not from the number of devices,
 * the horizon, the workers, or the order of the questions. A kind listed later takes no line from
 * one listed before it; who leaves a kind out with `without` places it all the same, so that nothing
 * moves up, and what came with it, such as Wi-Fi that was down, stays.
 *
 * It draws the personas of a whole block and keeps one block: ask in order of devices.
 */
export function openPlacement(sources: PlacementSources): (device: number) => readonly Placement[] {
  const { scenario } = sources;
  const { devicesPerCase } = scenario.enrichment;
  const counted = placeCounted(sources);
  let block = -1;
  let ofBlock: ReadonlyMap<number, Choice> = new Map();

  return (device) => {
    const placements: Placement[] = pinnedOn(scenario, device);
    const wanted = Math.floor(device / devicesPerCase);
    if (devicesPerCase > 0 && wanted !== block) {
      block = wanted;
      ofBlock = placeBlock(sources, block, counted);
    }
    const choice = counted.get(device) ?? ofBlock.get(device);
    if (choice !== undefined && choice.day < scenario.days) {
      const { model, day, options } = choice;
      placements.push({ model, day, index: 0, options });
    }
    return placements;
  };
}

function pinnedOn({ pinned, days }: Scenario, device: number): Placement[] {
  const placements: Placement[] = [];
  for (const { model, device: owner, day, options } of pinned) {
    if (owner !== device || day >= days) continue;
    const index = placements.filter((earlier) => earlier.model === model).length;
    placements.push({ model, day, index, options });
  }
  return placements;
}

function placeBlock(
  sources: PlacementSources,
  block: number,
  counted: ReadonlyMap<number, Choice>,
): ReadonlyMap<number, Choice> {
  const { seed, scenario } = sources;
  const { devicesPerCase, lookAlikesPerCase } = scenario.enrichment;
  const lines = Array.from({ length: devicesPerCase }, (_, i) => block * devicesPerCase + i);
  const taken = new Map([...counted].filter(([device]) => lines.includes(device)));
  const { halves, place } = openLines(sources, lines);

  // All cases first: no look-alike may take a line that a case needs.
  const cases = halves.map((_, half) => casesOf(sources, 2 * block + half));
  for (const name of Object.keys(scenario.incidents)) {
    for (const [half, devices] of halves.entries()) {
      for (let n = cases[half]?.[name] ?? 0; n > 0; n--) place(taken, name, devices);
    }
  }
  for (const kind of Object.keys(scenario.incidents)) {
    const twins = twinsOf(sources, kind);
    if (twins.length === 0) continue;
    const turn = keyedRandom(placingSeed(seed, scenario), 0, `twins/${kind}`).bits() % twins.length;
    halves.forEach((devices, half) => {
      for (let i = 0; i < lookAlikesPerCase * (cases[half]?.[kind] ?? 0); i++) {
        // The halves run half a turn apart, so that neither lacks a twin when blocks are few.
        const shift = half * Math.floor(twins.length / 2) + block * lookAlikesPerCase + i;
        place(taken, twinAt(scenario, twins, turn + shift), devices);
      }
    });
  }
  return taken;
}
