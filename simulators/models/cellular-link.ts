import type { DeviceLife } from "../life/device-life.ts";

/**
 * Looks up the cellular downlink at a moment, in bit/s, 0 without coverage. A moment after this
 * civil day gets the day's last segment: who goes to bed there is still there, and the engine
 * decides in the end what the link of the next day lets through.
 */
export function cellularDownAt(life: DeviceLife, t: number): number {
  return life.today.cellularDown[segmentNear(life, t)] as number;
}

/** Looks up the cellular uplink at a moment, in bit/s, as {@link cellularDownAt} does. */
export function cellularUpAt(life: DeviceLife, t: number): number {
  return life.today.cellularUp[segmentNear(life, t)] as number;
}

function segmentNear(life: DeviceLife, t: number): number {
  const last = life.today.length - 1;
  return t >= (life.today.start[last] as number) ? last : life.segmentAt(t);
}
