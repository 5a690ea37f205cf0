import type { World } from "../world.ts";

/** What truth says of one device: indexes into the world's lists. */
export interface DeviceTruth {
  readonly cases: number[];
  readonly lookAlikes: number[];
  readonly asides: number[];
}

const TRUTH = new WeakMap<World, ReadonlyMap<number, DeviceTruth>>();

/** Gathers truth by device; devices of which truth says nothing are absent. Kept for each world. */
export function truthByDevice(world: World): ReadonlyMap<number, DeviceTruth> {
  const kept = TRUTH.get(world);
  if (kept !== undefined) return kept;
  const map = new Map<number, DeviceTruth>();
  const of = (device: number): DeviceTruth => {
    let truth = map.get(device);
    if (truth === undefined) {
      truth = { cases: [], lookAlikes: [], asides: [] };
      map.set(device, truth);
    }
    return truth;
  };
  for (const [i, { device }] of world.cases.entries()) of(device).cases.push(i);
  for (const [i, { device }] of world.lookAlikes.entries()) of(device).lookAlikes.push(i);
  for (const [i, { device }] of world.asides.entries()) of(device).asides.push(i);
  TRUTH.set(world, map);
  return map;
}

/**
 * Tells on which of some lines every alarm is false: those without a case and without a verdict that
 * is left open. Without truth there is none, since nobody knows.
 */
export function cleanLines(world: World, scored: Uint8Array): Uint8Array {
  const clean = world.truth ? scored.slice() : new Uint8Array(scored.length);
  for (const [device, { cases, asides }] of truthByDevice(world)) {
    if (cases.length + asides.length > 0) clean[device] = 0;
  }
  return clean;
}
