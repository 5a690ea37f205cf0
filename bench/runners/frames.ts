import type { Values } from "../../datasets/table.ts";

/** One message between the harness and a plug-in's process: a few words, and columns of numbers. */
export interface Frame {
  readonly head: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<string, Values>>;
}

const TYPES = {
  f8: Float64Array,
  f4: Float32Array,
  u4: Uint32Array,
  i4: Int32Array,
  u2: Uint16Array,
  u1: Uint8Array,
} as const;
type TypeName = keyof typeof TYPES;

/** In front of the names of fitted arrays, which travel beside those of the fleet. */
export const FITTED = "fitted/";

/** Name under which labels travel beside the columns of a batch. */
export const LABELS = "labels";

/** Bytes in front of each frame: length of the head and of the payload, as two uint32. */
export const FRAME_PREFIX = 8;

/** Largest frame that is believed; anything above comes from a process that speaks another language. */
const MOST_BYTES = 1_000_000_000;

/** Writes a frame as bytes: prefix, JSON padded to 8 bytes, columns padded to 8 bytes. */
export function encodeFrame({ head, columns }: Frame): Buffer {
  const layout = Object.entries(columns).map(([name, values]) => [
    name,
    typeOf(values),
    values.length,
  ]);
  const json = Buffer.from(JSON.stringify({ ...head, layout }));
  const headBytes = padded(json.length);
  const parts = Object.values(columns);
  const payload = parts.reduce((sum, values) => sum + padded(values.byteLength), 0);
  const out = Buffer.alloc(FRAME_PREFIX + headBytes + payload);
  out.writeUInt32LE(headBytes, 0);
  out.writeUInt32LE(payload, 4);
  out.fill(0x20, FRAME_PREFIX, FRAME_PREFIX + headBytes);
  json.copy(out, FRAME_PREFIX);
  let at = FRAME_PREFIX + headBytes;
  for (const values of parts) {
    out.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += padded(values.byteLength);
  }
  return out;
}

/** Reads the lengths in front of a frame; throws when they can't be true. */
export function frameLengths(prefix: Uint8Array): { head: number; payload: number } {
  const view = new DataView(prefix.buffer, prefix.byteOffset, FRAME_PREFIX);
  const head = view.getUint32(0, true);
  const payload = view.getUint32(4, true);
  if (head % 8 !== 0 || payload % 8 !== 0 || head + payload > MOST_BYTES) {
    throw new RangeError(`frame: lengths must be multiples of 8, got ${head} and ${payload}`);
  }
  return { head, payload };
}

/** Reads a frame's body; the columns are copies. */
export function decodeFrame(head: Uint8Array, payload: Uint8Array): Frame {
  const { layout, ...rest } = JSON.parse(Buffer.from(head).toString("utf8")) as {
    layout: readonly (readonly [string, TypeName, number])[];
  };
  const columns: Record<string, Values> = {};
  let at = 0;
  for (const [name, type, length] of layout) {
    const values = new TYPES[type](length);
    const bytes = new Uint8Array(values.buffer);
    bytes.set(payload.subarray(at, at + bytes.length));
    columns[name] = values;
    at += padded(bytes.length);
  }
  return { head: rest, columns };
}

function typeOf(values: Values): TypeName {
  for (const [name, type] of Object.entries(TYPES)) {
    if (values instanceof type) return name as TypeName;
  }
  throw new TypeError("frame: columns must be typed arrays of numbers");
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
