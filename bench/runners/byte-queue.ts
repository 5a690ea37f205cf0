import type { Readable } from "node:stream";
import { failure } from "./failure.ts";
import { openIntake } from "./intake.ts";

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

const LONGEST_LINE = 4096;

/**
 * Collects a stream's bytes until somebody asks for them, a megabyte at most: a program that floods
 * its output fills its own pipe, and neither our memory nor our time.
 */
export function byteQueue(stream: Readable): ByteQueue {
  const intake = openIntake(stream);
  let held: Buffer = Buffer.alloc(0);
  let taken = 0;

  const gather = () => {
    held = intake.append(held);
  };
  const have = async (length: number): Promise<boolean> => {
    for (;;) {
      if (intake.isClosed()) return never();
      if (held.length + intake.waiting() >= length) {
        gather();
        return true;
      }
      if (intake.isOver()) return false;
      await intake.more();
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
        if (intake.isClosed()) return never();
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
        if (intake.isOver()) return null;
        await intake.more();
      }
    },
    close() {
      held = Buffer.alloc(0);
      intake.close();
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
