import { keyedRandom } from "../../chance/streams.ts";
import type { TrafficModel } from "../../model.ts";
import type { Persona } from "../../persona.ts";
import type { ModelSetting, Scenario } from "../../scenario.ts";
import { placingSeed } from "./placing-seed.ts";
import { HALVES, splitOf } from "./split-of.ts";

/** What placing needs to know; `drawPersona` must depend on seed, scenario and device alone. */
export interface PlacementSources {
  readonly seed: string;
  readonly scenario: Scenario;
  readonly drawPersona: (device: number) => Persona;
  readonly models: readonly TrafficModel[];
}

/** What was chosen for a line. */
export interface Choice {
  readonly model: string;
  readonly day: number;
  readonly options: ModelSetting;
}

/** Lines that have something already, and who may still take one. */
export function openLines(sources: PlacementSources, lines: readonly number[]) {
  const { seed, scenario } = sources;
  const personas = new Map(lines.map((device) => [device, sources.drawPersona(device)]));
  return {
    halves: HALVES.map((half) =>
      lines.filter((device) => splitOf(seed, scenario, device) === half),
    ),
    /** Gives the model the eligible line with the lowest priority; tells whether there was one. */
    place(taken: Map<number, Choice>, name: string, devices: readonly number[]): boolean {
      const model = sources.models.find((candidate) => candidate.name === name);
      const options = scenario.incidents[name] ?? scenario.lookAlikes[name] ?? {};
      const free = devices.filter((device) => {
        const persona = personas.get(device) as Persona;
        if (taken.has(device)) return false;
        if (persona.volumeFactor > scenario.enrichment.maxVolumeFactor) return false;
        const isPinned = scenario.pinned.some((pin) => pin.device === device && pin.model === name);
        return !isPinned && (model?.eligible?.({ persona }) ?? true);
      });
      const device = lowestPriority(placingSeed(seed, scenario), name, free);
      if (device !== null)
        taken.set(device, { model: name, day: dayOf(sources, name, device), options });
      return device !== null;
    },
  };
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
  const random = keyedRandom(placingSeed(seed, scenario), device, `place/${name}`, 1);
  return fromDay + Math.floor(random.uniform() * (toDay - fromDay));
}
