/** A running bucket of time for each slot, and what it counts. */
export interface FullBuckets {
  /** Books `value` at a moment and returns its bucket's sum so far; NaN where a later one has begun. */
  add(slot: number, moment: number, value: number): number;
  /** Lets the running bucket count at least so much, and returns by how much that is more than before. */
  raise(slot: number, count: number): number;
}

/**
 * Opens a running bucket of `width` ms for each slot, so that what goes on for hours can be told from
 * what is as large and over at once: each bucket counts for itself, by a number that never falls.
 *
 * O(1) a row, 24 bytes a slot.
 */
export function fullBuckets(slots: number, width: number): FullBuckets {
  const bucket = new Float64Array(slots).fill(Number.NEGATIVE_INFINITY);
  const sums = new Float64Array(slots);
  const counted = new Float64Array(slots);
  return {
    add(slot, moment, value) {
      const now = Math.floor(moment / width);
      if (now < bucket[slot]) return Number.NaN;
      if (now > bucket[slot]) {
        bucket[slot] = now;
        sums[slot] = 0;
        counted[slot] = 0;
      }
      sums[slot] += value;
      return sums[slot];
    },
    raise(slot, count) {
      const before = counted[slot];
      // Also where `count` is no number: nothing more then.
      if (!(count > before)) return 0;
      counted[slot] = count;
      return count - before;
    },
  };
}
