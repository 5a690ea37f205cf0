import type { ScoredTime } from "../scoring/scored-time.ts";
import type { ScoringOptions } from "../scoring/scoring-options.ts";
import type { AlertFilter } from "./gathering.ts";

/**
 * Opens a filter for the alerts that open an alarm at one of some thresholds: merging them leaves
 * the very alarms that merging all alerts leaves, at each of these thresholds and at no other. With
 * an extending cool-down or none it keeps all alerts that pass, since the others matter there.
 */
export function openOpeners(
  marks: Iterable<number>,
  times: readonly ScoredTime[],
  options: Pick<ScoringOptions, "coolDown" | "merge">,
): AlertFilter {
  return new Openers(
    [...new Set(marks)].sort((a, b) => a - b),
    countedTime(times),
    options,
  );
}

/** A class, since every cell opens one: its methods compile once. */
class Openers implements AlertFilter {
  readonly floor = Number.NEGATIVE_INFINITY;
  readonly #from: Float64Array;
  readonly #to: Float64Array;
  /** Ascending. */
  readonly #marks: Float64Array;
  /** By mark, then by device: when an alarm opened last. */
  readonly #opened: Float64Array;
  readonly #coolDown: number;
  readonly #keepsAll: boolean;

  constructor(
    marks: readonly number[],
    time: { readonly from: Float64Array; readonly to: Float64Array },
    { coolDown, merge }: Pick<ScoringOptions, "coolDown" | "merge">,
  ) {
    this.#from = time.from;
    this.#to = time.to;
    this.#marks = Float64Array.from(marks);
    this.#coolDown = coolDown;
    this.#keepsAll = coolDown <= 0 || merge !== "fixed";
    const room = this.#keepsAll ? 0 : marks.length * time.from.length;
    this.#opened = new Float64Array(room).fill(Number.NEGATIVE_INFINITY);
  }

  keeps(device: number, time: number, score: number): boolean {
    if (!(time >= this.#from[device] && time < this.#to[device])) return false;
    const marks = this.#marks;
    if (this.#keepsAll) return score >= marks[0];
    const opened = this.#opened;
    const coolDown = this.#coolDown;
    let any = false;
    for (let m = 0, at = device; m < marks.length; m++, at += this.#from.length) {
      if (score < marks[m]) break;
      if (time - opened[at] < coolDown) continue;
      opened[at] = time;
      any = true;
    }
    return any;
  }
}

/** When alerts of each device can count at all; never for devices of none of the halves. */
function countedTime(times: readonly ScoredTime[]) {
  const devices = times[0].scored.length;
  const from = new Float64Array(devices).fill(Number.POSITIVE_INFINITY);
  const to = new Float64Array(devices);
  for (const time of times) {
    for (let d = 0; d < devices; d++) {
      if (time.scored[d] === 0) continue;
      from[d] = Math.min(from[d], time.from[d]);
      to[d] = Math.max(to[d], time.to[d]);
    }
  }
  return { from, to };
}
