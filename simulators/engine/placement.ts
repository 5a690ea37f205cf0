import type { ModelSetting, Scenario } from "../scenario.ts";
import { type Choice, openLines, type PlacementSources } from "./placing/open-lines.ts";
import { placeCounted } from "./placing/place-counted.ts";
import { casesOf, twinsInHalf } from "./placing/turns.ts";

/** An episode that the scenario gives to a device. */
export interface Placement {
  readonly model: string;
  /** Civil day of the span on which it begins. */
  readonly day: number;
  /** Ordinal among this device's episodes of the model. */
  readonly index: number;
  readonly options: ModelSetting;
  /** Whose incident it belongs to, where it hits several lines: the place of the first of them. */
  readonly lead?: Lead;
  /** Part of the whole that comes on this day, 1 where it does not come on over several. */
  readonly share: number;
  /** Place of the line where it began, on the first of several days; what it moves is one case. */
  readonly begun?: number;
}

/** A place of a line, among how many. */
export interface Lead {
  readonly device: number;
  readonly place: number;
  readonly places: number;
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
      const { first } = choice;
      const parts = partsOf(scenario, choice, placements.length);
      const earlier = first === device ? 0 : pinnedOn(scenario, first).length;
      const lead = { device: first, place: earlier, places: earlier + parts.length };
      placements.push(...(first === device ? parts : parts.map((part) => ({ ...part, lead }))));
    }
    return placements;
  };
}

/** The days of what was chosen: one, or several in a row of which the nth has n parts of the whole. */
function partsOf(
  { shares = {} }: Scenario,
  { model, day, options }: Choice,
  place: number,
): Placement[] {
  const ramp = shares[model]?.ramp ?? 1;
  const parts = (ramp * (ramp + 1)) / 2;
  return Array.from({ length: ramp }, (_, n) => ({
    ...{ model, day: day + n, index: n, options, share: (n + 1) / parts },
    ...(n === 0 ? {} : { begun: place }),
  }));
}

function pinnedOn({ pinned, days }: Scenario, device: number): Placement[] {
  const placements: Placement[] = [];
  for (const { model, device: owner, day, options } of pinned) {
    if (owner !== device || day >= days) continue;
    const index = placements.filter((earlier) => earlier.model === model).length;
    placements.push({ model, day, index, options, share: 1 });
  }
  return placements;
}

function placeBlock(
  sources: PlacementSources,
  block: number,
  counted: ReadonlyMap<number, Choice>,
): ReadonlyMap<number, Choice> {
  const { scenario } = sources;
  const { devicesPerCase } = scenario.enrichment;
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
    halves.forEach((devices, half) => {
      const asked = { block, half, cases: cases[half]?.[kind] ?? 0 };
      for (const name of twinsInHalf(sources, kind, asked)) place(taken, name, devices);
    });
  }
  return taken;
}
