import { createHash, type Hash } from "node:crypto";
import { pipeline } from "node:stream/promises";
import { TextDecoder } from "node:util";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse";
import { delimiterOf } from "./delimiter.ts";
import type { LineRanges } from "./line-ranges.ts";
import { RowError } from "./row-error.ts";
import { openTextInput, type TextInput } from "./text-input.ts";

export { cellError, rowError } from "./row-error.ts";

/** A text file of rows that someone else wrote. */
export interface CsvSource extends Omit<TextInput, "head"> {
  /** The beginning, decoded: up to 64 KB, for looking at the format. */
  readonly head: string;
  readonly delimiter: string;
  readonly encoding: string;
  /** Cells may stand in quotes; so they do when left out. */
  readonly quoted?: boolean;
}

/** Options of {@link readRows}. */
export interface RowListener {
  /** Sees every row that is not blank: its cells, and the line on which it ends, from 1. */
  onRow(cells: readonly string[], line: number): void;
  /** Sees how many bytes of the file have been read. */
  onProgress?: (bytes: number) => void;
  /** Takes rows that are not what their format promises; left out, the first of them ends it all. */
  onBadRow?: (error: RowError) => void;
  /** Hears that the last line has no end: the file may have been cut off. */
  onUnfinished?: () => void;
  /** Hears of a row that `skip` leaves out. */
  onSkipped?: () => void;
  /** Lines that are no rows. */
  readonly skip?: LineRanges | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a CSV file, a pipe or stdin (`-`), gzip or not, far enough to know how it is written.
 * Refuses what is no text.
 */
export async function openCsv(
  file: string,
  encoding = "utf-8",
  delimiter?: string,
  signal?: AbortSignal,
): Promise<CsvSource> {
  decoderOf(encoding);
  const input = await openTextInput(file, signal);
  checkText(input.file, input.head, encoding);
  const head = new TextDecoder(encoding).decode(input.head, { stream: true });
  if (head.trim() === "") throw new RangeError(`${input.file}: must hold rows, is empty`);
  return { ...input, head, delimiter: delimiter ?? delimiterOf(head), encoding };
}

/**
 * Parses the file row by row, in memory that does not grow with it; returns the sha256 of its bytes.
 *
 * Rows may be of any width: whoever knows the format checks it. Rows without a filled cell are
 * nothing. An error of quoting or encoding names the line.
 */
export async function readRows(source: CsvSource, listener: RowListener): Promise<string> {
  const { file } = source;
  const { onProgress, onUnfinished, signal } = listener;
  const hash = createHash("sha256");
  const rows = openRowGate(listener);
  const parser = parse({
    delimiter: source.delimiter,
    quote: source.quoted === false ? null : '"',
    record_delimiter: ["\n", "\r\n", "\r"],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    on_record: (cells: string[], { lines }: { lines: number }) => {
      rows.take(cells, lines);
      return null;
    },
  });
  const decode = decoded(source, onUnfinished);
  const hashed = hashing(hash, onProgress);
  const input = source.bytes(signal);
  try {
    if (source.gzip) await pipeline(input, hashed, createGunzip(), decode, parser.resume());
    else await pipeline(input, hashed, decode, parser.resume());
    rows.end();
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof CsvError) throw quotingError(file, cause);
    if (/^Z_/.test((cause as { code?: string }).code ?? "")) {
      throw new RangeError(`${file}: must be whole gzip, is broken`, { cause });
    }
    throw cause;
  }
  return hash.digest("hex");
}

/** Lets rows pass that are to be read, the last one late where it is not. */
function openRowGate({ onRow, onBadRow, onSkipped, skip }: RowListener) {
  let held: { readonly cells: readonly string[]; readonly line: number } | null = null;

  function pass(cells: readonly string[], line: number): void {
    try {
      onRow(cells, line);
    } catch (error) {
      if (onBadRow === undefined || !(error instanceof RowError)) throw error;
      onBadRow(error);
    }
  }

  return {
    take(cells: readonly string[], line: number): void {
      if (skip?.has(line)) {
        onSkipped?.();
        return;
      }
      if (!skip?.last) {
        pass(cells, line);
        return;
      }
      if (held !== null) pass(held.cells, held.line);
      held = { cells, line };
    },
    end(): void {
      if (held !== null) onSkipped?.();
      held = null;
    },
  };
}

const MARK = "\ufeff";

function hashing(hash: Hash, onProgress: ((bytes: number) => void) | undefined) {
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    let bytes = 0;
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      onProgress?.(bytes);
      yield chunk;
    }
  };
}

function decoded(source: CsvSource, onUnfinished: (() => void) | undefined) {
  return async function* (chunks: AsyncIterable<Uint8Array>) {
    const decoder = decoderOf(source.encoding);
    let lines = 1;
    let end = "\n";
    try {
      for await (const chunk of chunks) {
        const decoded = decoder.decode(chunk, { stream: true });
        // Where files were put one behind the other, each has its own mark.
        const text = decoded.includes(MARK) ? decoded.replaceAll(MARK, "") : decoded;
        end = text.at(-1) ?? end;
        yield text;
        for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
      }
      yield decoder.decode();
      if (end !== "\n" && end !== "\r") onUnfinished?.();
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

function quotingError(file: string, cause: CsvError): RangeError {
  const line = (cause as { lines?: number }).lines ?? 0;
  const what =
    cause.code === "CSV_QUOTE_NOT_CLOSED"
      ? "a quote must be closed, is open at the end of the file"
      : 'a quote inside a cell must be doubled ("") and the cell quoted';
  return new RangeError(`${file}:${line}: ${what}`, { cause });
}
