import { SECOND } from "../sizes.ts";

/** How long news took, ms. */
export interface DelayFacts {
  /** To the second. */
  readonly median: number;
  readonly longest: number;
}

/** Adds delays up. */
export interface Delays {
  add(ms: number): void;
  /** null when nothing was added. */
  told(): DelayFacts | null;
}

/** Opens a count of delays by the second: memory is the seconds that occur, not the rows. */
export function openDelays(): Delays {
  const counts = new Map<number, number>();
  let total = 0;
  let longest = 0;
  return {
    add(ms) {
      const second = Math.round(ms / SECOND);
      counts.set(second, (counts.get(second) ?? 0) + 1);
      longest = Math.max(longest, ms);
      total++;
    },
    told() {
      let below = 0;
      for (const [second, count] of [...counts].toSorted(([a], [b]) => a - b)) {
        below += count;
        if (2 * below >= total) return { median: second * SECOND, longest };
      }
      return null;
    },
  };
}
