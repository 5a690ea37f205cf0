import { createHash } from "node:crypto";
import type { Batch, Column, Table, Values } from "../table.ts";
import type { Vocabularies } from "./schema.ts";

/** Adds up a hash of each row. */
export interface LogicalHash {
  add(batch: Batch): void;
  /** The sum so far, 32 hex digits. */
  hex(): string;
}

/** What differs from the table as it stands. */
export interface LogicalHashOptions {
  /** Words of the categories that the table leaves open. */
  readonly vocabularies?: Vocabularies;
  /** Columns that count, in this order; default: all. */
  readonly columns?: readonly string[];
}

/** Columns of record truth that count: its row ordinals depend on how a dataset is cut into shards. */
export const RECORD_TRUTH_COLUMNS = ["device", "seq", "episode", "up", "down"] as const;

/**
 * Opens the logical hash of a table: the sum modulo 2^128 of a 128-bit hash of each row's values.
 *
 * It is the same for the same rows in any order, shards, batches and files, and hashes of parts
 * add up with {@link mergeHashes}. It tells rows apart by chance only, not against somebody who
 * builds a collision: files have their sha256 for that. Layout of a row: its columns in order,
 * each as little-endian 32-bit words (float64: both halves; -0 as 0), a category as its code where
 * the table freezes the words and as 64 bits of the word's sha256 elsewhere; padded with zeros to
 * 16 bytes and mixed as MurmurHash3 x86_128 does, seeded with the names of table and columns.
 *
 * Costs about 2 ns a word; holds 512 rows.
 */
export function openHash(
  table: Table,
  { vocabularies = {}, columns = table.columns.map(({ name }) => name) }: LogicalHashOptions = {},
): LogicalHash {
  const fields: Field[] = [];
  let words = 0;
  for (const name of columns) {
    const column = table.columns.find((candidate) => candidate.name === name);
    if (column === undefined) {
      throw new RangeError(`logical hash: ${table.name} must have the column ${name}, it has none`);
    }
    const field = openField(column, words, vocabularies);
    words += field.width;
    fields.push(field);
  }
  const stride = (words + 3) & ~3;
  const chunk = new Int32Array(CHUNK_ROWS * stride);
  const seed = sha256Words([table.name, ...columns].join("\n"))[0];
  const lanes = new Float64Array(4);

  return {
    add({ length, columns: values }) {
      for (let from = 0; from < length; from += CHUNK_ROWS) {
        const count = Math.min(CHUNK_ROWS, length - from);
        for (const field of fields)
          gather(field, values[field.name], { from, count }, chunk, stride);
        sumRows(chunk, count, stride, { seed, lanes });
      }
    },
    hex: () => [3, 2, 1, 0].map((lane) => lanes[lane].toString(16).padStart(8, "0")).join(""),
  };
}

/** Logical hash of no rows. */
export const EMPTY_HASH = "0".repeat(32);

/** Adds logical hashes of disjoint parts of a table. */
export function mergeHashes(...hashes: readonly string[]): string {
  let sum = 0n;
  for (const hash of hashes) {
    if (!/^[0-9a-f]{32}$/.test(hash)) {
      throw new RangeError(`logical hash: must be 32 hex digits, got ${hash}`);
    }
    sum += BigInt(`0x${hash}`);
  }
  return BigInt.asUintN(128, sum).toString(16).padStart(32, "0");
}

const CHUNK_ROWS = 512;

interface Field {
  readonly name: string;
  /** First word of the row that it fills, and how many. */
  readonly at: number;
  readonly width: 1 | 2;
  readonly isShare: boolean;
  /** Two words for each code of an open category. */
  readonly codes: Int32Array | null;
}

function openField(column: Column, at: number, vocabularies: Vocabularies): Field {
  const { name, kind, vocabulary } = column;
  const open = kind === "category" && vocabulary === undefined;
  if (open && vocabularies[name] === undefined) {
    throw new RangeError(`logical hash: vocabulary of ${name} must be given, got none`);
  }
  const codes = open
    ? Int32Array.from(vocabularies[name].flatMap((word) => sha256Words(word).slice(0, 2)))
    : null;
  const isDouble = kind === "time" || kind === "bytes" || kind === "money";
  return { name, at, width: open || isDouble ? 2 : 1, isShare: kind === "share", codes };
}

function sha256Words(text: string): number[] {
  const digest = createHash("sha256").update(text).digest();
  return [0, 4].map((at) => digest.readInt32LE(at));
}

interface Run {
  readonly from: number;
  readonly count: number;
}

function gather(
  { at, codes, isShare }: Field,
  values: Values,
  { from, count }: Run,
  chunk: Int32Array,
  stride: number,
): void {
  const { buffer, byteOffset } = values;
  if (codes !== null) {
    for (let i = 0, to = at; i < count; i++, to += stride) {
      const code = values[from + i];
      chunk[to] = codes[2 * code];
      chunk[to + 1] = codes[2 * code + 1];
    }
  } else if (values instanceof Float64Array) {
    gatherDoubles(new Int32Array(buffer, byteOffset + 8 * from, 2 * count), chunk, at, stride);
  } else if (isShare) {
    gatherShares(new Int32Array(buffer, byteOffset + 4 * from, count), chunk, at, stride);
  } else if (values instanceof Uint8Array) {
    gatherBytes(values.subarray(from, from + count), chunk, at, stride);
  } else if (values instanceof Uint16Array) {
    for (let i = 0, to = at; i < count; i++, to += stride) chunk[to] = values[from + i];
  } else {
    gatherWords(new Int32Array(buffer, byteOffset + 4 * from, count), chunk, at, stride);
  }
}

const SIGN = -2_147_483_648;

function gatherDoubles(halves: Int32Array, chunk: Int32Array, at: number, stride: number): void {
  for (let i = 0, to = at; i < halves.length; i += 2, to += stride) {
    const low = halves[i];
    const high = halves[i + 1];
    chunk[to] = low;
    chunk[to + 1] = high === SIGN && low === 0 ? 0 : high;
  }
}

function gatherShares(words: Int32Array, chunk: Int32Array, at: number, stride: number): void {
  for (let i = 0, to = at; i < words.length; i++, to += stride) {
    chunk[to] = words[i] === SIGN ? 0 : words[i];
  }
}

function gatherWords(words: Int32Array, chunk: Int32Array, at: number, stride: number): void {
  for (let i = 0, to = at; i < words.length; i++, to += stride) chunk[to] = words[i];
}

function gatherBytes(bytes: Uint8Array, chunk: Int32Array, at: number, stride: number): void {
  for (let i = 0, to = at; i < bytes.length; i++, to += stride) chunk[to] = bytes[i];
}

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

function sumRows(
  chunk: Int32Array,
  count: number,
  stride: number,
  { seed, lanes }: { seed: number; lanes: Float64Array },
): void {
  let sum1 = lanes[0];
  let sum2 = lanes[1];
  let sum3 = lanes[2];
  let sum4 = lanes[3];
  for (let at = 0; at < count * stride; ) {
    let h1 = seed;
    let h2 = seed;
    let h3 = seed;
    let h4 = seed;
    for (const end = at + stride; at < end; at += 4) {
      h1 ^= scramble(chunk[at], C1, 15, C2);
      h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
      h2 ^= scramble(chunk[at + 1], C2, 16, C3);
      h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
      h3 ^= scramble(chunk[at + 2], C3, 17, C4);
      h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
      h4 ^= scramble(chunk[at + 3], C4, 18, C1);
      h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
    }
    const bytes = 4 * stride;
    h1 ^= bytes;
    h2 ^= bytes;
    h3 ^= bytes;
    h4 ^= bytes;
    h1 = (h1 + h2 + h3 + h4) | 0;
    h2 = finish((h2 + h1) | 0);
    h3 = finish((h3 + h1) | 0);
    h4 = finish((h4 + h1) | 0);
    h1 = finish(h1);
    h1 = (h1 + h2 + h3 + h4) | 0;
    sum1 += h1 >>> 0;
    sum2 += (h2 + h1) >>> 0;
    sum3 += (h3 + h1) >>> 0;
    sum4 += (h4 + h1) >>> 0;
  }
  // 512 rows of 32 bits fit exactly into a float64; carries move up once a chunk.
  sum2 += Math.floor(sum1 / LANE);
  sum3 += Math.floor(sum2 / LANE);
  sum4 += Math.floor(sum3 / LANE);
  lanes[0] = sum1 % LANE;
  lanes[1] = sum2 % LANE;
  lanes[2] = sum3 % LANE;
  lanes[3] = sum4 % LANE;
}

const LANE = 4_294_967_296;

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function scramble(word: number, before: number, by: number, after: number): number {
  return Math.imul(rotate(Math.imul(word, before), by), after);
}

function finish(word: number): number {
  let h = word;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
