import { readSync } from "node:fs";
import { Message } from "apache-arrow";
import { checkMessageBounds } from "./message-bounds.ts";

/** A file that is open for reading. */
export interface OpenFile {
  readonly path: string;
  readonly fd: number;
}

/** Where a message lies in a file. */
export interface FileBlock {
  readonly offset: number;
  readonly metaDataLength: number;
  readonly bodyLength: number;
}

/** Reads exactly `length` bytes at `position`, into `target` or into a new buffer. */
export function readFully(
  { path, fd }: OpenFile,
  position: number,
  length: number,
  target: Uint8Array = Buffer.alloc(length),
): Buffer {
  for (let at = 0; at < length; ) {
    const count = readSync(fd, target, at, length - at, position + at);
    if (count === 0) throw new RangeError(`${path}: is cut off at byte ${position + at}`);
    at += count;
  }
  return target as Buffer;
}

/** Runs a decoder and, when it fails, says which part of which file is broken. */
export function guard<T>(path: string, what: string, decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RangeError(`${path}: ${what} is broken: ${reason}`, { cause: error });
  }
}

/** Rows of one message and where its buffers lie in its body. */
export interface RowsHeader {
  readonly length: number;
  readonly nodes: readonly { length: number; nullCount: number }[];
  readonly buffers: readonly { offset: number; length: number }[];
}

/** Reads the header of one record batch. */
export function readBatchHeader(file: OpenFile, block: FileBlock): RowsHeader {
  return guard(file.path, `record batch at byte ${block.offset}`, () => {
    const message = readMessage(file, block);
    if (!message.isRecordBatch()) throw new RangeError("it is another kind of message");
    const header = message.header();
    if (header.compression != null) throw new RangeError("it is compressed, write it without");
    // A row takes a byte at least: more rows than bytes are a broken header, not a reason to allocate.
    if (!(header.length >= 0 && header.length <= block.bodyLength)) {
      throw new RangeError(`${header.length} rows do not fit into ${block.bodyLength} bytes`);
    }
    return header;
  });
}

/** Words that one dictionary batch adds. */
export interface Words {
  readonly id: number;
  readonly isDelta: boolean;
  readonly words: readonly string[];
}

/** Reads one dictionary batch whole. */
export function readWords(file: OpenFile, block: FileBlock): Words {
  return guard(file.path, `dictionary at byte ${block.offset}`, () => {
    const message = readMessage(file, block);
    if (!message.isDictionaryBatch()) throw new RangeError("it is another kind of message");
    const { id, isDelta, data } = message.header();
    if (data.compression != null) throw new RangeError("it is compressed, write it without");
    const body = readFully(file, block.offset + block.metaDataLength, block.bodyLength);
    return { id, isDelta, words: decodeWords(body, data) };
  });
}

function readMessage(file: OpenFile, block: FileBlock): Message {
  const bytes = readFully(file, block.offset, block.metaDataLength);
  if (bytes.readInt32LE(0) !== -1) throw new RangeError("it has no continuation mark");
  const message = bytes.subarray(8);
  checkMessageBounds(message);
  return Message.decode(message);
}

function decodeWords(body: Buffer, { length, buffers }: RowsHeader): string[] {
  if (!(length >= 0 && length <= body.length)) {
    throw new RangeError(`${length} words do not fit into ${body.length} bytes`);
  }
  const [, offsets, text] = buffers;
  let end = 0;
  return Array.from({ length }, (_, i) => {
    const from = body.readInt32LE(offsets.offset + 4 * i);
    const to = body.readInt32LE(offsets.offset + 4 * i + 4);
    // Words that overlap could hold more text in all than the file does.
    if (!(end <= from && from <= to && to <= text.length)) {
      throw new RangeError(`word ${i} lies outside it`);
    }
    end = to;
    return body.toString("utf8", text.offset + from, text.offset + to);
  });
}
