import { DataType, type RecordBatch, TimeUnit } from "apache-arrow";
import { suggest } from "../../datasets/nearest-name.ts";
import type { Column, Values } from "../../datasets/table.ts";

/** Copies a column of an Arrow batch into an array as detectors read it; `first` is the ordinal of its first row. */
export type CopyColumn = (batch: RecordBatch, into: Values, first: number) => void;

/**
 * Says how a column of a stream becomes one of a view. Throws a RangeError where its type can't hold it;
 * what it returns throws one, with the row, where a value can't be.
 */
export function copyColumn(column: Column, type: DataType): CopyColumn {
  const { kind, name } = column;
  switch (kind) {
    case "time":
      if (DataType.isTimestamp(type)) return copyNumbers(column, PER_MS[type.unit]);
      throw wrongType(name, "a timestamp", type);
    case "category":
      return copyWords(column, type);
    case "share":
      if (DataType.isFloat(type)) return copyNumbers(column);
      throw wrongType(name, "a float", type);
    case "flag":
      if (DataType.isBool(type) || DataType.isInt(type)) return copyNumbers(column);
      throw wrongType(name, "a bool or a whole number", type);
    default:
      if (DataType.isInt(type) || DataType.isFloat(type)) return copyNumbers(column);
      throw wrongType(name, "a number", type);
  }
}

/** How a ms is told by each unit of a timestamp. */
const PER_MS: Readonly<Record<TimeUnit, number>> = {
  [TimeUnit.SECOND]: 0.001,
  [TimeUnit.MILLISECOND]: 1,
  [TimeUnit.MICROSECOND]: 1000,
  [TimeUnit.NANOSECOND]: 1_000_000,
};

const TWO_32 = 4_294_967_296;
/** Largest value of each kind of number. */
const MOST: Readonly<Record<string, number>> = {
  ...{ time: 8.64e15, bytes: Number.MAX_SAFE_INTEGER, money: Number.MAX_SAFE_INTEGER },
  ...{ id: TWO_32 - 1, count: TWO_32 - 1, octet: 255, flag: 1, share: 1 },
};
/** Kinds in which 0 stands for what is not known. */
const MAY_LACK = ["count", "octet"];

function copyNumbers({ name, kind }: Column, perUnit = 1): CopyColumn {
  const least = kind === "signed" ? -(TWO_32 / 2) : 0;
  const most = MOST[kind] ?? TWO_32 / 2 - 1;
  const isWhole = kind !== "share" && kind !== "time";
  return (batch, into, first) => {
    let at = 0;
    for (const data of batch.getChild(name)?.data ?? []) {
      const { length, nullCount } = data;
      const read = reader(data as unknown as NumberData);
      for (let i = 0; i < length; i++, at++) {
        if (nullCount > 0 && !data.getValid(i)) {
          if (!MAY_LACK.includes(kind)) throw lacks(first + at, name);
          into[at] = 0;
          continue;
        }
        const value = perUnit === 1 ? read(i) : Math.floor(read(i) / perUnit);
        if (!(value >= least && value <= most) || (isWhole && !Number.isInteger(value))) {
          const what = isWhole ? "a whole number" : "a number";
          throw new RangeError(
            `row ${first + at}: ${name} must be ${what} in [${least}, ${most}], got ${value}`,
          );
        }
        into[at] = value;
      }
    }
  };
}

/** What is read of the data of a column of numbers. */
interface NumberData {
  readonly type: DataType;
  readonly values: Values | BigInt64Array | BigUint64Array | Int8Array | Int16Array;
  readonly offset: number;
}

/** Reads one number; of 64 bits without a bigint for each. */
function reader({ type, values, offset }: NumberData): (i: number) => number {
  if (DataType.isBool(type)) {
    const bits = values as Uint8Array;
    return (i) => ((bits[(offset + i) >> 3] as number) >> ((offset + i) & 7)) & 1;
  }
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    return (i) => (halves[2 * i + 1] as number) * TWO_32 + ((halves[2 * i] as number) >>> 0);
  }
  return (i) => values[i] as number;
}

function copyWords({ name, vocabulary }: Column, type: DataType): CopyColumn {
  if (vocabulary === undefined) {
    throw new RangeError(`column ${name}: its words are a dataset's own, a stream can't have it`);
  }
  const isWords = isText(DataType.isDictionary(type) ? type.dictionary : type);
  if (!isWords) throw wrongType(name, "text", type);
  const codes = new Map<unknown, number>([[null, 0]]);
  return (batch, into, first) => {
    const words = batch.getChild(name);
    for (let i = 0; i < batch.numRows; i++) {
      const word: unknown = words?.get(i) ?? null;
      let code = codes.get(word);
      if (code === undefined) {
        code = vocabulary.indexOf(String(word));
        if (code < 0) {
          throw new RangeError(
            `row ${first + i}: unknown ${name} ${String(word)}; ${suggest(String(word), vocabulary)}`,
          );
        }
        codes.set(word, code);
      }
      into[i] = code;
    }
  };
}

/** Text, as engines have it: Arrow knows three layouts of it. */
export function isText(type: DataType): boolean {
  return DataType.isUtf8(type) || DataType.isLargeUtf8(type) || DataType.isUtf8View(type);
}

function wrongType(name: string, what: string, type: DataType): RangeError {
  return new RangeError(`column ${name}: must be ${what}, got ${type}; cast it`);
}

function lacks(row: number, name: string): RangeError {
  return new RangeError(`row ${row}: ${name} must not be null`);
}
