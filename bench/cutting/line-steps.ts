import type { BytesOverTime } from "./bytes-over-time.ts";
import { lastAt } from "./bytes-over-time.ts";
import type { Step } from "./open-time.ts";
import { isWithin, joinWindows, type Window } from "./windows.ts";

/** One bucket for all that a line moves. */
export interface Bucket extends Window {
  /** Bit/s of both directions. */
  readonly rate: number;
}

const BITS_A_BYTE_AND_SECOND = 8000;

/**
 * Says which share of a line's mobile data gets through, and from when on: none while it is blocked;
 * while a bucket holds, as much as that carries of what the records moved at the same time. What does
 * not get through is not asked for again.
 */
export function lineSteps(
  blocked: readonly Window[],
  buckets: readonly Bucket[],
  asked: BytesOverTime,
): readonly Step[] {
  const blocks = joinWindows(blocked);
  const edges = new Set<number>();
  for (const { from, until } of [...blocks, ...buckets]) {
    edges.add(from);
    if (until < Number.POSITIVE_INFINITY) edges.add(until);
  }
  for (const { from, until } of buckets) {
    for (let i = lastAt(asked.edges, from) + 1; asked.edges[i] < until; i++) {
      edges.add(asked.edges[i]);
    }
  }
  return [...edges]
    .sort((a, b) => a - b)
    .map((from) => ({ from, share: isWithin(blocks, from) ? 0 : carried(buckets, asked, from) }));
}

/** Share that the narrowest bucket carries of what is asked for at a moment. */
function carried(buckets: readonly Bucket[], asked: BytesOverTime, time: number): number {
  const rate = asked.rates[lastAt(asked.edges, time)] ?? 0;
  return buckets
    .filter(({ from, until }) => from <= time && time < until)
    .reduce(
      (least, bucket) =>
        Math.min(least, bucket.rate / BITS_A_BYTE_AND_SECOND / Math.max(rate, 1e-9)),
      1,
    );
}
