import { NO_SESSION, type Transfers } from "../engine/transfers.ts";

/** A transfer that is under way while the link is shared. */
interface Running {
  readonly index: number;
  /** Duration it would have alone, and rates it would then move at, in bit/s. */
  readonly alone: number;
  readonly down: number;
  readonly up: number;
  /** Share of it that has moved, and what the part since `since` began with. */
  done: number;
  since: number;
  doneAtSince: number;
  pace: number;
}

/**
 * Lets the transfers of one device and day share their link: while they ask for more than it carries
 * in either direction, all of them slow down alike. Each change of pace cuts a transfer in two, so
 * that every part still moves evenly. What a crowded link could not carry before the phone left it
 * is given up.
 *
 * Expects `order` to be sorted, and leaves it sorted. O(transfers x those that run at once).
 */
export function shareLink(transfers: Transfers, from: number): void {
  const running: Running[] = [];
  const { length } = transfers;
  const starts = Array.from(transfers.order.subarray(0, length)).filter(
    (i) => transfers.session[i] === NO_SESSION,
  );
  let next = 0;
  let now = from;
  while (next < starts.length || running.length > 0) {
    const arrival =
      next < starts.length ? (transfers.start[starts[next] as number] as number) : Infinity;
    const until = Math.min(arrival, nextEnd(transfers, running, now));
    for (const part of running) part.done += ((until - now) * part.pace) / part.alone;
    now = until;
    for (let r = running.length - 1; r >= 0; r--) {
      const part = running[r] as Running;
      if (part.done < 1 - 1e-12 && now < (transfers.limit[part.index] as number)) continue;
      settle(transfers, part, now, Math.min(1, part.done));
      running.splice(r, 1);
    }
    while (next < starts.length && transfers.start[starts[next] as number] <= now) {
      running.push(begin(transfers, starts[next++] as number));
    }
    repace(transfers, running, now);
  }
  transfers.sort(from);
}

function begin(transfers: Transfers, index: number): Running {
  const start = transfers.start[index] as number;
  const alone = (transfers.end[index] as number) - start;
  return {
    ...{ index, alone, done: 0, since: start, doneAtSince: 0, pace: 0 },
    down: (transfers.down[index] * 8000) / alone,
    up: (transfers.up[index] * 8000) / alone,
  };
}

/** First moment at which a running transfer is done or its segment over, in whole ms after now. */
function nextEnd(transfers: Transfers, running: readonly Running[], now: number): number {
  let first = Infinity;
  for (const { index, alone, done, pace } of running) {
    const end = now + Math.max(1, Math.ceil(((1 - done) * alone) / pace - 1e-6));
    first = Math.min(first, end, transfers.limit[index] as number);
  }
  return first;
}

function repace(transfers: Transfers, running: readonly Running[], now: number): void {
  let down = 0;
  let up = 0;
  for (const part of running) {
    down += part.down;
    up += part.up;
  }
  for (const part of running) {
    const pace = Math.min(
      1,
      (transfers.linkDown[part.index] as number) / down,
      (transfers.linkUp[part.index] as number) / up,
    );
    if (pace === part.pace) continue;
    if (part.done > part.doneAtSince) {
      split(transfers, part, now);
      part.since = now;
      part.doneAtSince = part.done;
    }
    part.pace = pace;
  }
}

/** Writes what has moved since the last change of pace as a transfer of its own. */
function split(transfers: Transfers, part: Running, now: number): void {
  const i = transfers.copy(part.index);
  const { index, doneAtSince, done } = part;
  transfers.start[i] = part.since;
  transfers.end[i] = now;
  transfers.up[i] =
    Math.floor(transfers.up[index] * done) - Math.floor(transfers.up[index] * doneAtSince);
  transfers.down[i] =
    Math.floor(transfers.down[index] * done) - Math.floor(transfers.down[index] * doneAtSince);
  transfers.continued[index] = 1;
}

/** The last part takes the place of the whole. */
function settle(
  transfers: Transfers,
  { index, since, doneAtSince }: Running,
  now: number,
  done: number,
) {
  for (const bytes of [transfers.up, transfers.down]) {
    const total = bytes[index] as number;
    const end = done >= 1 - 1e-12 ? total : Math.floor(total * done);
    bytes[index] = end - Math.floor(total * doneAtSince);
  }
  transfers.start[index] = since;
  transfers.end[index] = Math.max(now, since + 1);
}
