import type { DeviceLife, Timeline } from "../life/device-life.ts";

/**
 * Looks up the slowest cellular downlink between two moments, in bit/s, 0 where coverage is lost.
 * Whoever asks for no more keeps within the link. Of the next civil day nothing is known yet: it
 * gets the slowest of this day at the place where the day ends, since who sleeps there stays, while
 * the phone moves between technologies.
 */
export function cellularDownIn(life: DeviceLife, from: number, to: number): number {
  return slowest(life, life.today.cellularDown, from, to);
}

/** Looks up the slowest cellular uplink between two moments, in bit/s, as {@link cellularDownIn} does. */
export function cellularUpIn(life: DeviceLife, from: number, to: number): number {
  return slowest(life, life.today.cellularUp, from, to);
}

function slowest(life: DeviceLife, rates: Float64Array, from: number, to: number): number {
  const { today } = life;
  const midnight = today.start[today.length] as number;
  let least = Number.POSITIVE_INFINITY;
  if (to > midnight) least = slowestAtLastPlace(today, rates);
  if (from >= midnight) return least;
  for (let i = life.segmentAt(from); i < today.length; i++) {
    if ((today.start[i] as number) >= to) break;
    least = Math.min(least, rates[i] as number);
  }
  return least;
}

function slowestAtLastPlace(today: Timeline, rates: Float64Array): number {
  const last = today.length - 1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i <= last; i++) {
    const rate = rates[i] as number;
    if (today.place[i] === today.place[last] && rate > 0) least = Math.min(least, rate);
  }
  return least === Number.POSITIVE_INFINITY ? 0 : least;
}
