import type { Persona } from "./life/device-life.ts";
import type { TrafficModel } from "./model.ts";
import type { ModelSetting, Scenario } from "./scenario.ts";
import { keyedRandom } from "./streams.ts";

/** Households hold at most so many lines, with consecutive numbers from a multiple of it. */
const HOUSEHOLD = 4;
const HALVES = ["calibration", "test"] as const;

/** Half of a dataset. */
export type Half = (typeof HALVES)[number];

/** An episode that the scenario gives to a device. */
export interface Placement {
  readonly model: string;
  /** Civil day of the span on which it begins. */
  readonly day: number;
  /** Ordinal among this device's episodes of the model. */
  readonly index: number;
  readonly options: ModelSetting;
}

/** What placing needs to know; `drawPersona` must depend on seed, scenario and device alone. */
export interface PlacementSources {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly drawPersona: (device: number) => Persona;
  readonly models: readonly TrafficModel[];
}

/**
 * Tells which half a device belongs to. Households stay together. At a share of one half, of each
 * two neighbouring household blocks one goes to either half, by a keyed coin, so that every block
 * of eight lines has four in each.
 */
export function splitOf(seed: string, scenario: Scenario, device: number): Half {
  const block = Math.floor(device / HOUSEHOLD);
  const share = scenario.split.calibration;
  if (share === 0.5) {
    const pair = Math.floor(block / 2);
    const coin = keyedRandom(seed, pair, "split").bits() & 1;
    return HALVES[(block & 1) ^ coin] as Half;
  }
  return keyedRandom(seed, block, "split").uniform() < share ? "calibration" : "test";
}

/**
 * Opens the placing of incidents and look-alikes: which episodes the scenario gives to which
 * device, and on which civil day. Enrichment works block by block: in each half of every block of
 * `devicesPerCase` lines, every incident kind has one case, on the eligible line with the lowest
 * keyed priority, and so many look-alikes of that kind's twins, on other lines.
 *
 * Every answer follows from seed, scenario and device number alone: not from the number of devices,
 * the horizon, the workers, or the order of the questions. A kind listed later takes no line from
 * one listed before it, and `without` leaves a kind's places empty.
 *
 * It draws the personas of a whole block and keeps one block: ask in order of devices.
 */
export function openPlacement(sources: PlacementSources): (device: number) => readonly Placement[] {
  const { scenario } = sources;
  const { devicesPerCase } = scenario.enrichment;
  let block = -1;
  let ofBlock: ReadonlyMap<number, Choice> = new Map();

  return (device) => {
    const placements: Placement[] = pinnedOn(scenario, device);
    if (devicesPerCase === 0) return placements;
    const wanted = Math.floor(device / devicesPerCase);
    if (wanted !== block) {
      block = wanted;
      ofBlock = placeBlock(sources, block);
    }
    const choice = ofBlock.get(device);
    const isShown =
      choice !== undefined &&
      !scenario.without.includes(choice.model) &&
      !placements.some(({ model }) => model === choice.model) &&
      choice.day < scenario.days;
    if (isShown) {
      const { model, day, options } = choice;
      placements.push({ model, day, index: 0, options });
    }
    return placements;
  };
}

interface Choice {
  readonly model: string;
  readonly day: number;
  readonly options: ModelSetting;
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

function placeBlock(sources: PlacementSources, block: number): ReadonlyMap<number, Choice> {
  const { seed, scenario } = sources;
  const { devicesPerCase, lookAlikesPerCase } = scenario.enrichment;
  const taken = new Map<number, Choice>();
  const lines = Array.from({ length: devicesPerCase }, (_, i) => block * devicesPerCase + i);
  const personas = new Map(lines.map((device) => [device, sources.drawPersona(device)]));
  const halves = HALVES.map((half) =>
    lines.filter((device) => splitOf(seed, scenario, device) === half),
  );

  const place = (name: string, options: ModelSetting, devices: readonly number[]) => {
    const model = sources.models.find((candidate) => candidate.name === name);
    const free = devices.filter((device) => {
      const persona = personas.get(device) as Persona;
      if (taken.has(device)) return false;
      if (persona.volumeFactor > scenario.enrichment.maxVolumeFactor) return false;
      return model?.eligible?.({ persona }) ?? true;
    });
    const device = lowestPriority(seed, name, free);
    if (device !== null)
      taken.set(device, { model: name, day: dayOf(sources, name, device), options });
  };

  // All cases first: no look-alike may take a line that a case needs.
  for (const [name, options] of Object.entries(scenario.incidents)) {
    for (const devices of halves) place(name, options, devices);
  }
  for (const kind of Object.keys(scenario.incidents)) {
    const twins = twinsOf(sources, kind);
    if (twins.length === 0) continue;
    const turn = keyedRandom(seed, 0, `twins/${kind}`).bits() % twins.length;
    halves.forEach((devices, half) => {
      for (let i = 0; i < lookAlikesPerCase; i++) {
        // The halves run half a turn apart, so that neither lacks a twin when blocks are few.
        const shift = half * Math.floor(twins.length / 2) + block * lookAlikesPerCase + i;
        const name = twins[(turn + shift) % twins.length] as string;
        place(name, scenario.lookAlikes[name] as ModelSetting, devices);
      }
    });
  }
  return taken;
}

function twinsOf({ scenario, models }: PlacementSources, kind: string): readonly string[] {
  return Object.keys(scenario.lookAlikes).filter(
    (name) => models.find((model) => model.name === name)?.twin === kind,
  );
}

function lowestPriority(seed: string, name: string, devices: readonly number[]): number | null {
  let best: number | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  for (const device of devices) {
    const priority = keyedRandom(seed, device, `place/${name}`).bits();
    if (priority >= lowest) continue;
    best = device;
    lowest = priority;
  }
  return best;
}

function dayOf({ seed, scenario }: PlacementSources, name: string, device: number): number {
  const { fromDay, toDay } = scenario.enrichment;
  const random = keyedRandom(seed, device, `place/${name}`, 1);
  return fromDay + Math.floor(random.uniform() * (toDay - fromDay));
}
