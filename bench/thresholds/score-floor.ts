import type { ScoredTime } from "../scoring/scored-time.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import { openRisingFloor, type RisingFloor } from "./rising-floor.ts";

/** A score at or below which a limit on alarms is broken for certain, rising while alerts go by. */
export interface ScoreFloor {
  /** Takes note of an alert on one of its devices; tells whether the alert is in its time at all. */
  see(device: number, time: number, score: number): boolean;
  /** -Infinity until something is certain. */
  readonly floor: number;
}

/** Rules of merging, and on which devices every alarm counts. */
export interface FloorParts {
  readonly time: ScoredTime;
  readonly options: Pick<ScoringOptions, "coolDown" | "merge">;
  /** By device: 1 where every alarm counts against the limit. */
  readonly counted: Uint8Array;
  /** Most alarms that keep the limit. */
  readonly limit: number;
}

/**
 * Opens the bound of `openRisingFloor` on the alarms of some devices in a half's time. It says
 * nothing, -Infinity, with an extending cool-down or none, where the proof does not hold, and where
 * the limit is more than the devices' time has room for.
 */
export function openScoreFloor({ time, options, counted, limit }: FloorParts): ScoreFloor {
  const { coolDown, merge } = options;
  const devices = counted.length;
  let stretches = 0;
  for (let d = 0; d < devices; d++) {
    if (counted[d] === 1) stretches += (time.to[d] - time.from[d]) / coolDown + 2;
  }
  const holds = merge === "fixed" && coolDown > 0 && 2 * limit + 1 <= stretches;
  const rising = holds ? openRisingFloor(devices, coolDown, Math.max(0, Math.floor(limit))) : null;
  return new OfHalf(time, counted, rising);
}

/** A class, since every cell opens several: its methods compile once. */
class OfHalf implements ScoreFloor {
  readonly #time: ScoredTime;
  readonly #counted: Uint8Array;
  readonly #rising: RisingFloor | null;

  constructor(time: ScoredTime, counted: Uint8Array, rising: RisingFloor | null) {
    this.#time = time;
    this.#counted = counted;
    this.#rising = rising;
  }

  get floor(): number {
    return this.#rising === null ? Number.NEGATIVE_INFINITY : this.#rising.floor;
  }

  see(device: number, time: number, score: number): boolean {
    const { scored, from, to } = this.#time;
    if (scored[device] === 0 || time < from[device] || time >= to[device]) return false;
    if (this.#rising !== null && this.#counted[device] === 1) {
      this.#rising.see(device, time, score);
    }
    return true;
  }
}
