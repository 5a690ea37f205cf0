import { DataType, type RecordBatch } from "apache-arrow";

/** Tells where a line begins among rows that come line by line. */
export interface LineKeys {
  /**
   * Marks the rows of a batch that begin a line. Throws a RangeError where a line comes before the one
   * in front of it: `first` is the ordinal of the batch's first row.
   */
  begins(batch: RecordBatch, first: number): Uint8Array;
}

const NAME = "device";

/** A run of rows has its line's key in a column of text or of whole numbers; keys ascend. */
export function openLineKeys(type: DataType): LineKeys {
  if (DataType.isUtf8(type) || DataType.isLargeUtf8(type)) return new TextKeys();
  if (DataType.isUtf8View(type)) return new ViewKeys();
  if (DataType.isInt(type)) return new NumberKeys();
  throw new RangeError(`column device: must be text or whole numbers, got ${type}; cast it`);
}

/** Compares bytes, as engines sort text. */
class TextKeys implements LineKeys {
  private last: Buffer | null = null;

  begins(batch: RecordBatch, first: number): Uint8Array {
    mustHaveKeys(batch, first);
    const out = new Uint8Array(batch.numRows);
    let at = 0;
    for (const { length, values, valueOffsets } of chunksOf(batch)) {
      const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
      const offset = (i: number) => Number(valueOffsets[i]);
      for (let i = 0; i < length; i++, at++) {
        const [from, to] = [offset(i), offset(i + 1)];
        const last = this.last as Buffer;
        const order = this.last === null ? 1 : bytes.compare(last, 0, last.length, from, to);
        if (order === 0) continue;
        if (order < 0) {
          throw outOfOrder(first + at, bytes.toString("utf8", from, to), last.toString("utf8"));
        }
        out[at] = 1;
        this.last = Buffer.from(bytes.subarray(from, to));
      }
    }
    return out;
  }
}

/** Text whose bytes lie about: one key after the other. */
class ViewKeys implements LineKeys {
  private last: string | null = null;

  begins(batch: RecordBatch, first: number): Uint8Array {
    mustHaveKeys(batch, first);
    const out = new Uint8Array(batch.numRows);
    const keys = batch.getChild(NAME);
    for (let i = 0; i < out.length; i++) {
      const key = String(keys?.get(i));
      if (key === this.last) continue;
      if (this.last !== null && Buffer.compare(Buffer.from(key), Buffer.from(this.last)) < 0) {
        throw outOfOrder(first + i, key, this.last);
      }
      out[i] = 1;
      this.last = key;
    }
    return out;
  }
}

class NumberKeys implements LineKeys {
  private last: number | bigint | null = null;

  begins(batch: RecordBatch, first: number): Uint8Array {
    mustHaveKeys(batch, first);
    const out = new Uint8Array(batch.numRows);
    let at = 0;
    for (const { length, values } of chunksOf(batch)) {
      for (let i = 0; i < length; i++, at++) {
        const key = values[i] as number | bigint;
        if (key === this.last) continue;
        if (this.last !== null && key < this.last) {
          throw outOfOrder(first + at, String(key), String(this.last));
        }
        out[at] = 1;
        this.last = key;
      }
    }
    return out;
  }
}

function chunksOf(batch: RecordBatch) {
  return batch.getChild(NAME)?.data ?? [];
}

/** Rows of nobody would all be rows of one. */
function mustHaveKeys(batch: RecordBatch, first: number): void {
  const keys = batch.getChild(NAME);
  if (keys === null || keys.nullCount === 0) return;
  let row = 0;
  while (keys.isValid(row)) row++;
  throw new RangeError(`row ${first + row}: ${NAME} must not be null`);
}

function outOfOrder(row: number, key: string, last: string): RangeError {
  return new RangeError(
    `row ${row}: rows must be sorted by device, then by time: ${key} comes after ${last}`,
  );
}
