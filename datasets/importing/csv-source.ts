import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { TextDecoder } from "node:util";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";

/** A text file of rows that someone else wrote. */
export interface CsvSource {
  /** The path as the user gave it: errors begin with it. */
  readonly file: string;
  /** The beginning, decoded: up to 64 KB, for looking at the format. */
  readonly head: string;
  readonly delimiter: string;
  readonly encoding: string;
  readonly gzip: boolean;
  /** Cells may stand in quotes; so they do when left out. */
  readonly quoted?: boolean;
  /** Size in bytes, for progress. */
  readonly size: number;
}

/** Options of {@link readRows}. */
export interface RowListener {
  /** Sees every row that is not blank: its cells, and the line on which it ends, from 1. */
  onRow(cells: readonly string[], line: number): void;
  /** Sees how many bytes of the file have been read. */
  onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
}

const HEAD_BYTES = 65_536;
const LINE_ENDS = ["\r\n", "\n", "\r"];
const DELIMITERS = [",", "\t", ";", "|"] as const;

/** Opens a CSV file (gzip or not) far enough to know how it is written. Refuses what is no text. */
export async function openCsv(file: string, encoding = "utf-8"): Promise<CsvSource> {
  decoderOf(encoding);
  const handle = await open(file).catch((cause: unknown) => {
    throw new RangeError(`${file}: must be a file that can be read`, { cause });
  });
  let size: number;
  let first: Uint8Array;
  try {
    size = (await handle.stat()).size;
    const buffer = new Uint8Array(HEAD_BYTES);
    const { bytesRead } = await handle.read(buffer, 0, HEAD_BYTES, 0);
    first = buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
  const gzip = first[0] === 0x1f && first[1] === 0x8b;
  const bytes = gzip ? await gunzipHead(file) : first;
  checkText(file, bytes, encoding);
  const head = new TextDecoder(encoding).decode(bytes, { stream: true });
  if (head.trim() === "") throw new RangeError(`${file}: must hold rows, is empty`);
  return { file, head, delimiter: delimiterOf(head), encoding, gzip, size };
}

/**
 * Parses the file row by row, in memory that does not grow with it; returns the sha256 of its bytes.
 *
 * Rows may be of any width: whoever knows the format checks it. An error of quoting or encoding
 * names the line.
 */
export async function readRows(source: CsvSource, listener: RowListener): Promise<string> {
  const { file } = source;
  const { onRow, onProgress, signal } = listener;
  const hash = createHash("sha256");
  const parser = parse({
    delimiter: source.delimiter,
    ...(source.quoted === false && { quote: null, record_delimiter: LINE_ENDS }),
    relax_column_count: true,
    skip_empty_lines: true,
    on_record: (cells: string[], { lines }: { lines: number }) => {
      onRow(cells, lines);
      return null;
    },
  });
  const input = createReadStream(file, { highWaterMark: 262_144, signal });
  const decode = decoded(source);
  const hashed = hashing(hash, onProgress);
  try {
    if (source.gzip) await pipeline(input, hashed, createGunzip(), decode, parser.resume());
    else await pipeline(input, hashed, decode, parser.resume());
  } catch (cause) {
    signal?.throwIfAborted();
    throw cause instanceof CsvError ? quotingError(file, cause) : cause;
  }
  return hash.digest("hex");
}

/** Says what a cell must be: `usage.csv:7:3: up must be ..., got "x"`; lines and columns count from 1. */
export function cellError(
  source: CsvSource,
  line: number,
  cell: { readonly column: string; readonly index: number; readonly value: string | undefined },
  rule: string,
): RangeError {
  const got = cell.value === undefined ? "nothing" : JSON.stringify(cell.value.slice(0, 80));
  return new RangeError(
    `${source.file}:${line}:${cell.index + 1}: ${cell.column} must be ${rule}, got ${got}`,
  );
}

function hashing(hash: Hash, onProgress: ((bytes: number) => void) | undefined) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onProgress?.(bytes);
      yield chunk;
    }
  };
}

function decoded(source: CsvSource) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    const decoder = decoderOf(source.encoding);
    let lines = 1;
    try {
      for await (const chunk of chunks) {
        const text = decoder.decode(chunk, { stream: true });
        yield text;
        for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
      }
      yield decoder.decode();
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      throw new RangeError(
        `${source.file}: must be ${source.encoding} throughout, is not after line ${lines}; name its encoding, for example gb18030`,
        { cause },
      );
    }
  };
}

function decoderOf(encoding: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true });
  } catch (cause) {
    throw new RangeError(
      `encoding must be one that the WHATWG standard knows, such as utf-8, gb18030 or utf-16le, got ${encoding}`,
      { cause },
    );
  }
}

async function gunzipHead(file: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of createReadStream(file).pipe(createGunzip())) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= HEAD_BYTES) break;
    }
  } catch (cause) {
    throw new RangeError(`${file}: must be whole gzip, is broken`, { cause });
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

function checkText(file: string, bytes: Uint8Array, encoding: string): void {
  if (/^utf-?16/i.test(encoding)) return;
  const [a, b] = bytes;
  const wide = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  if (wide || bytes.includes(0)) {
    const choice = a === 0xfe ? "utf-16be" : "utf-16le";
    throw new RangeError(
      `${file}: must be ${encoding}, ${wide ? "is UTF-16" : "holds zero bytes"}; save it as UTF-8 or name its encoding, for example ${choice}`,
    );
  }
}

function delimiterOf(head: string): string {
  const line = head.split(/\r?\n/, 1)[0] as string;
  let best: string = DELIMITERS[0];
  for (const candidate of DELIMITERS) {
    if (line.split(candidate).length > line.split(best).length) best = candidate;
  }
  return best;
}

function quotingError(file: string, cause: CsvError): RangeError {
  const line = (cause as { lines?: number }).lines ?? 0;
  const what =
    cause.code === "CSV_QUOTE_NOT_CLOSED"
      ? "a quote must be closed, is open at the end of the file"
      : 'a quote inside a cell must be doubled ("") and the cell quoted';
  return new RangeError(`${file}:${line}: ${what}`, { cause });
}
