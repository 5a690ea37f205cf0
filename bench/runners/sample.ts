import type { Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { keyed } from "./keyed.ts";
import type { Piece } from "./recut.ts";
import { slice } from "./recut.ts";

/** Most rows that are looked at twice: enough for a dozen devices over two weeks of flows. */
const MOST_ROWS = 40_000;
const MOST_DEVICES = 16;
/** Most rows of a device that is the last one left. */
const MOST_OF_ONE = 4 * MOST_ROWS;

/** Rows of a shard that a detector is given a second time, in other company and otherwise cut. */
export interface Sample {
  readonly length: number;
  readonly devices: number;
  /** Ordinal of each row in the shard. */
  readonly rows: Uint32Array;
  /** Which of the rows that were noted these are: those of devices dropped on the way are not. */
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
 * Chooses devices of a shard by key, at most half of them, so that a detector of scope device that
 * sees them alone must answer what it answered among all the others.
 */
export function sampledDevices(key: number, from: number, to: number): readonly number[] {
  const all = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  all.sort((a, b) => keyed(key, a) - keyed(key, b) || a - b);
  return all.slice(0, Math.min(MOST_DEVICES, Math.ceil(all.length / 2)));
}

/**
 * Opens a sample of the given devices over the whole shard. When their rows become too many, one
 * device after the other is dropped, so that a few are left from the first row to the last: a sample
 * that ends early is no sample of what comes later.
 */
export function openSample(
  columns: readonly ViewColumn[],
  devices: readonly number[],
): SampleWriter {
  const parts: Record<string, Values[]> = Object.fromEntries(columns.map((name) => [name, []]));
  const rows: number[] = [];
  const deviceOf: number[] = [];
  const held = new Map<number, number>(devices.map((device) => [device, 0]));
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
        const device = batch.device[i];
        const count = held.get(device);
        if (count === undefined || size >= MOST_OF_ONE) continue;
        held.set(device, count + 1);
        size++;
        at.push(i);
        rows.push(first + i);
        deviceOf.push(device);
        if (size > MOST_ROWS) drop();
      }
      if (at.length > 0) {
        for (const name of columns) parts[name].push(pick(batch[name], at));
      }
      return Uint32Array.from(at);
    },
    finish() {
      const kept = Uint32Array.from(deviceOf.keys()).filter((i) => held.has(deviceOf[i]));
      const whole: Record<string, unknown> = { length: kept.length };
      for (const name of columns) whole[name] = pick(joined(parts[name]), kept);
      return {
        length: kept.length,
        devices: [...held.values()].filter((count) => count > 0).length,
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
