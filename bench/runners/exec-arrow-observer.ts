import type { Readable } from "node:stream";
import {
  type AsyncByteQueue,
  makeData,
  RecordBatch,
  RecordBatchReader,
  RecordBatchStreamWriter,
  Struct,
  vectorFromArray,
} from "apache-arrow";
import { arrowSchema, type StoredColumn, storedColumns } from "../../datasets/arrow/schema.ts";
import type { Column, Values } from "../../datasets/table.ts";
import { VIEW_TABLES, type ViewBatch } from "../../datasets/view.ts";
import { type ByteQueue, byteQueue } from "./byte-queue.ts";
import type { ExecRun } from "./exec-csv-observer.ts";
import { failure } from "./failure.ts";
import { type Limits, startForeign } from "./foreign-process.ts";
import { leftBehind } from "./module-observer.ts";
import type { Observer } from "./observer.ts";
import { parseAnswer, type SparseAnswers, sparseAnswers } from "./sparse-answers.ts";

/** Continuation marker in front of every message of an Arrow stream. */
const CONTINUATION = 0xffffffff;

/**
 * Runs a command that reads an Arrow IPC stream of the view: the declared columns behind `row`, one
 * record batch at a time, and no other before it has answered.
 *
 * It answers each batch either in text, `row,score` lines and an empty line, or in an Arrow stream of
 * its own with columns `row` and `score`, one record batch (perhaps without rows) for each that it
 * was given. Which of the two follows from its first byte.
 */
export function execArrowObserver(run: ExecRun, limits: Limits): Observer {
  const program = startForeign("/bin/sh", ["-c", run.command], limits, ["pipe", "pipe", "pipe"]);
  const { stdin, stdout } = program.child;
  const queue = byteQueue(stdout as Readable);
  const answers = sparseAnswers();
  const write = streamWriter(run, (chunk) => stdin?.write(chunk));
  let read: (() => Promise<void>) | undefined;
  let isOver = false;
  return {
    async observe(batch, first) {
      answers.open(first, batch.length);
      write(batch, first);
      const answered = async () => {
        read ??= await openAnswers(queue, answers);
        await read();
      };
      try {
        await program.wait(answered());
      } catch (thrown) {
        isOver = true;
        throw thrown;
      }
      return answers.scores;
    },
    async close() {
      try {
        if (!isOver) await program.finish();
      } finally {
        const others = program.end();
        if (!isOver) leftBehind(others);
      }
    },
  };
}

/** Chooses how the answers are read by the first byte that comes. */
async function openAnswers(queue: ByteQueue, answers: SparseAnswers): Promise<() => Promise<void>> {
  const first = await queue.peek(1);
  if (first?.[0] === 0xff) return arrowAnswers(queue, answers);
  return async () => {
    for (;;) {
      const text = await queue.line();
      if (text === null) return new Promise<never>(() => {});
      if (text.trim() === "") return;
      answers.set(...parseAnswer(text));
    }
  };
}

/** Reads one record batch a call: messages are framed here, so that none is waited for in vain. */
function arrowAnswers(queue: ByteQueue, answers: SparseAnswers): () => Promise<void> {
  let head: Buffer = Buffer.alloc(0);
  return async () => {
    for (;;) {
      const message = await takeMessage(queue);
      if (message.isSchema) {
        head = message.bytes;
        continue;
      }
      const [batch] = [...RecordBatchReader.from(Buffer.concat([head, message.bytes]))];
      const rows = batch?.getChild("row");
      const scores = batch?.getChild("score");
      if (!rows || !scores) throw failure("invalid", "answered without columns row and score");
      for (let i = 0; i < rows.length; i++) {
        answers.set(Number(rows.get(i)), Number(scores.get(i)));
      }
      return;
    }
  };
}

interface Message {
  readonly bytes: Buffer;
  readonly isSchema: boolean;
}

async function takeMessage(queue: ByteQueue): Promise<Message> {
  const prefix = await queue.take(8);
  if (prefix === null || prefix.readUInt32LE(4) === 0) return new Promise<never>(() => {});
  if (prefix.readUInt32LE(0) !== CONTINUATION) {
    throw failure("invalid", "printed bytes that are no Arrow stream");
  }
  const metadata = await queue.take(prefix.readUInt32LE(4));
  if (metadata === null) return new Promise<never>(() => {});
  const { headerType, bodyLength } = messageOf(metadata);
  const body = await queue.take(bodyLength);
  if (body === null) return new Promise<never>(() => {});
  return { bytes: Buffer.concat([prefix, metadata, body]), isSchema: headerType === 1 };
}

/** Reads the two fields of a flatbuffer Message that framing needs: header type and body length. */
function messageOf(metadata: Buffer): { headerType: number; bodyLength: number } {
  const table = metadata.readUInt32LE(0);
  const vtable = table - metadata.readInt32LE(table);
  const field = (slot: number): number => {
    const at = 4 + 2 * slot;
    return at < metadata.readUInt16LE(vtable) ? metadata.readUInt16LE(vtable + at) : 0;
  };
  const type = field(1);
  const body = field(3);
  return {
    headerType: type === 0 ? 0 : metadata.readUInt8(table + type),
    bodyLength: body === 0 ? 0 : Number(metadata.readBigInt64LE(table + body)),
  };
}

/** The library's writer with its bytes handed on at once. */
class SyncStreamWriter extends RecordBatchStreamWriter {
  constructor(write: (chunk: Uint8Array) => void) {
    super();
    this._sink = { write, close() {} } as unknown as AsyncByteQueue;
  }
}

function streamWriter(
  { view, columns }: ExecRun,
  write: (chunk: Uint8Array) => void,
): (batch: ViewBatch, first: number) => void {
  const row: Column = { name: "row", kind: "id", summary: "ordinal of the row in its shard" };
  const declared = VIEW_TABLES[view].columns.filter(({ name }) =>
    (columns as readonly string[]).includes(name),
  );
  const stored = storedColumns({ name: view, summary: "", columns: [row, ...declared] });
  const schema = arrowSchema(stored);
  const struct = new Struct(schema.fields);
  const dictionaries = new Map(
    stored.map(({ name, vocabulary }) => [name, vocabulary && vectorFromArray(vocabulary)]),
  );
  // Chunks are copied: a pipe may take them only after the reader's arrays have moved on.
  const writer = new SyncStreamWriter((chunk) => write(Buffer.from(chunk)));
  return (batch, first) => {
    const { length } = batch;
    const children = stored.map((column) => {
      const dictionary = dictionaries.get(column.name);
      const data = dataOf(column, batch, first);
      return makeData({ type: column.type, length, nullCount: 0, data, dictionary } as never);
    });
    writer.write(new RecordBatch(schema, makeData({ type: struct, length, children })));
  };
}

const HALF = 4_294_967_296;

function dataOf({ name, kind }: StoredColumn, batch: ViewBatch, first: number): Values {
  const { length } = batch;
  if (name === "row") return Uint32Array.from({ length }, (_, i) => first + i);
  const values = batch[name as keyof ViewBatch] as Values;
  if (kind !== "time") return values;
  const halves = new Int32Array(2 * length);
  for (let i = 0; i < length; i++) {
    halves[2 * i] = values[i] | 0;
    halves[2 * i + 1] = Math.floor(values[i] / HALF);
  }
  return halves;
}
