/** A bucket holds 2^16 ms, a little more than a minute. */
const BUCKET = 65_536;
/** Buckets of a day, one beyond for its very end. */
const BUCKETS = 1320;
/** Beyond so many in one bucket the library's sort is faster than shifting (chosen). */
const CROWD = 32;

/** How many can be ordered: a key holds ms of a day (2^27) above an index (2^20), exact below 2^53. */
export const INDEX_ROOM = 1_048_576;

/**
 * Orders what starts within one day, again and again. Buckets of a minute are counted and filled,
 * and few stand in each: about 10 ns each beside 30 for a sort that knows nothing of a day.
 */
export class DayOrder {
  private keys = new Float64Array(0);
  private readonly ends = new Uint32Array(BUCKETS);

  /** Writes the indices in order of (start, index); starts are whole ms on the day from `from`. */
  order(start: Float64Array, length: number, from: number, into: Uint32Array): void {
    if (this.keys.length < length) this.keys = new Float64Array(start.length);
    const { keys, ends } = this;
    ends.fill(0);
    for (let i = 0; i < length; i++) ends[Math.floor((start[i] - from) / BUCKET)]++;
    let before = 0;
    for (let b = 0; b < BUCKETS; b++) {
      before += ends[b];
      ends[b] = before;
    }
    for (let i = length - 1; i >= 0; i--) {
      const since = start[i] - from;
      keys[--ends[Math.floor(since / BUCKET)]] = since * INDEX_ROOM + i;
    }
    // Filled from behind, each bucket's end has become its beginning.
    for (let b = 0; b < BUCKETS; b++) this.settle(ends[b], b + 1 < BUCKETS ? ends[b + 1] : length);
    // No remainder: on doubles it is a call into a library, ten times dearer than this.
    for (let i = 0; i < length; i++) {
      into[i] = keys[i] - Math.floor(keys[i] / INDEX_ROOM) * INDEX_ROOM;
    }
  }

  private settle(first: number, end: number): void {
    const { keys } = this;
    if (end - first > CROWD) {
      keys.subarray(first, end).sort();
      return;
    }
    for (let i = first + 1; i < end; i++) {
      const key = keys[i];
      let at = i;
      for (; at > first && keys[at - 1] > key; at--) keys[at] = keys[at - 1];
      keys[at] = key;
    }
  }
}
