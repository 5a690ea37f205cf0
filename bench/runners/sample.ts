import type { Values } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn } from "../../datasets/view.ts";
import { keyed } from "./keyed.ts";
import type { Piece } from "./recut.ts";
import { slice } from "./recut.ts";

/** Most rows that are looked at twice: enough for a dozen devices over two weeks of flows. */
const MOST_ROWS = 40_000;
const MOST_DEVICES = 16;

/** Rows of a shard that a detector is given a second time, in other company and otherwise cut. */
export interface Sample {
  readonly length: number;
  readonly devices: number;
  /** Ordinal of each row in the shard. */
  readonly rows: Uint32Array;
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
 * sees them alone must answer what it answered among all the others. `null` takes every row from
 * the start, for detectors of scope fleet.
 */
export function sampledDevices(key: number, from: number, to: number): ReadonlySet<number> {
  const all = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
  all.sort((a, b) => keyed(key, a) - keyed(key, b) || a - b);
  return new Set(all.slice(0, Math.min(MOST_DEVICES, Math.ceil(all.length / 2))));
}

/** Opens a sample of the given devices' first rows; `null` takes all devices. */
export function openSample(
  columns: readonly ViewColumn[],
  devices: ReadonlySet<number> | null,
): SampleWriter {
  const parts: Record<string, Values[]> = Object.fromEntries(columns.map((name) => [name, []]));
  const rows: number[] = [];
  const seen = new Set<number>();
  return {
    add({ batch, first }) {
      const at: number[] = [];
      for (let i = 0; i < batch.length && rows.length < MOST_ROWS; i++) {
        const device = batch.device[i] as number;
        if (devices && !devices.has(device)) continue;
        seen.add(device);
        at.push(i);
        rows.push(first + i);
      }
      if (at.length > 0) {
        for (const name of columns) parts[name]?.push(pick(batch[name], at));
      }
      return Uint32Array.from(at);
    },
    finish() {
      const whole: Record<string, unknown> = { length: rows.length };
      for (const name of columns) whole[name] = joined(parts[name] ?? []);
      return {
        length: rows.length,
        devices: seen.size,
        rows: Uint32Array.from(rows),
        part: (from, length) => slice(whole as unknown as ViewBatch, columns, from, length),
      };
    },
  };
}

function pick(values: Values, at: readonly number[]): Values {
  const out = new (values.constructor as new (length: number) => Values)(at.length);
  for (let i = 0; i < at.length; i++) out[i] = values[at[i] as number] as number;
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
