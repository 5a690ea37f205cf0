import { keyedUniform, keyOf } from "../keyed.ts";
import type { EventScores } from "./event-f1.ts";

/** Bounds of an event-F1, both in [0, 1]. */
export interface F1Interval {
  readonly low: number;
  readonly high: number;
}

const REPLICATES = 1000;
/** 95 %. */
const TAIL = 0.025;

/**
 * A 95 % interval of the event-F1 of a threshold, by resampling: each case once, ordinary days by the
 * line that they belong to (`lines`, one for each ordinary day), since a line that is flagged on one day
 * is flagged on the next. The threshold stays what it is. The same scores give the same interval.
 */
export function f1Interval(
  { cases, ordinary, weight }: EventScores,
  lines: Uint32Array,
  threshold: number,
): F1Interval {
  const share = cases.filter((score) => score >= threshold).length / Math.max(1, cases.length);
  const flagged = new Map<number, number>();
  for (let i = 0; i < ordinary.length; i++) {
    if (ordinary[i] >= threshold) flagged.set(lines[i], (flagged.get(lines[i]) ?? 0) + 1);
  }
  const counts = [...flagged.values()];
  const key = keyOf("event-F1");
  const values = new Float64Array(REPLICATES);
  let draws = 0;
  for (let r = 0; r < REPLICATES; r++) {
    let found = 0;
    for (let i = 0; i < cases.length; i++) if (keyedUniform(key, draws++) < share) found++;
    let wrong = 0;
    for (const count of counts) wrong += count * poisson(keyedUniform(key, draws++));
    values[r] = found === 0 ? 0 : (2 * found) / (found + weight * wrong + cases.length);
  }
  values.sort();
  const at = (quantile: number) => values[Math.round(quantile * (REPLICATES - 1))];
  return { low: at(TAIL), high: at(1 - TAIL) };
}

/** How often a line comes up when as many are drawn as there are: Poisson with mean 1. */
function poisson(uniform: number): number {
  let [n, chance, sum] = [0, Math.exp(-1), Math.exp(-1)];
  while (uniform >= sum && n < 20) {
    n++;
    chance /= n;
    sum += chance;
  }
  return n;
}
