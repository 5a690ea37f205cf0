import { createReadStream } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { constants, gunzipSync } from "node:zlib";

/** Bytes that are to be read as a text, looked at so far as to know what they are. */
export interface TextInput {
  /** How errors name it: the path as given, or stdin. */
  readonly file: string;
  /** The beginning, unpacked: up to 64 KB. */
  readonly head: Uint8Array;
  readonly gzip: boolean;
  /** Size in bytes, for progress; 0 where nobody knows it. */
  readonly size: number;
  /** All bytes as they lie in the file, once. */
  bytes(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

const HEAD_BYTES = 65_536;

/** Kinds of files that people have instead of a text, by how they begin, and what to do. */
const NO_TEXT: readonly (readonly [bytes: string, remedy: string])[] = [
  ["504b0304", "is a zip archive or a workbook; unpack it, or save the sheet as CSV"],
  ["504b0506", "is an empty zip archive"],
  ["d0cf11e0", "is a workbook of Excel; save the sheet as CSV"],
  ["425a68", "is packed with bzip2; unpack it: bunzip2 -c FILE | billshock import cdr -"],
  ["fd377a585a", "is packed with xz; unpack it: xz -dc FILE | billshock import cdr -"],
  ["28b52ffd", "is packed with zstd; unpack it: zstd -dc FILE | billshock import cdr -"],
  ["377abcaf", "is a 7z archive; unpack it"],
  ["50415231", "is Parquet; write it as CSV"],
  ["4152524f5731", "is an Arrow file; write it as CSV"],
  ["25504446", "is a PDF; export the table as CSV"],
];

/** Opens a file, a pipe, or `-` for what stands on stdin. Refuses what is no text by name. */
export async function openTextInput(path: string, signal?: AbortSignal): Promise<TextInput> {
  // By its path, a stdin that is a socket can't be opened.
  if (path === "-" || path === "/dev/stdin") return streamInput("stdin", process.stdin, signal);
  const handle = await open(path).catch((cause: unknown) => {
    throw new RangeError(`${path}: must be a file that can be read`, { cause });
  });
  let isStream = false;
  try {
    const stat = await handle.stat();
    if (stat.isDirectory()) throw new RangeError(`${path}: must be a file, is a folder`);
    if (stat.isFile()) return await fileInput(path, handle, stat.size);
    isStream = true;
  } finally {
    if (!isStream) await handle.close();
  }
  // Closing a pipe to open it again would break it for who writes.
  return streamInput(path, handle.createReadStream(), signal);
}

async function fileInput(file: string, handle: FileHandle, size: number): Promise<TextInput> {
  const buffer = new Uint8Array(HEAD_BYTES);
  const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
  const first = buffer.subarray(0, bytesRead);
  const looked = lookAt(file, first, bytesRead === size);
  const bytes = (signal?: AbortSignal) =>
    createReadStream(file, { highWaterMark: 262_144, ...(signal && { signal }) });
  return { file, ...looked, size, bytes };
}

/** What can be read once only: its beginning is kept and handed out again. */
async function streamInput(
  file: string,
  stream: Readable,
  signal: AbortSignal | undefined,
): Promise<TextInput> {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const pull = () => calledOff(chunks.next(), stream, signal);
  const kept: Uint8Array[] = [];
  let length = 0;
  let isOver = false;
  while (length < HEAD_BYTES && !isOver) {
    const next = await pull();
    isOver = next.done === true;
    if (next.done) continue;
    kept.push(next.value);
    length += next.value.length;
  }
  const looked = lookAt(file, Buffer.concat(kept).subarray(0, HEAD_BYTES), isOver);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield* kept.splice(0);
    while (!isOver) {
      const next = await pull();
      if (next.done) return;
      yield next.value;
    }
  }
  return { file, ...looked, size: 0, bytes };
}

/** Waits for a read, or for the signal: a pipe may say nothing for ever. */
function calledOff<T>(
  read: Promise<T>,
  stream: Readable,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (signal === undefined) return read;
  return new Promise((resolve, reject) => {
    const stop = () => {
      stream.destroy();
      reject(signal.reason);
    };
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    read.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function lookAt(file: string, first: Uint8Array, isWhole: boolean) {
  const hex = Buffer.from(first.subarray(0, 8)).toString("hex");
  const [, remedy] = NO_TEXT.find(([magic]) => hex.startsWith(magic)) ?? [];
  if (remedy !== undefined) throw new RangeError(`${file}: ${remedy}`);
  const gzip = first[0] === 0x1f && first[1] === 0x8b;
  return { head: gzip ? unpacked(file, first, isWhole) : first, gzip };
}

function unpacked(file: string, first: Uint8Array, isWhole: boolean): Uint8Array {
  try {
    const finishFlush = isWhole ? constants.Z_FINISH : constants.Z_SYNC_FLUSH;
    return gunzipSync(first, { finishFlush }).subarray(0, HEAD_BYTES);
  } catch (cause) {
    throw new RangeError(`${file}: must be whole gzip, is broken`, { cause });
  }
}
