import {
  type DataType,
  Dictionary,
  Field,
  Float32,
  Float64,
  Int32,
  Schema,
  TimestampMillisecond,
  Uint8,
  Uint16,
  Uint32,
  Utf8,
} from "apache-arrow";
import type { Column, Table } from "../table.ts";

/** Words of those category columns whose vocabulary the table leaves open, by column. */
export type Vocabularies = Readonly<Record<string, readonly string[]>>;

/** Column whose vocabulary is settled, and its type on disk. */
export interface StoredColumn extends Column {
  readonly type: DataType;
}

/**
 * Settles how each column of a table lies on disk.
 *
 * Categories that the table leaves open take their words from `vocabularies`. Throws when a
 * category has no words, since its codes would mean nothing to a reader.
 */
export function storedColumns(table: Table, vocabularies: Vocabularies = {}): StoredColumn[] {
  return table.columns.map((column, index) => {
    if (column.kind !== "category") return { ...column, type: plainType(column) };
    const vocabulary = column.vocabulary ?? vocabularies[column.name];
    if (vocabulary?.[0] !== "unknown") {
      throw new RangeError(
        `${table.name}: vocabulary of ${column.name} must begin with unknown, got ${vocabulary?.[0] ?? "none"}`,
      );
    }
    if (vocabulary.length > 65_536) {
      throw new RangeError(
        `${table.name}: vocabulary of ${column.name} must have at most 65536 words, got ${vocabulary.length}`,
      );
    }
    const indices = vocabulary.length > 256 ? new Uint16() : new Uint8();
    return { ...column, vocabulary, type: new Dictionary(new Utf8(), indices, index) };
  });
}

/** Makes the Arrow schema of settled columns: no nulls anywhere. */
export function arrowSchema(columns: readonly StoredColumn[]): Schema {
  return new Schema(columns.map(({ name, type }) => new Field(name, type, false)));
}

function plainType(column: Column): DataType {
  switch (column.kind) {
    case "time":
      return new TimestampMillisecond("UTC");
    case "bytes":
    case "money":
      return new Float64();
    case "share":
      return new Float32();
    case "id":
    case "count":
      return new Uint32();
    case "signed":
      return new Int32();
    case "octet":
    case "flag":
      return new Uint8();
    case "category":
      throw new TypeError(`schema: ${column.name} is a category and has no plain type`);
  }
}
