import { closeSync, fstatSync, openSync } from "node:fs";
import { type DataType, Dictionary } from "apache-arrow";
import { Footer } from "apache-arrow/ipc/metadata/file";
import { allocate, type Batch, type Table, type Values } from "../table.ts";
import {
  type FileBlock,
  guard,
  type OpenFile,
  type RowsHeader,
  readBatchHeader,
  readFully,
  readWords,
} from "./blocks.ts";
import { BrokenDataset } from "./broken-dataset.ts";
import { checkFooterBounds } from "./message-bounds.ts";
import { type StoredColumn, storedColumns, type Vocabularies } from "./schema.ts";

/** Where the columns of a file lie, as its footer and its batches' headers say. */
interface Layout {
  readonly size: number;
  readonly mtimeMs: number;
  readonly blocks: readonly FileBlock[];
  readonly headers: readonly RowsHeader[];
  readonly vocabularies: Vocabularies;
  readonly stored: readonly StoredColumn[];
}

/** Layouts by path, for who opens the same files again and again; one that has changed is read anew. */
export type Layouts = Map<string, Layout>;

/** Reads rows of one table from one file, batch by batch. */
export interface TableReader {
  readonly rows: number;
  /** Number of record batches. */
  readonly batches: number;
  /** Words of every category column, as the file has them. */
  readonly vocabularies: Vocabularies;
  /** Reads one record batch into arrays that the next call overwrites. */
  read(index: number): Batch;
  close(): void;
}

/**
 * Opens an Arrow IPC file of one table for reading.
 *
 * Driven by the footer: each record batch is read on its own into arrays that are reused, so
 * memory is that of one batch, and columns that are not asked for are not read at all. Throws with
 * the path in front when the file is empty, cut off, foreign, compressed, holds nulls or other
 * columns than the table, or a vocabulary that is no beginning of the frozen one: its codes would
 * be misread. Categories without a frozen vocabulary take the file's.
 */
export function openTable(
  path: string,
  table: Table,
  columns: readonly string[] = table.columns.map(({ name }) => name),
  kept: Layouts = new Map(),
): TableReader {
  const fd = openFile(path);
  try {
    const file = { path, fd };
    const { size, mtimeMs } = fstatSync(fd);
    let layout = kept.get(path);
    if (layout === undefined || layout.size !== size || layout.mtimeMs !== mtimeMs) {
      layout = { ...readLayout(file, table), size, mtimeMs };
      kept.set(path, layout);
    }
    return readerOf(file, layout, columns);
  } catch (error) {
    closeSync(fd);
    throw blamed(error);
  }
}

function openFile(path: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    const isGone = (cause as NodeJS.ErrnoException).code === "ENOENT";
    throw isGone ? new BrokenDataset(`${path}: is missing`, { cause }) : cause;
  }
}

/** Whatever rule a file breaks, the dataset is to blame. */
function blamed(error: unknown): unknown {
  return error instanceof RangeError ? new BrokenDataset(error.message, { cause: error }) : error;
}

const MAGIC = "ARROW1";
/** Magic and padding in front; length of the footer and magic at the end. */
const FRAME = 8 + 4 + 6;

function readLayout(file: OpenFile, table: Table): Omit<Layout, "size" | "mtimeMs"> {
  const footer = readFooter(file);
  const blocks = [...footer.recordBatches()];
  const vocabularies = readVocabularies(file, footer);
  const stored = settle(file.path, table, footer, vocabularies);
  const headers = blocks.map((block) => readBatchHeader(file, block));
  return { blocks, headers, vocabularies, stored };
}

function readerOf(file: OpenFile, layout: Layout, names: readonly string[]): TableReader {
  const { path, fd } = file;
  const { blocks, headers, vocabularies, stored } = layout;
  const capacity = headers.reduce((most, { length }) => Math.max(most, length), 0);
  const selected = names.map((name) => openColumn(path, stored, name, capacity));
  const arrays = Object.fromEntries(selected.map(({ name, values }) => [name, values]));
  let open = true;

  return {
    rows: headers.reduce((sum, { length }) => sum + length, 0),
    batches: blocks.length,
    vocabularies,
    read(index) {
      if (!open) throw new Error(`${path}: is closed`);
      const block = blocks[index];
      if (block === undefined) {
        throw new RangeError(`${path}: batch must be in [0, ${blocks.length}), got ${index}`);
      }
      const header = headers[index];
      try {
        for (const column of selected) readColumn(file, column, block, header);
      } catch (error) {
        throw blamed(error);
      }
      return { length: header.length, columns: arrays };
    },
    close() {
      if (open) closeSync(fd);
      open = false;
    },
  };
}

function readFooter(file: OpenFile): Footer {
  const { path, fd } = file;
  const { size } = fstatSync(fd);
  if (size === 0) throw new RangeError(`${path}: is empty, an Arrow file without rows is not`);
  if (size < FRAME) throw new RangeError(`${path}: is no Arrow file, it has ${size} bytes`);
  const head = readFully(file, 0, 6);
  if (head.toString("latin1") !== MAGIC) {
    throw new RangeError(`${path}: is no Arrow file, it does not begin with ${MAGIC}`);
  }
  const tail = readFully(file, size - 10, 10);
  if (tail.toString("latin1", 4) !== MAGIC) {
    throw new RangeError(`${path}: is cut off, it does not end with ${MAGIC}`);
  }
  const length = tail.readInt32LE(0);
  if (length <= 0 || length > size - FRAME) {
    throw new RangeError(`${path}: footer must have 1 to ${size - FRAME} bytes, got ${length}`);
  }
  return guard(path, "footer", () => {
    const bytes = readFully(file, size - 10 - length, length);
    checkFooterBounds(bytes);
    const footer = Footer.decode(bytes);
    let held = 0;
    for (const { offset, metaDataLength, bodyLength } of [
      ...footer.recordBatches(),
      ...footer.dictionaryBatches(),
    ]) {
      if (
        !(offset >= 8 && metaDataLength >= 8 && bodyLength >= 0) ||
        offset + metaDataLength + bodyLength > size - 10 - length
      ) {
        throw new RangeError(`a block lies outside the file (offset ${offset})`);
      }
      held += metaDataLength + bodyLength;
    }
    // Blocks that overlap would be read more often than the file is long.
    if (held > size) throw new RangeError(`blocks hold ${held} bytes, the file has ${size}`);
    return footer;
  });
}

function readVocabularies(file: OpenFile, footer: Footer): Vocabularies {
  const words = new Map<number, readonly string[]>();
  for (const block of footer.dictionaryBatches()) {
    const { id, isDelta, words: more } = readWords(file, block);
    words.set(id, isDelta ? [...(words.get(id) ?? []), ...more] : more);
  }
  const vocabularies: Record<string, readonly string[]> = {};
  for (const { name, type } of footer.schema.fields) {
    if (type instanceof Dictionary) vocabularies[name] = words.get(type.id) ?? [];
  }
  return vocabularies;
}

/** Checks the file's schema and words against the table and settles the columns as the file has them. */
function settle(
  path: string,
  table: Table,
  footer: Footer,
  vocabularies: Vocabularies,
): StoredColumn[] {
  const fields = footer.schema.fields as readonly { name: string; type: DataType }[];
  const described = guard(path, "schema", () => storedColumns(table, vocabularies));
  for (let i = 0; i < Math.max(fields.length, described.length); i++) {
    const got = fields[i] ? `${fields[i].name}: ${fields[i].type}` : "none";
    const want = described[i] ? `${described[i].name}: ${described[i].type}` : "none";
    if (got !== want) {
      throw new RangeError(`${path}: column ${i + 1} of ${table.name} must be ${want}, got ${got}`);
    }
  }
  for (const { name, vocabulary } of table.columns) {
    const words = vocabularies[name];
    const at = vocabulary ? words.findIndex((word, code) => word !== vocabulary[code]) : -1;
    if (at >= 0) {
      throw new RangeError(
        `${path}: column ${name}: word ${at} must be ${vocabulary?.[at] ?? "absent"}, got ${words[at]}`,
      );
    }
  }
  return described;
}

interface OpenColumn {
  readonly name: string;
  readonly isTime: boolean;
  /** Ordinal in the schema. */
  readonly index: number;
  readonly values: Values;
  readonly bytes: Uint8Array;
  readonly width: number;
  /** Number of words of a category, else 0. */
  readonly words: number;
}

function openColumn(
  path: string,
  stored: readonly StoredColumn[],
  name: string,
  capacity: number,
): OpenColumn {
  const index = stored.findIndex((column) => column.name === name);
  if (index < 0) {
    const names = stored.map((column) => column.name).join(", ");
    throw new RangeError(`${path}: column must be one of ${names}, got ${name}`);
  }
  const column = stored[index];
  const values = allocate(column, capacity);
  return {
    name,
    isTime: column.kind === "time",
    index,
    values,
    bytes: new Uint8Array(values.buffer),
    width: values.BYTES_PER_ELEMENT,
    words: column.vocabulary?.length ?? 0,
  };
}

function readColumn(
  file: OpenFile,
  column: OpenColumn,
  block: FileBlock,
  { length, nodes, buffers }: RowsHeader,
): void {
  const { path } = file;
  const { name, index, values, bytes, width, words } = column;
  const size = length * width;
  // Each column here has two buffers: validity, which must be without nulls, and values.
  const region = buffers[2 * index + 1];
  const node = nodes[index];
  if (node?.length !== length || region === undefined || region.length < size) {
    throw new RangeError(`${path}: column ${name}: must hold ${length} values, got fewer`);
  }
  if (node.nullCount !== 0) {
    throw new RangeError(`${path}: column ${name}: must have no nulls, got ${node.nullCount}`);
  }
  if (region.offset < 0 || region.offset + size > block.bodyLength) {
    throw new RangeError(`${path}: column ${name}: lies outside its batch`);
  }
  readFully(file, block.offset + block.metaDataLength + region.offset, size, bytes);
  if (column.isTime) fromHalves(values as Float64Array, length);
  if (words > 0) checkCodes(path, column, length);
}

const HALF = 4_294_967_296;

/** Turns 64-bit integers into ms in place. */
function fromHalves(values: Float64Array, length: number): void {
  const low = new Uint32Array(values.buffer);
  const high = new Int32Array(values.buffer);
  for (let i = 0; i < length; i++) values[i] = high[2 * i + 1] * HALF + low[2 * i];
}

function checkCodes(path: string, { name, values, words }: OpenColumn, length: number): void {
  let largest = 0;
  for (let i = 0; i < length; i++) if (values[i] > largest) largest = values[i];
  if (largest >= words) {
    throw new RangeError(
      `${path}: column ${name}: code must be below ${words}, the length of its vocabulary, got ${largest}`,
    );
  }
}
