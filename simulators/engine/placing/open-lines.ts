import { resolveOptions } from "../../../datasets/options.ts";
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
  /** The line that was chosen first of those that it hits together. */
  readonly first: number;
}

/** Lines that have something already, and who may still take one. */
export function openLines(sources: PlacementSources, lines: readonly number[]) {
  const { seed, scenario } = sources;
  const personas = new Map(lines.map((device) => [device, sources.drawPersona(device)]));
  return {
    halves: HALVES.map((half) =>
      lines.filter((device) => splitOf(seed, scenario, device) === half),
    ),
    /**
     * Gives the model the eligible line with the lowest priority, and those that follow where it hits
     * several, all on the day of the first; tells whether there was one.
     */
    place(taken: Map<number, Choice>, name: string, devices: readonly number[]): boolean {
      const model = sources.models.find((candidate) => candidate.name === name);
      const options = scenario.incidents[name] ?? scenario.lookAlikes[name] ?? {};
      const daysOf = (device: number) =>
        possibleDays(scenario, { model, options, persona: personas.get(device) as Persona });
      const free = devices.filter((device) => {
        const persona = personas.get(device) as Persona;
        if (taken.has(device)) return false;
        if (persona.volumeFactor > scenario.enrichment.maxVolumeFactor) return false;
        const isPinned = scenario.pinned.some((pin) => pin.device === device && pin.model === name);
        if (isPinned || !(model?.eligible?.({ persona }) ?? true)) return false;
        return daysOf(device).length > 0;
      });
      const ranked = byPriority(placingSeed(seed, scenario), name, free);
      const [first] = ranked;
      if (first === undefined) return false;
      const day = dayOf(sources, { name, device: first, days: daysOf(first) });
      const hit = ranked
        .filter((device) => daysOf(device).includes(day))
        .slice(0, cohortOf(scenario, name));
      const choice = { model: name, day, options, first };
      for (const device of hit) taken.set(device, choice);
      return true;
    },
  };
}

/** Lines that one incident or look-alike of the name hits. */
export function cohortOf({ shares = {} }: Pick<Scenario, "shares">, name: string): number {
  return shares[name]?.cohort ?? 1;
}

function byPriority(seed: string, name: string, devices: readonly number[]): number[] {
  const priority = (device: number) => keyedRandom(seed, device, `place/${name}`).bits();
  return devices
    .map((device) => [priority(device), device] as const)
    .sort(([a, x], [b, y]) => a - b || x - y)
    .map(([, device]) => device);
}

/** Days of the enrichment's window on which the model can begin on a line, in order: abroad, it is over before the return. */
function possibleDays(
  { enrichment: { fromDay, toDay, abroad }, shares = {} }: Scenario,
  {
    model,
    options,
    persona,
  }: {
    readonly model: TrafficModel | undefined;
    readonly options: ModelSetting;
    readonly persona: Persona;
  },
): readonly number[] {
  const { trip } = persona;
  const ramp = shares[model?.name ?? ""]?.ramp ?? 1;
  const isOpen = (day: number) =>
    !abroad || (trip !== undefined && trip.first < day && day + ramp <= trip.last);
  const window = Array.from({ length: toDay - fromDay }, (_, n) => fromDay + n).filter(isOpen);
  if (model?.days === undefined) return window;
  const days = model.days({ persona }, resolveOptions(model, options));
  return days === null ? window : window.filter((day) => days.includes(day));
}

function dayOf(
  { seed, scenario }: PlacementSources,
  {
    name,
    device,
    days,
  }: { readonly name: string; readonly device: number; readonly days: readonly number[] },
): number {
  const random = keyedRandom(placingSeed(seed, scenario), device, `place/${name}`, 1);
  return days[Math.floor(random.uniform() * days.length)] as number;
}
