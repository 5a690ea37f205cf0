/** Mark of the end of an Arrow stream. */
const END = Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]);

/** The bytes of a stream, to the mark of its end: without it nobody knows whether rows are missing. */
export class WholeStream {
  private readonly input: AsyncIterable<Uint8Array>;
  private tail = Buffer.alloc(0);

  constructor(input: AsyncIterable<Uint8Array>) {
    this.input = input;
  }

  async *chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.input) {
      this.tail = Buffer.concat([this.tail, chunk.subarray(-END.length)]).subarray(-END.length);
      yield chunk;
    }
  }

  /** Does a piece of reading; what the library then says is of the bytes. */
  async read<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      throw noStream(((error as Error).message.split("\n", 1)[0] as string).trim(), error);
    }
  }

  mustEnd(): void {
    if (!this.tail.equals(END)) throw noStream("it is cut off before the mark of its end");
  }
}

/** What is not, or no longer, an Arrow stream. */
export function noStream(why: string, cause?: unknown): RangeError {
  return new RangeError(`stdin must be an Arrow IPC stream: ${why}`, { cause });
}
