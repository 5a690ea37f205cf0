import { cohortOf, type PlacementSources } from "./open-lines.ts";
import { casesOf, twinsInHalf, twinsOf, twinsOfCounted } from "./turns.ts";

/** Episodes that a scenario asks for: of one kind, or of the look-alikes that take turns for one. */
export interface Asked {
  readonly what: string;
  readonly names: readonly string[];
  readonly count: number;
}

/**
 * Says how many cases and look-alikes a scenario asks for, pins included. Of the last block only
 * whole ones are asked: its other lines are beyond the fleet.
 */
export function askedOf(sources: Omit<PlacementSources, "drawPersona">): readonly Asked[] {
  const { scenario } = sources;
  const { incidents, lookAlikes, shares = {}, pinned, enrichment } = scenario;
  const { devicesPerCase } = enrichment;
  const hitBy = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + cohortOf(scenario, name), 0);
  const blocks = devicesPerCase > 0 ? Math.floor(scenario.devices / devicesPerCase) : 0;
  const slots = Array.from({ length: 2 * blocks }, (_, slot) => casesOf(sources, slot));
  const pins = (names: readonly string[]) =>
    pinned.filter(({ model }) => names.includes(model)).length;
  const asked: Asked[] = [];
  for (const kind of Object.keys(incidents)) {
    const counted = shares[kind]?.count;
    const cases = counted ?? slots.reduce((sum, slot) => sum + (slot[kind] ?? 0), 0);
    const hit = cases * cohortOf(scenario, kind);
    asked.push({ what: kind, names: [kind], count: hit + pins([kind]) });
    const spread = slots.flatMap((slot, at) => {
      const where = { block: at >> 1, half: at & 1, cases: slot[kind] ?? 0 };
      return twinsInHalf(sources, kind, where);
    });
    const twins = twinsOf(sources, kind);
    if (twins.length === 0) continue;
    const count = hitBy([...spread, ...twinsOfCounted(sources, kind)]) + pins(twins);
    asked.push({ what: `look-alikes of ${kind}`, names: twins, count });
  }
  for (const name of Object.keys(lookAlikes)) {
    const { count } = shares[name] ?? {};
    if (count !== undefined) {
      const hit = count * cohortOf(scenario, name);
      asked.push({ what: name, names: [name], count: hit + pins([name]) });
    }
  }
  const listed = { ...incidents, ...lookAlikes };
  for (const name of new Set(pinned.map(({ model }) => model))) {
    const role = sources.models.find((model) => model.name === name)?.role;
    if (role === "normal" || Object.hasOwn(listed, name)) continue;
    asked.push({ what: name, names: [name], count: pins([name]) });
  }
  return asked;
}
