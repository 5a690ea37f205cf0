import { openPlacement } from "../simulators/engine/placement.ts";
import { drawPersona } from "../simulators/life/persona.ts";
import type { TrafficModel } from "../simulators/model.ts";
import type { Scenario } from "../simulators/scenario.ts";

/** What a scenario would place of each model: lines that have it, and how often it happens. */
export interface PlacedCounts {
  readonly lines: Readonly<Record<string, number>>;
  /** As many as lines, but where one hits several. */
  readonly times: Readonly<Record<string, number>>;
}

/** Counts what a scenario would place, without living a day of it. */
export function countPlaced(
  scenario: Scenario,
  seed: string,
  models: readonly TrafficModel[],
): PlacedCounts {
  const placementsOf = openPlacement({
    ...{ seed, scenario, models },
    drawPersona: (device) => drawPersona(seed, scenario, device),
  });
  const lines: Record<string, number> = {};
  const times: Record<string, Set<string>> = {};
  for (let device = 0; device < scenario.devices; device++) {
    if (scenario.only !== undefined && device !== scenario.only) continue;
    for (const { model, index, lead, begun } of placementsOf(device)) {
      if (begun !== undefined) continue;
      lines[model] = (lines[model] ?? 0) + 1;
      times[model] ??= new Set();
      times[model].add(lead === undefined ? `${device}/${index}` : `${lead.device}/0`);
    }
  }
  const sizes = Object.entries(times).map(([model, { size }]) => [model, size] as const);
  return { lines, times: Object.fromEntries(sizes) };
}
