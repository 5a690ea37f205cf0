import type { Batch, Table, Values } from "../../datasets/table.ts";
import { allocate } from "../../datasets/table.ts";
import { recordTruth } from "../../datasets/tables/record-truth.ts";
import type { ViewName } from "../../datasets/view.ts";
import { TimeOrder } from "../engine/order-by-time.ts";
import { gather } from "./gather.ts";
import { RowParts } from "./row-parts.ts";

/** Takes finished rows of one shard, in order; the arrays of a batch are reused after the call. */
export interface RowSink {
  rows(view: ViewName, batch: Batch): void;
  truth(view: ViewName, batch: Batch): void;
}

/** Bytes of rows that were not delivered. */
export interface Undelivered {
  up: number;
  down: number;
}

/** How many delivered rows truth names for an episode, and when the first became visible. */
export interface Evidence {
  rows: number;
  observable: number;
}

/**
 * Rows of one view and shard that wait for their turn. Observers append in any order; `flush`
 * delivers what is visible below the watermark in order of (visibleAt, device, seq), with the sparse
 * truth of those rows, and keeps the rest. Memory is that of a day's rows, however long the span.
 */
export class Rows {
  readonly columns: Record<string, Values> = {};
  length = 0;
  capacity = INITIAL;
  delivered = 0;
  readonly totals: Undelivered = { up: 0, down: 0 };
  /** Bytes that the observer never tells. */
  readonly lost: Undelivered = { up: 0, down: 0 };
  /** Bytes that the observer tells a second time. */
  readonly repeated: Undelivered = { up: 0, down: 0 };
  /** What episodes moved of the rows that wait. */
  readonly parts = new RowParts();
  /** What the delivered rows say of each episode. */
  readonly evidence = new Map<number, Evidence>();
  private readonly view: ViewName;
  private readonly table: Table;
  private readonly sink: RowSink;
  private readonly out: Record<string, Values> = {};
  private readonly truthOut: Record<string, Values> = {};
  private waiting = 0;
  private room = INITIAL;
  private waitingTruth = 0;
  private truthRoom = INITIAL;
  private readonly timeOrder = new TimeOrder();

  constructor(view: ViewName, table: Table, sink: RowSink) {
    this.view = view;
    this.table = table;
    this.sink = sink;
    enlarge(this.columns, table, INITIAL);
    enlarge(this.out, table, INITIAL);
    enlarge(this.truthOut, recordTruth, INITIAL);
  }

  /** Makes room for one more row and returns its index; `columns` may be new arrays afterwards. */
  open(): number {
    if (this.length === this.capacity) this.grow();
    return this.length++;
  }

  /** Says that the episode moved these bytes of the row. Called twice for one row and episode, both count. */
  attribute(row: number, episode: number, up: number, down: number): void {
    this.parts.add(row, episode, up, down);
  }

  /** Forgets a row that its observer lost, and counts its bytes. */
  lose(row: number): void {
    this.lost.up += (this.columns["up"] as Float64Array)[row];
    this.lost.down += (this.columns["down"] as Float64Array)[row];
    (this.columns["visibleAt"] as Float64Array)[row] = NaN;
  }

  /** Delivers the rows with visibleAt < watermark. */
  flush(watermark: number): void {
    const ready = this.sortReady(watermark);
    for (let at = 0; at < ready; ) at += this.deliver(at, ready);
    this.compact(watermark, ready);
    this.delivered += ready;
  }

  /** Forgets all rows that wait: nobody asked for this view. */
  discard(): void {
    this.length = 0;
    this.parts.length = 0;
  }

  /** Delivers what waits for a full batch; to be called once, after the last flush. */
  finish(): void {
    if (this.waiting > 0) this.sink.rows(this.view, { length: this.waiting, columns: this.out });
    this.waiting = 0;
    this.finishTruth();
  }

  private finishTruth(): void {
    if (this.waitingTruth > 0) {
      this.sink.truth(this.view, { length: this.waitingTruth, columns: this.truthOut });
    }
    this.waitingTruth = 0;
  }

  private sortReady(watermark: number): number {
    const visibleAt = this.columns["visibleAt"] as Float64Array;
    const ready = this.timeOrder.order(visibleAt, this.length, watermark);
    this.settleTies(ready);
    return ready;
  }

  /** Rows that became visible at the same moment stand in order of (device, seq). */
  private settleTies(ready: number): void {
    const { place } = this.timeOrder;
    const visibleAt = this.columns["visibleAt"] as Float64Array;
    const device = this.columns["device"] as Uint32Array;
    const seq = this.columns["seq"] as Uint32Array;
    for (let i = 1; i < ready; i++) {
      const row = place[i];
      let j = i - 1;
      while (
        j >= 0 &&
        visibleAt[place[j]] === visibleAt[row] &&
        (device[place[j]] > device[row] ||
          (device[place[j]] === device[row] && seq[place[j]] > seq[row]))
      ) {
        place[j + 1] = place[j];
        j--;
      }
      place[j + 1] = row;
    }
  }

  /** Copies as many of the ready rows as the batch has room for; returns how many. */
  private deliver(from: number, ready: number): number {
    const at = this.waiting;
    const length = Math.min(ready - from, BATCH - at);
    if (at + length > this.room) {
      while (this.room < at + length) this.room *= 2;
      enlarge(this.out, this.table, this.room);
    }
    const { place } = this.timeOrder;
    const run = { place, from, length };
    for (const { name } of this.table.columns) {
      gather(this.columns[name] as Values, (this.out[name] as Values).subarray(at), run);
    }
    const up = this.out["up"] as Float64Array;
    const down = this.out["down"] as Float64Array;
    for (let i = at; i < at + length; i++) {
      this.totals.up += up[i];
      this.totals.down += down[i];
    }
    this.waiting = at + length;
    if (this.waiting === BATCH) {
      this.sink.rows(this.view, { length: BATCH, columns: this.out });
      this.waiting = 0;
    }
    return length;
  }

  /** Delivers the truth of the delivered rows and moves what stays to the front. */
  private compact(watermark: number, ready: number): void {
    const { length } = this;
    const { place } = this.timeOrder;
    const visibleAt = this.columns["visibleAt"] as Float64Array;
    const number = new Int32Array(length).fill(DROPPED);
    for (let i = 0; i < ready; i++) number[place[i]] = this.delivered + i;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      if (!(visibleAt[i] >= watermark)) continue;
      place[kept++] = i;
      number[i] = -kept;
    }
    this.compactParts(number);
    const stay = { place, from: 0, length: kept };
    for (const { name } of this.table.columns) {
      const values = this.columns[name] as Values;
      gather(values, values, stay);
    }
    this.length = kept;
  }

  private compactParts(number: Int32Array): void {
    const { parts } = this;
    const done: number[] = [];
    for (let i = 0; i < parts.length; i++) {
      const row = number[parts.row[i]];
      if (row >= 0 && row !== DROPPED) done.push(i);
    }
    done.sort(
      (a, b) => number[parts.row[a]] - number[parts.row[b]] || parts.episode[a] - parts.episode[b],
    );
    for (const [i, part] of done.entries()) {
      const next = done[i + 1];
      if (next === undefined || !parts.joins(part, next)) this.deliverPart(part, number);
    }
    let kept = 0;
    for (let i = 0; i < parts.length; i++) {
      const row = number[parts.row[i]];
      if (row < 0) parts.move(i, kept++, -row - 1);
    }
    parts.length = kept;
  }

  private deliverPart(part: number, number: Int32Array): void {
    const out = this.truthOut as Record<"row" | "device" | "seq" | "episode", Uint32Array> &
      Record<"up" | "down", Float64Array>;
    const { parts } = this;
    const row = parts.row[part];
    const at = this.waitingTruth++;
    if (at === this.truthRoom) {
      this.truthRoom *= 2;
      enlarge(this.truthOut, recordTruth, this.truthRoom);
    }
    out.row[at] = number[row];
    out.device[at] = (this.columns["device"] as Uint32Array)[row];
    out.seq[at] = (this.columns["seq"] as Uint32Array)[row];
    out.episode[at] = parts.episode[part];
    out.up[at] = parts.up[part];
    out.down[at] = parts.down[part];
    this.witness(part, (this.columns["visibleAt"] as Float64Array)[row]);
    if (this.waitingTruth === BATCH) this.finishTruth();
  }

  private witness(part: number, visibleAt: number): void {
    const episode = this.parts.episode[part];
    const known = this.evidence.get(episode);
    if (known) {
      known.rows++;
      known.observable = Math.min(known.observable, visibleAt);
    } else this.evidence.set(episode, { rows: 1, observable: visibleAt });
  }

  private grow(): void {
    this.capacity *= 2;
    enlarge(this.columns, this.table, this.capacity);
  }
}

/** Gives each column of the table that length, and keeps what it holds. */
function enlarge(columns: Record<string, Values>, { columns: all }: Table, length: number): void {
  for (const column of all) {
    const larger = allocate(column, length);
    const held = columns[column.name];
    if (held !== undefined) larger.set(held);
    columns[column.name] = larger;
  }
}

/** Rows of a batch on disk. */
const BATCH = 65_536;
/** Rows for which there is room at first: few, since many a shard is one line and never has more. */
const INITIAL = 1024;

/** Number of a row that is neither delivered nor kept. */
const DROPPED = 0x7fffffff;
