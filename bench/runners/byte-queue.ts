import type { Readable } from "node:stream";
import { failure } from "./failure.ts";

/** Bytes of a stream, taken in the amounts that a protocol needs. */
export interface ByteQueue {
  /** Waits for exactly `length` bytes; null when the stream ended first. */
  take(length: number): Promise<Buffer | null>;
  /**
   * Waits for a line and takes it without its end; null when the stream ended. Throws `invalid` when
   * it is longer than any answer.
   */
  line(): Promise<string | null>;
  /** Looks at the first `length` bytes without taking them. */
  peek(length: number): Promise<Buffer | null>;
  /** What has come and was not taken, without waiting for more. */
  rest(): Buffer;
  /** How many bytes have been taken so far. */
  readonly taken: number;
  /** Stops reading for good: whoever waits, or asks later, waits for ever. */
  close(): void;
}

/** Bytes that are read ahead of whoever asks; what writes more than that has to wait, as in a pipe. */
const MOST_AHEAD = 1_048_576;
const LONGEST_LINE = 4096;

/**
 * Collects a stream's bytes until somebody asks for them, a megabyte at most: a program that floods
 * its output fills its own pipe, and neither our memory nor our time.
 */
export function byteQueue(stream: Readable): ByteQueue {
  let held = Buffer.alloc(0);
  let incoming: Buffer[] = [];
  let waiting = 0;
  let taken = 0;
  let isOver = false;
  let isClosed = false;
  let wake: () => void = () => {};
  stream.on("data", (chunk: Buffer) => {
    if (isClosed) return;
    incoming.push(chunk);
    waiting += chunk.length;
    if (waiting >= MOST_AHEAD) stream.pause();
    wake();
  });
  const over = () => {
    isOver = true;
    if (!isClosed) wake();
  };
  stream.on("end", over).on("close", over).on("error", over);

  const gather = () => {
    if (incoming.length > 0) held = Buffer.concat([held, ...incoming]);
    incoming = [];
    waiting = 0;
  };
  // Only a chunk to come may wake: one that is here already did not suffice, and a promise that is
  // resolved at once would keep the event loop from ever reading the next.
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
      if (!isClosed && stream.isPaused()) stream.resume();
    });
  const have = async (length: number): Promise<boolean> => {
    for (;;) {
      if (isClosed) return never();
      if (held.length + waiting >= length) {
        gather();
        return true;
      }
      if (isOver) return false;
      await more();
    }
  };
  const drop = (length: number): Buffer => {
    const part = held.subarray(0, length);
    held = held.subarray(length);
    taken += length;
    return part;
  };
  return {
    get taken() {
      return taken;
    },
    async take(length) {
      return (await have(length)) ? drop(length) : null;
    },
    async peek(length) {
      return (await have(length)) ? held.subarray(0, length) : null;
    },
    rest() {
      gather();
      return held;
    },
    async line() {
      for (let from = 0; ; ) {
        if (isClosed) return never();
        gather();
        const end = held.indexOf(10, from);
        if (end >= 0) {
          const text = held.toString("utf8", 0, end);
          drop(end + 1);
          return text.endsWith("\r") ? text.slice(0, -1) : text;
        }
        if (held.length > LONGEST_LINE) {
          const start = JSON.stringify(held.toString("utf8", 0, 40));
          throw failure("invalid", `printed a line of more than ${LONGEST_LINE} bytes: ${start}`);
        }
        from = held.length;
        if (isOver) return null;
        await more();
      }
    },
    close() {
      isClosed = true;
      held = Buffer.alloc(0);
      incoming = [];
      stream.destroy();
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
