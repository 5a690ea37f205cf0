import { codeOf } from "../../datasets/table.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import { leakedBytes } from "../scoring/damage.ts";
import type { LedgerRows } from "../world.ts";
import { bytesOverTime } from "./bytes-over-time.ts";
import type { LineOrders, Picking } from "./line-orders.ts";
import { lineSteps } from "./line-steps.ts";
import { type Makeup, REST } from "./observed-makeup.ts";
import { type OpenTime, openTime } from "./open-time.ts";
import type { Subject } from "./recorded-world.ts";
import { isWithin } from "./windows.ts";

/** What is left of a line's records: bytes of each row, and of each part of one that a subject has. */
export interface CutRows {
  readonly rows: LedgerRows;
  readonly up: Float64Array;
  readonly down: Float64Array;
  readonly partUp: Float64Array;
  readonly partDown: Float64Array;
}

/** What a line's records are cut by. */
export interface LineCut {
  readonly orders: LineOrders;
  readonly subjects: readonly Subject[];
  /** Whether a record of WLAN is a session: its start is the login. */
  readonly areSessions: boolean;
  /** What its mobile data is made of, where an order asks for it: who tells guests, and who tells apps. */
  readonly guests: Makeup | undefined;
  readonly apps: Makeup | undefined;
}

const WLAN = codeOf(RATING_GROUPS, "wlan");
const ROUNDING = 1e-6;
const FOREVER = Number.POSITIVE_INFINITY;

/** Records as they are. */
export function uncut(rows: LedgerRows): CutRows {
  const { up, down, parts } = rows;
  return { rows, up, down, partUp: parts.up, partDown: parts.down };
}

/**
 * Cuts the records of one line by what was done about it. Bytes of a record, or of a subject in it, lie
 * evenly over the time that both cover; what flowed while the line was open is left, in whole bytes,
 * rounded down for each direction. Nobody reacts: what is cut does not come another way. O(rows + parts).
 */
export function cutLine(rows: LedgerRows, cut: LineCut): CutRows {
  const { parts } = rows;
  const partUp = parts.up.slice();
  const partDown = parts.down.slice();
  const restUp = rows.up.slice(0, rows.length);
  const restDown = rows.down.slice(0, rows.length);
  for (let p = 0; p < parts.length; p++) {
    restUp[parts.row[p]] -= parts.up[p];
    restDown[parts.row[p]] -= parts.down[p];
  }
  const left = openLine(rows, cut);
  const up = new Float64Array(rows.length);
  const down = new Float64Array(rows.length);
  let p = 0;
  for (let row = 0; row < rows.length; row++) {
    const keep = left(row, REST);
    up[row] = keep(restUp[row]);
    down[row] = keep(restDown[row]);
    for (; p < parts.length && parts.row[p] === row; p++) {
      const own = left(row, parts.subject[p]);
      partUp[p] = own(parts.up[p]);
      partDown[p] = own(parts.down[p]);
      up[row] += partUp[p];
      down[row] += partDown[p];
    }
  }
  return { rows, up, down, partUp, partDown };
}

/** Tells how many of some bytes are left. */
type Keep = (bytes: number) => number;

const ALL: Keep = (bytes) => bytes;
const NONE: Keep = () => 0;

/** Prepares what is left of any subject's bytes in any row. */
function openLine(rows: LedgerRows, cut: LineCut): (row: number, subject: number) => Keep {
  const { orders, subjects } = cut;
  const clockOf = openClocks(rows, cut);
  return (row, subject) => {
    const group = rows.ratingGroup[row];
    if (group === 0) return ALL;
    const of = subjects[subject];
    const from = of === undefined ? rows.start[row] : Math.max(rows.start[row], of.onset);
    const to = of === undefined ? rows.end[row] : Math.min(rows.end[row], of.end);
    if (group !== WLAN) {
      return picked(evenly(clockOf(subject), from, to), { from, to, subject }, cut);
    }
    if (!cut.areSessions) {
      return evenly(openTime(stepsOf([...orders.deaths, ...endsOf(cut, subject)])), from, to);
    }
    const end = sessionEnd(cut, rows, { row, subject });
    if (end === -FOREVER) return NONE;
    return end === FOREVER ? ALL : (bytes) => leakedBytes(bytes, from, to, end);
  };
}

/** When a session ends by what was done: never, or before it began. */
function sessionEnd(
  cut: LineCut,
  rows: LedgerRows,
  { row, subject }: { readonly row: number; readonly subject: number },
): number {
  const { orders } = cut;
  const opened = rows.start[row];
  const ends = endsOf(cut, subject);
  if (isWithin(orders.refusals, opened) || isWithin(ends, opened)) return -FOREVER;
  if (cut.subjects[subject]?.kind != null && isWithin(orders.factors, opened)) return -FOREVER;
  const moments = [...orders.endings, ...ends.map(({ from }) => from)];
  return moments.reduce((first, at) => (at > opened ? Math.min(first, at) : first), FOREVER);
}

/** When an owner ended what had begun by then; only incidents are ended so. */
function endsOf({ orders, subjects }: LineCut, subject: number) {
  const of = subjects[subject];
  if (of === undefined || of.kind === null) return [];
  return orders.ends.filter(({ from }) => of.onset <= from);
}

/** The line's clock on mobile data, and that of each incident that its owner ends. */
function openClocks(rows: LedgerRows, cut: LineCut): (subject: number) => OpenTime {
  const { blocks, buckets } = cut.orders;
  const isMobile = (row: number) => rows.ratingGroup[row] !== 0 && rows.ratingGroup[row] !== WLAN;
  const asked = bytesOverTime({
    start: rows.start,
    end: rows.end,
    bytes:
      buckets.length === 0
        ? []
        : rows.up.slice(0, rows.length).map((up, i) => (isMobile(i) ? up + rows.down[i] : 0)),
  });
  const clocks = new Map<string, OpenTime>();
  return (subject) => {
    const ends = endsOf(cut, subject);
    const key = ends.map(({ from }) => from).join();
    let clock = clocks.get(key);
    if (clock === undefined) {
      clock = openTime(lineSteps([...blocks, ...ends], buckets, asked));
      clocks.set(key, clock);
    }
    return clock;
  };
}

const stepsOf = (blocks: LineOrders["blocks"]) =>
  lineSteps(blocks, [], bytesOverTime({ start: [], end: [], bytes: [] }));

/** What is left of bytes that lie evenly over [from, to): without extent, all or nothing at `to`. */
function evenly(clock: OpenTime, from: number, to: number): Keep {
  if (to <= from) return clock.isOpen(to) ? ALL : NONE;
  const length = to - from;
  const open = clock.between(from, to);
  if (open >= length) return ALL;
  if (Number.isInteger(open)) return (bytes) => leakedBytes(bytes, 0, length, open);
  // Under a bucket time is no whole number: what rounding takes from a whole byte is given back.
  return (bytes) => Math.floor((bytes * open) / length + ROUNDING);
}

/** Takes off what orders stop that another observer tells apart. */
function picked(
  keep: Keep,
  { from, to, subject }: { readonly from: number; readonly to: number; readonly subject: number },
  { orders, guests, apps }: LineCut,
): Keep {
  const shareOf = (makeup: Makeup | undefined, picks: readonly Picking[]) => {
    const here = picks.filter((pick) => pick.from < to && pick.until > from);
    return here.length === 0 ? 0 : (makeup?.share(subject, [from, to], here) ?? 0);
  };
  const share = Math.min(1, shareOf(guests, orders.tethers) + shareOf(apps, orders.apps));
  return share === 0 ? keep : (bytes) => Math.max(0, keep(bytes) - Math.floor(bytes * share));
}
