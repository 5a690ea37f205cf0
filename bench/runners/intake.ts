import type { Readable } from "node:stream";

/** Chunks of a stream that have come and that nobody has looked at. */
export interface Intake {
  /** How many bytes they have. */
  waiting(): number;
  /** Joins them behind `held`, which is then all that has come. */
  append(held: Buffer): Buffer;
  /** Resolves when another chunk comes or the stream ends. */
  more(): Promise<void>;
  /** Whether nothing more will come. */
  isOver(): boolean;
  isClosed(): boolean;
  /** Stops reading for good: whoever waits waits for ever. */
  close(): void;
}

/** Bytes that are read ahead of whoever asks; what writes more than that has to wait, as in a pipe. */
const MOST_AHEAD = 1_048_576;

/** Opens the intake of a stream, which is paused while a megabyte waits. */
export function openIntake(stream: Readable): Intake {
  let incoming: Buffer[] = [];
  let waiting = 0;
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
  return {
    waiting: () => waiting,
    isOver: () => isOver,
    isClosed: () => isClosed,
    append(held) {
      const all = incoming.length > 0 ? Buffer.concat([held, ...incoming]) : held;
      incoming = [];
      waiting = 0;
      return all;
    },
    // Only a chunk to come may wake: one that is here already did not suffice, and a promise that is
    // resolved at once would keep the event loop from ever reading the next.
    more: () =>
      new Promise<void>((resolve) => {
        wake = resolve;
        if (!isClosed && stream.isPaused()) stream.resume();
      }),
    close() {
      isClosed = true;
      incoming = [];
      stream.destroy();
    },
  };
}
