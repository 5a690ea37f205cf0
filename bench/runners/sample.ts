import type { Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { keyed } from "./keyed.ts";
import type { Piece } from "./recut.ts";
import { slice } from "./recut.ts";

/** Most rows that are looked at twice: enough for a dozen devices over two weeks of flows. */
const MOST_ROWS = 40_000;
const MOST_BILLS = 16;
/** Most rows of a bill that is the last one left. */
const MOST_OF_ONE = 4 * MOST_ROWS;

/** Rows of a shard that a detector is given a second time, in other company and otherwise cut. */
export interface Sample {
  readonly length: number;
  /** Bills whose lines it holds; mostly of one line each. */
  readonly bills: number;
  /** Ordinal of each row in the shard. */
  readonly rows: Uint32Array;
  /** Which of the rows that were noted these are: those of bills dropped on the way are not. */
  readonly kept: Uint32Array;
  part(from: number, length: number): ViewBatch;
}

/** Collects a sample while the shard goes by. */
export interface SampleWriter {
  /** Notes which rows of the piece belong to the sample; their positions in the piece. */
  add(piece: Piece): Uint32Array;
  finish(): Sample;
}

/**
 * Chooses bills among a shard's by key, at most half of them, by the line that pays each: a detector
 * of scope device that sees their lines alone must answer what it answered among all the others.
 */
export function sampledBills(key: number, payers: Iterable<number>): readonly number[] {
  const all = [...new Set(payers)];
  all.sort((a, b) => keyed(key, a) - keyed(key, b) || a - b);
  return all.slice(0, Math.min(MOST_BILLS, Math.ceil(all.length / 2)));
}

/**
 * Opens a sample of the lines on the given bills over the whole shard; `payer` tells who pays for a
 * device. When their rows become too many, one bill after the other is dropped, so that a few are left from the first row to the last: a sample
 * that ends early is no sample of what comes later.
 */
export function openSample(
  columns: readonly ViewColumn[],
  bills: readonly number[],
  payer: Uint32Array,
): SampleWriter {
  const parts: Record<string, Values[]> = Object.fromEntries(columns.map((name) => [name, []]));
  const rows: number[] = [];
  const billOf: number[] = [];
  const held = new Map<number, number>(bills.map((bill) => [bill, 0]));
  let size = 0;
  const drop = () => {
    while (size > MOST_ROWS && held.size > 1) {
      const [last, count] = [...held].at(-1) as [number, number];
      held.delete(last);
      size -= count;
    }
  };
  return {
    add({ batch, first }) {
      const at: number[] = [];
      for (let i = 0; i < batch.length; i++) {
        const bill = payer[batch.device[i]];
        const count = held.get(bill);
        if (count === undefined || size >= MOST_OF_ONE) continue;
        held.set(bill, count + 1);
        size++;
        at.push(i);
        rows.push(first + i);
        billOf.push(bill);
        if (size > MOST_ROWS) drop();
      }
      if (at.length > 0) {
        for (const name of columns) parts[name].push(pick(batch[name], at));
      }
      return Uint32Array.from(at);
    },
    finish() {
      const kept = Uint32Array.from(billOf.keys()).filter((i) => held.has(billOf[i]));
      const whole: Record<string, unknown> = { length: kept.length };
      for (const name of columns) whole[name] = pick(joined(parts[name]), kept);
      return {
        length: kept.length,
        bills: [...held.values()].filter((count) => count > 0).length,
        rows: kept.map((i) => rows[i]),
        kept,
        part: (from, length) => slice(whole as unknown as ViewBatch, columns, from, length),
      };
    },
  };
}

function pick(values: Values, at: ArrayLike<number>): Values {
  const out = new (values.constructor as new (length: number) => Values)(at.length);
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]];
  return out;
}

function joined(parts: readonly Values[]): Values {
  const [head] = parts;
  if (!head) return new Float64Array(0);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const out = new (head.constructor as new (length: number) => Values)(length);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
