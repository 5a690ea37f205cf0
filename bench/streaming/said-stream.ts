import {
  Bool,
  type Data,
  DataType,
  Field,
  Float64,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { StreamWriter } from "../runners/stream-writer.ts";
import type { Said } from "./line-detection.ts";

/** Columns that an answer has of its question, where the question has them. */
const KEYS = ["device", "time", "visibleAt"];

/** Writes what detectors say of rows as an Arrow stream. */
export interface SaidStream {
  /** Writes one record batch for one of the question, row for row. */
  write(question: RecordBatch, said: Said): void;
  /** Marks the end; without it a reader knows that the rest is missing. */
  end(): void;
}

/**
 * Opens the answer to rows: their keys as they came, then for each detector its score, null where it
 * says nothing, and with `alarms` whether it raises an alarm there, under its name and ` alarm`.
 */
export function openSaidStream(
  schema: Schema,
  { names, alarms }: { readonly names: readonly string[]; readonly alarms: boolean },
  write: (chunk: Uint8Array) => void,
): SaidStream {
  const keys = schema.fields.filter(({ name }) => KEYS.includes(name)).map(plainField);
  const fields = [
    ...keys,
    ...names.flatMap((name) => [
      new Field(name, new Float64(), true),
      ...(alarms ? [new Field(`${name} alarm`, new Bool(), false)] : []),
    ]),
  ];
  const answer = new Schema(fields);
  const struct = new Struct(fields);
  // Chunks are copied: the writer's memory is used again.
  const writer = new StreamWriter((chunk) => write(Buffer.from(chunk)));
  writer.reset(undefined, answer);
  return {
    write(question, { scores, alarms: raised }) {
      const length = question.numRows;
      const children = [
        ...keys.map(({ name }) => plainData(question.getChild(name) as Vector)),
        ...names.flatMap((_, d) => [
          scoreData(scores[d] as Float64Array),
          ...(alarms ? [flagData(raised[d] as Uint8Array)] : []),
        ]),
      ];
      writer.write(new RecordBatch(answer, makeData({ type: struct, length, children })));
    },
    end: () => void writer.finish(),
  };
}

/** The newest layout of text has few readers yet: an answer has the oldest. */
function plainField(field: Field): Field {
  if (!DataType.isUtf8View(field.type)) return field;
  return new Field(field.name, new Utf8(), field.nullable, field.metadata);
}

function plainData(values: Vector): Data {
  const plain = DataType.isUtf8View(values.type)
    ? vectorFromArray([...values], new Utf8())
    : values;
  return plain.data[0] as Data;
}

function scoreData(scores: Float64Array): Data<Float64> {
  const { length } = scores;
  const data = new Float64Array(length);
  const said = new Uint8Array(length);
  let nullCount = length;
  for (let i = 0; i < length; i++) {
    const score = scores[i] as number;
    if (!(score > Number.NEGATIVE_INFINITY)) continue;
    data[i] = score;
    said[i] = 1;
    nullCount--;
  }
  return makeData({ type: new Float64(), length, nullCount, data, nullBitmap: bitsOf(said) });
}

function flagData(flags: Uint8Array): Data<Bool> {
  return makeData({ type: new Bool(), length: flags.length, nullCount: 0, data: bitsOf(flags) });
}

/** Packs flags as Arrow does, the first in the lowest bit. */
function bitsOf(flags: Uint8Array): Uint8Array {
  const bits = new Uint8Array(Math.ceil(flags.length / 64) * 8);
  for (let i = 0; i < flags.length; i++) if (flags[i] === 1) bits[i >> 3] |= 1 << (i & 7);
  return bits;
}
