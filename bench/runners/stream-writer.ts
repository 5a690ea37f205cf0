import { type AsyncByteQueue, RecordBatchStreamWriter } from "apache-arrow";

/** The library's writer of an Arrow stream, with its bytes handed on at once. */
export class StreamWriter extends RecordBatchStreamWriter {
  constructor(write: (chunk: Uint8Array) => void) {
    super();
    this._sink = { write, close() {} } as unknown as AsyncByteQueue;
  }
}
