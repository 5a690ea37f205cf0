import type { Readable } from "node:stream";

/** Bytes of a stream, taken in the amounts that a protocol needs. */
export interface ByteQueue {
  /** Waits for exactly `length` bytes; null when the stream ended first. */
  take(length: number): Promise<Buffer | null>;
  /** Waits for a line and takes it without its end; null when the stream ended. */
  line(): Promise<string | null>;
  /** Looks at the first `length` bytes without taking them. */
  peek(length: number): Promise<Buffer | null>;
}

/** Collects a stream's bytes until somebody asks for them. */
export function byteQueue(stream: Readable): ByteQueue {
  let held = Buffer.alloc(0);
  let incoming: Buffer[] = [];
  let isOver = false;
  let wake: () => void = () => {};
  stream.on("data", (chunk: Buffer) => {
    incoming.push(chunk);
    wake();
  });
  const over = () => {
    isOver = true;
    wake();
  };
  stream.on("end", over).on("close", over).on("error", over);

  const gather = () => {
    if (incoming.length > 0) held = Buffer.concat([held, ...incoming]);
    incoming = [];
  };
  // Only a chunk to come may wake: one that is here already did not suffice, and a promise that is
  // resolved at once would keep the event loop from ever reading the next.
  const more = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });
  const have = async (length: number): Promise<boolean> => {
    for (;;) {
      const waiting = incoming.reduce((sum, chunk) => sum + chunk.length, held.length);
      if (waiting >= length) {
        gather();
        return true;
      }
      if (isOver) return false;
      await more();
    }
  };
  return {
    async take(length) {
      if (!(await have(length))) return null;
      const taken = held.subarray(0, length);
      held = held.subarray(length);
      return taken;
    },
    async peek(length) {
      return (await have(length)) ? held.subarray(0, length) : null;
    },
    async line() {
      for (let from = 0; ; ) {
        gather();
        const end = held.indexOf(10, from);
        if (end >= 0) {
          const text = held.toString("utf8", 0, end);
          held = held.subarray(end + 1);
          return text.endsWith("\r") ? text.slice(0, -1) : text;
        }
        from = held.length;
        if (isOver) return null;
        await more();
      }
    },
  };
}
