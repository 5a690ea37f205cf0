import { DataType, type RecordBatch, RecordBatchReader } from "apache-arrow";
import type { Answers } from "./answer-reader.ts";
import type { ByteQueue } from "./byte-queue.ts";
import { failure } from "./failure.ts";
import type { SparseAnswers } from "./sparse-answers.ts";

/** Continuation marker in front of every message of an Arrow stream. */
const CONTINUATION = 0xffffffff;
const SCHEMA = 1;
const RECORD_BATCH = 3;
/** A row of an answer may carry other columns along; a header describes them. */
const ROW_BYTES = 512;
const SPARE_BYTES = 1_048_576;

/**
 * Reads answers from an Arrow stream with columns `row` and `score` of numbers: one record batch for
 * each batch of the view, perhaps without rows.
 *
 * A program may as well write a whole stream each time, schema and end included, as polars does; one
 * without a record batch names no row. A null score does not name its row either. Messages are
 * framed here, so that none is waited for in vain.
 */
export function arrowAnswers(queue: ByteQueue, answers: SparseAnswers): Answers {
  // Schema and dictionaries of the stream that is being read.
  let head: Buffer[] = [];
  let batches = 0;
  return {
    async next(rows) {
      const most = queue.taken + SPARE_BYTES + ROW_BYTES * rows;
      for (;;) {
        const message = await takeMessage(queue, most);
        if (message === null) return new Promise<never>(() => {});
        if (message.type === END) {
          const isEmpty = head.length > 0 && batches === 0;
          head = [];
          if (isEmpty) return;
        } else if (message.type === RECORD_BATCH) {
          batches++;
          return book(decoded([...head, message.bytes]), answers);
        } else {
          if (message.type === SCHEMA) {
            head = [];
            batches = 0;
          }
          head.push(message.bytes);
        }
      }
    },
    rest() {
      // The mark of the stream's end is all that may follow.
      const bytes = queue.rest();
      const isEnd = bytes.every((byte, i) => byte === (i % 8 < 4 ? 0xff : 0));
      return isEnd ? null : `${bytes.length} bytes of Arrow`;
    },
  };
}

/** Type of what ends a stream; no header has it. */
const END = -1;

interface Message {
  readonly type: number;
  readonly bytes: Buffer;
}

async function takeMessage(queue: ByteQueue, most: number): Promise<Message | null> {
  const prefix = await queue.take(8);
  if (prefix === null) return null;
  if (prefix.readUInt32LE(0) !== CONTINUATION) {
    throw failure("invalid", "printed bytes that are no Arrow stream");
  }
  const length = prefix.readUInt32LE(4);
  if (length === 0) return { type: END, bytes: prefix };
  mustFit(queue.taken + length, most);
  const metadata = await queue.take(length);
  if (metadata === null) return null;
  const { type, bodyLength } = headerOf(metadata);
  mustFit(queue.taken + bodyLength, most);
  const body = await queue.take(bodyLength);
  return body === null ? null : { type, bytes: Buffer.concat([prefix, metadata, body]) };
}

function mustFit(end: number, most: number): void {
  if (end <= most) return;
  throw failure("invalid", "printed more bytes of Arrow than an answer to its batch can have");
}

/** Reads the two fields of a flatbuffer Message that framing needs: header type and body length. */
function headerOf(metadata: Buffer): { type: number; bodyLength: number } {
  try {
    const table = metadata.readUInt32LE(0);
    const vtable = table - metadata.readInt32LE(table);
    const field = (slot: number): number => {
      const at = 4 + 2 * slot;
      return at < metadata.readUInt16LE(vtable) ? metadata.readUInt16LE(vtable + at) : 0;
    };
    const [type, body] = [field(1), field(3)];
    return {
      type: type === 0 ? 0 : metadata.readUInt8(table + type),
      bodyLength: body === 0 ? 0 : Number(metadata.readBigInt64LE(table + body)),
    };
  } catch {
    throw failure("invalid", "printed bytes that are no Arrow stream");
  }
}

function decoded(messages: readonly Buffer[]): RecordBatch {
  try {
    const [batch] = [...RecordBatchReader.from(Buffer.concat(messages))];
    return batch;
  } catch (thrown) {
    const reason = (thrown as Error).message.split("\n", 1)[0];
    throw failure("invalid", `its Arrow answer can't be read: ${reason}`);
  }
}

function book(batch: RecordBatch, answers: SparseAnswers): void {
  const rows = numbersOf(batch, "row");
  const scores = numbersOf(batch, "score");
  for (let i = 0; i < rows.length; i++) {
    const score = scores.get(i);
    if (score !== null) answers.set(Number(rows.get(i) ?? Number.NaN), Number(score));
  }
}

function numbersOf(batch: RecordBatch, name: string) {
  const field = batch.schema.fields.find((each) => each.name === name);
  if (field === undefined) {
    const has = batch.schema.fields.map((each) => each.name).join(", ") || "none";
    throw failure("invalid", `its Arrow answer must have columns row and score, it has ${has}`);
  }
  const { type } = field;
  if (!(DataType.isInt(type) || DataType.isFloat(type))) {
    throw failure("invalid", `column ${name} of its Arrow answer must hold numbers, got ${type}`);
  }
  return batch.getChild(name) as NonNullable<ReturnType<RecordBatch["getChild"]>>;
}
