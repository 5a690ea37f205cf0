import type { Scoring } from "../scoring/scoring.ts";
import { truthByDevice } from "../worlds/device-truth.ts";

/** How many stretches of one cool-down on clean lines a threshold has reached. */
export interface CleanStretches {
  reach(device: number, time: number): void;
  /** No threshold at or below the one reached makes fewer false alarms. */
  readonly leastFalse: number;
}

/**
 * Counts stretches for the proof that `openRisingFloor` tells: an alarm's cool-down touches at most
 * two stretches, and on a line without case or verdict every alarm is false, so n stretches make n / 2
 * false alarms, at this threshold and at every lower one. It says nothing, 0, with an extending
 * cool-down or none, where the proof does not hold.
 */
export function openCleanStretches({ world, time, options }: Scoring): CleanStretches {
  const holds = world.truth && options.merge === "fixed" && options.coolDown > 0;
  const clean = time.scored.slice();
  for (const [device, { cases, asides }] of truthByDevice(world)) {
    if (cases.length + asides.length > 0) clean[device] = 0;
  }
  return new Stretches(holds ? clean : new Uint8Array(clean.length), options.coolDown);
}

class Stretches implements CleanStretches {
  readonly #clean: Uint8Array;
  readonly #coolDown: number;
  readonly #reached = new Set<number>();

  constructor(clean: Uint8Array, coolDown: number) {
    this.#clean = clean;
    this.#coolDown = coolDown;
  }

  get leastFalse(): number {
    return this.#reached.size / 2;
  }

  reach(device: number, time: number): void {
    if (this.#clean[device] === 0) return;
    const stretch = Math.floor(time / this.#coolDown);
    this.#reached.add(stretch * this.#clean.length + device);
  }
}
