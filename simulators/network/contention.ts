import { MINUTE } from "../../datasets/sizes.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import type { Transfers } from "../engine/transfers.ts";

/** One bucket that all transfers it matches share, bit/s of both directions together, over [from, until). */
export interface Throttle {
  readonly from: number;
  readonly until: number;
  readonly rate: number;
  matches(transfers: Transfers, i: number): boolean;
}

/** What the transfers of a line share: its link, where they slow each other, and buckets. */
export interface Sharing {
  readonly contention: boolean;
  readonly throttles: readonly Throttle[];
}

/** A transfer that is under way while it shares something. */
interface Running {
  /** The piece that moves now; a change of pace ends it and begins another. */
  index: number;
  /** Rates that it asks for, bit/s. */
  readonly down: number;
  readonly up: number;
  /** Where it is given up at the latest: the end of its segment, or a stop that was given before. */
  readonly limit: number;
  readonly patience: number;
  /** When it is given up since a bucket let it wait too long; Infinity while none does. */
  givenUp: number;
  pace: number;
}

const WLAN = ACCESS.indexOf("wlan");

/** Who is slowed down waits so many times as long as it would have taken, and a minute at least (chosen). */
const PATIENCE = 4;
const LEAST_PATIENCE = MINUTE;

/**
 * Lets the transfers of one device and day share what they share: while they ask for more than the
 * link carries in either direction, all of them slow down alike, and what a throttle matches gets
 * one bucket together, however many there are. Each change of pace ends a piece and begins another,
 * so that every piece moves evenly by a plan that knows nothing of what comes later. What a crowded
 * link could not carry before the phone left it, and what a bucket let wait too long, is given up.
 *
 * Expects `order` to be sorted, and leaves it sorted. O(transfers x those that run at once).
 */
export function shareLink(transfers: Transfers, from: number, sharing: Sharing): void {
  const { contention, throttles } = sharing;
  const starts = sharersOf(transfers, sharing);
  if (starts.length === 0) return;
  const running: Running[] = [];
  let next = 0;
  let now = from;
  while (next < starts.length || running.length > 0) {
    const arrival =
      next < starts.length ? (transfers.start[starts[next] as number] as number) : Infinity;
    now = Math.min(arrival, nextEnd(transfers, running), nextBound(throttles, now));
    for (let r = running.length - 1; r >= 0; r--) {
      const part = running[r] as Running;
      const last = Math.min(part.limit, part.givenUp);
      if (now < last && now < (transfers.end[part.index] as number)) continue;
      transfers.halt(part.index, last);
      running.splice(r, 1);
    }
    while (next < starts.length && transfers.start[starts[next] as number] <= now) {
      running.push(begin(transfers, starts[next++] as number));
    }
    const active = throttles.filter((throttle) => throttle.from <= now && now < throttle.until);
    repace(transfers, running, now, { contention, throttles: active });
  }
  transfers.sort(from);
}

/**
 * Whom it concerns, in order of starting: all where the link is shared, else what a throttle matches
 * while it holds. What runs when a throttle begins is stopped there, and its rest comes in anew.
 */
function sharersOf(transfers: Transfers, { contention, throttles }: Sharing): number[] {
  const order = Array.from(transfers.order.subarray(0, transfers.length)).filter(
    (i) => transfers.access[i] !== WLAN,
  );
  if (contention) return order;
  const starts: number[] = [];
  for (const i of order) {
    const first = throttles.find(
      ({ from, until, matches }) =>
        from < transfers.stop[i] && until > transfers.start[i] && matches(transfers, i),
    );
    if (first === undefined) continue;
    const late = first.from > transfers.start[i];
    const rest = late ? goOn(transfers, i, first.from) : i;
    if (rest >= 0) starts.push(rest);
  }
  return starts.sort((a, b) => transfers.start[a] - transfers.start[b] || a - b);
}

function begin(transfers: Transfers, index: number): Running {
  const alone = transfers.end[index] - transfers.start[index];
  const stop = transfers.stop[index] as number;
  const isStopped = stop < transfers.end[index];
  return {
    ...{ index, givenUp: Infinity, pace: 1 },
    limit: Math.min(transfers.limit[index] as number, isStopped ? stop : Infinity),
    patience: Math.max(LEAST_PATIENCE, PATIENCE * alone),
    down: (transfers.down[index] * 8000) / alone,
    up: (transfers.up[index] * 8000) / alone,
  };
}

/** First moment at which a running transfer is done, given up, or its segment over. */
function nextEnd(transfers: Transfers, running: readonly Running[]): number {
  let first = Infinity;
  for (const { index, limit, givenUp } of running) {
    first = Math.min(first, transfers.end[index] as number, limit, givenUp);
  }
  return first;
}

function nextBound(throttles: readonly Throttle[], now: number): number {
  let first = Infinity;
  for (const { from, until } of throttles) {
    if (from > now) first = Math.min(first, from);
    if (until > now) first = Math.min(first, until);
  }
  return first;
}

function repace(transfers: Transfers, running: Running[], now: number, sharing: Sharing): void {
  const bucket = sharing.throttles.length > 0 ? bucketPaces(transfers, running, sharing) : null;
  const link = sharing.contention ? linkPaces(transfers, running, bucket) : null;
  for (let r = running.length - 1; r >= 0; r--) {
    const part = running[r] as Running;
    const slowed = bucket?.[r] ?? 1;
    const pace = slowed * (link?.[r] ?? 1);
    if (slowed >= 1) part.givenUp = Infinity;
    else if (part.givenUp === Infinity) part.givenUp = Math.ceil(now + part.patience);
    if (pace !== part.pace && !changePace(transfers, part, now, pace)) running.splice(r, 1);
  }
}

/** Share of its wish that each gets from the tightest bucket that it drinks from. */
function bucketPaces(
  transfers: Transfers,
  running: readonly Running[],
  { throttles }: Sharing,
): Float64Array {
  const paces = new Float64Array(running.length).fill(1);
  for (const { rate, matches } of throttles) {
    const drinks = running.map(({ index }) => matches(transfers, index));
    let asked = 0;
    for (const [r, { up, down }] of running.entries()) if (drinks[r]) asked += up + down;
    for (const r of paces.keys()) if (drinks[r]) paces[r] = Math.min(paces[r], rate / asked);
  }
  return paces;
}

function linkPaces(
  transfers: Transfers,
  running: readonly Running[],
  bucket: Float64Array | null,
): Float64Array {
  let down = 0;
  let up = 0;
  for (const [r, part] of running.entries()) {
    down += part.down * (bucket?.[r] ?? 1);
    up += part.up * (bucket?.[r] ?? 1);
  }
  return Float64Array.from(running, ({ index }) =>
    Math.min(
      1,
      (transfers.linkDown[index] as number) / down,
      (transfers.linkUp[index] as number) / up,
    ),
  );
}

/** Ends the piece that moved at the old pace and plans the rest at the new one; false where nothing is left. */
function changePace(transfers: Transfers, part: Running, now: number, pace: number): boolean {
  const { index } = part;
  const end = transfers.end[index] as number;
  // What the rest would need alone: it asks for no more than it did.
  const alone = (end - now) * part.pace;
  const begun = now > transfers.start[index];
  const rest = begun ? goOn(transfers, index, now) : index;
  if (rest < 0) return false;
  const lasts = Math.max(1, Math.ceil(alone / pace - 1e-6));
  const up = transfers.up[rest] as number;
  transfers.plan(rest, now, now + lasts, up, transfers.down[rest] as number);
  part.index = rest;
  part.pace = pace;
  return true;
}

/** Stops a transfer and makes one of what it had left, from `now` to its planned end; -1 where nothing is left. */
function goOn(transfers: Transfers, index: number, now: number): number {
  const end = transfers.end[index] as number;
  const stop = transfers.stop[index] as number;
  transfers.halt(index, now);
  const up = transfers.up[index] - transfers.movedUp[index];
  const down = transfers.down[index] - transfers.movedDown[index];
  if (up + down === 0) return -1;
  const rest = transfers.copy(index);
  transfers.plan(rest, now, end, up, down);
  transfers.halt(rest, stop);
  return rest;
}
