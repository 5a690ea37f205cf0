/**
 * What one column holds: how it lies in memory, and how it lies on disk.
 *
 * | kind     | in memory                 | in Arrow                          |
 * |----------|---------------------------|-----------------------------------|
 * | time     | Float64Array, ms UTC      | Timestamp(ms, UTC)                |
 * | bytes    | Float64Array, integers    | Float64                           |
 * | money    | Float64Array, integers    | Float64, minor unit of the plan   |
 * | id       | Uint32Array               | Uint32                            |
 * | count    | Uint32Array, 0 = unknown  | Uint32                            |
 * | octet    | Uint8Array, 0 = unknown   | Uint8                             |
 * | flag     | Uint8Array, 0 or 1        | Uint8                             |
 * | share    | Float32Array, 0 to 1      | Float32                           |
 * | signed   | Int32Array                | Int32                             |
 * | category | Uint8Array or Uint16Array | Dictionary<Utf8, Uint8 or Uint16> |
 */
export type ColumnKind =
  | "time"
  | "bytes"
  | "money"
  | "id"
  | "count"
  | "octet"
  | "flag"
  | "share"
  | "signed"
  | "category";

/** One column of a table: pure data, from which writer, reader, hash, verify and docs work. */
export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly summary: string;
  /** Words of a category; code 0 is always `unknown`. Absent: the dataset's manifest lists them. */
  readonly vocabulary?: readonly string[];
}

/** One table: its name and its columns in the order in which they are stored. */
export interface Table {
  readonly name: string;
  readonly summary: string;
  readonly columns: readonly Column[];
}

/** The typed arrays that columns may lie in. */
export type Values =
  | Float64Array
  | Float32Array
  | Uint32Array
  | Int32Array
  | Uint16Array
  | Uint8Array;

/** A run of rows of one table, column by column; a column may be longer than `length`. */
export interface Batch {
  readonly length: number;
  readonly columns: Readonly<Record<string, Values>>;
}

/** Makes an empty array of `length` values that fits the column; categories above 256 words need 16 bits. */
export function allocate(column: Column, length: number): Values {
  switch (column.kind) {
    case "time":
    case "bytes":
    case "money":
      return new Float64Array(length);
    case "share":
      return new Float32Array(length);
    case "id":
    case "count":
      return new Uint32Array(length);
    case "signed":
      return new Int32Array(length);
    case "octet":
    case "flag":
      return new Uint8Array(length);
    case "category":
      return (column.vocabulary?.length ?? 0) > 256
        ? new Uint16Array(length)
        : new Uint8Array(length);
  }
}

/**
 * Looks up the code of a word in a vocabulary: the one way to do so. A word that the vocabulary has
 * not does not compile where both are written out, and throws with the choices where they are not,
 * at load if it is asked for then; `indexOf` would give -1 without a word.
 *
 * @example
 * codeOf(["unknown", "cellular"], "cellular"); // 1
 */
export function codeOf<const V extends readonly string[]>(
  vocabulary: V,
  word: V[number],
  what = "word",
): number {
  const code = vocabulary.indexOf(word);
  if (code < 0) {
    throw new RangeError(`${what}: must be one of ${vocabulary.join(", ")}, got ${word}`);
  }
  return code;
}
