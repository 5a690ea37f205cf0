import { CAUSES, RATING_GROUPS } from "../vocabularies.ts";
import { canonicalAddress } from "./address.ts";
import { checkHeader } from "./check-header.ts";
import { type CsvSource, readRows, rowError } from "./csv-source.ts";
import { firstLines } from "./delimiter.ts";
import { openFlowCells } from "./flow-cells.ts";
import { flowEmitterOf } from "./flow-emitter.ts";
import { type ImportContext, type Importer, USAGE_FIELDS } from "./importer.ts";
import { readDecimal } from "./number-style.ts";
import { hasPorts, isOverIp, protocolName } from "./protocol-name.ts";
import type { FormatRow, RawFlow, RowFormat, UsageRecord } from "./row-format.ts";
import { openRowsAbove } from "./rows-above.ts";
import { NO_PORTS } from "./service-ports.ts";

const FLOW_COLUMNS = ["flows", "peers", "hiPortShare"];

/** Says what is wrong with a record, which is then named by file and line. */
type Refuse = (rule: string) => Error;

/** Takes a record; returns the columns of the view that it fills beside those that all have. */
type TakeRecord = (record: never, line: number, refuse: Refuse) => readonly string[];

/**
 * Makes an importer of a format that is a table: finds the header, reads rows by its names, checks
 * each record, and counts what is left out.
 *
 * A header may stand again where files were joined, in another order of columns. A record that could
 * not be (bytes below zero, an end before its start, no device) is a bad row, with its line.
 */
export function rowImporter(format: RowFormat): Importer {
  const { name, summary, extensions, view, header } = format;
  const isHeader = (cells: readonly string[]) => {
    const names = cells.map((cell) => cell.trim());
    return header.every((column) => names.includes(column));
  };
  return {
    ...{ name, summary, extensions, view },
    detect: (head) =>
      firstLines(head).some((line) => isHeader(line.replaceAll('"', "").split(/[,\t;|]/))),

    async read(source, context) {
      const filled = new Set<string>();
      const above = openRowsAbove(context.tally);
      const take = view === "flows" ? openFlows(source, context) : openUsage(context);
      let onRow: ((cells: readonly string[], line: number) => void) | null = null;
      const begin = (cells: readonly string[], line: number): void => {
        const names = cells.map((cell) => cell.trim());
        checkHeader(source, names, { line, needed: header.map((column) => [column]) });
        if (onRow !== null) context.tally.warn("the header stands again: files were put together");
        above.release(names);
        onRow = openRows({ format, source, names, context }, (record, at, refuse) => {
          for (const column of take(record as never, at, refuse)) filled.add(column);
        });
      };
      const sha256 = await readRows(source, {
        ...context.listen,
        onRow(cells, line) {
          if (isHeader(cells)) begin(cells, line);
          else if (onRow !== null) onRow(cells, line);
          else if (!above.hold(cells, line)) begin(above.rows[0] as readonly string[], 1);
        },
      });
      if (onRow === null && above.rows.length > 0) begin(above.rows[0] as readonly string[], 1);
      if (view === "flows") flowEmitterOf(context, false).close();
      return { columns: [...filled], sha256 };
    },

    finish(context) {
      if (view === "flows") flowEmitterOf(context, false).finish();
    },
  };
}

interface RowsOptions {
  readonly format: RowFormat;
  readonly source: CsvSource;
  readonly names: readonly string[];
  readonly context: ImportContext;
}

function openRows(
  { format, source, names, context }: RowsOptions,
  take: (record: UsageRecord | RawFlow, line: number, refuse: Refuse) => void,
) {
  const remedy = "see how the tool prints it";
  const { cells, at } = openFlowCells(source, names, { context, remedy });
  const row = strict(format, source, { ...cells, number: (column) => numberIn(column) }, names);

  function numberIn(column: string): number {
    const text = cells.text(column);
    if (context.empty?.has(text)) return 0;
    const digits = readDecimal(text, context.style);
    if (digits === null) throw cells.error(column, "a number");
    const value = Number(`${digits.whole}.${digits.fraction || "0"}`);
    return digits.isNegative ? -value : value;
  }

  return (cellsOfRow: readonly string[], line: number): void => {
    at(cellsOfRow, line);
    const record = format.record(row);
    if (typeof record === "string") context.tally.skip(record, 0, line);
    else take(record, line, (rule) => rowError(source, line, `${format.name}: ${rule}`));
  };
}

/** Readers that refuse a column which the file does not have: else it would read as empty. */
function strict(
  { name }: RowFormat,
  { file }: CsvSource,
  cells: FormatRow,
  names: readonly string[],
): FormatRow {
  const there = <T extends unknown[], R>(read: (column: string, ...rest: T) => R) => {
    return (column: string, ...rest: T): R => {
      if (cells.has(column)) return read(column, ...rest);
      throw new RangeError(`${file}: ${name} asks for column ${column}; has ${names.join(", ")}`);
    };
  };
  const { has, text, moment, count, length, error, number } = cells;
  return {
    has,
    text: there(text),
    moment: there(moment),
    count: there(count),
    length: there(length),
    error: there(error),
    number: there(number),
    endOf(start, column, startColumn) {
      there(text)(column);
      return cells.endOf(start, column, startColumn);
    },
  };
}

function openUsage({ keys, emit }: ImportContext): TakeRecord {
  const row = new Float64Array(USAGE_FIELDS.length);
  const data = RATING_GROUPS.indexOf("data");
  return (record: UsageRecord, line, refuse) => {
    const { device, start, end, visibleAt = end, ratingGroup, cause, roaming } = record;
    if (typeof device !== "string" || device.trim() === "") {
      throw refuse(`device must be an identifier, got ${JSON.stringify(device)}`);
    }
    checkTimes(record, refuse);
    if (!(visibleAt >= end)) throw refuse(`visibleAt must be at or after end, got ${visibleAt}`);
    row[1] = end;
    row[3] = visibleAt;
    row[4] = start;
    row[5] = whole(record, "up", refuse);
    row[6] = whole(record, "down", refuse);
    row[7] =
      ratingGroup === undefined ? data : codeIn(RATING_GROUPS, "ratingGroup", record, refuse);
    row[8] = cause === undefined ? 0 : codeIn(CAUSES, "cause", record, refuse);
    row[12] = roaming === true ? 1 : 0;
    row[2] = keys.numberOf(device.trim());
    emit(row, line);
    const filled = ["ratingGroup"];
    if (cause !== undefined) filled.push("cause");
    if (roaming !== undefined) filled.push("roaming");
    return filled;
  };
}

function openFlows(source: CsvSource, context: ImportContext): TakeRecord {
  const emitter = flowEmitterOf(context, false);
  emitter.begin(source.file);
  return (record: RawFlow, line, refuse) => {
    checkTimes(record, refuse);
    const protocol = protocolName(String(record.protocol ?? ""));
    const address = (end: "source" | "destination"): string => {
      const text = String(record[end] ?? "");
      const canonical = canonicalAddress(text);
      if (canonical === null && isOverIp(protocol)) {
        throw refuse(`${end} must be a whole IP address, got ${JSON.stringify(text)}`);
      }
      return canonical ?? text;
    };
    const port = (end: "sourcePort" | "destinationPort"): number => {
      if (!hasPorts(protocol)) return NO_PORTS;
      const value = record[end];
      if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
      throw refuse(`${end} must be a port from 0 to 65535, got ${value}`);
    };
    const hasPackets =
      record.sourcePackets !== undefined && record.destinationPackets !== undefined;
    emitter.add({
      ...{ start: record.start, end: record.end, protocol, file: source.file, line },
      ...{ source: address("source"), sourcePort: port("sourcePort") },
      ...{ destination: address("destination"), destinationPort: port("destinationPort") },
      sourceBytes: whole(record, "sourceBytes", refuse),
      destinationBytes: whole(record, "destinationBytes", refuse),
      sourcePackets: hasPackets ? whole(record, "sourcePackets", refuse) : 0,
      destinationPackets: hasPackets ? whole(record, "destinationPackets", refuse) : 0,
    });
    return hasPackets ? ["packetsUp", "packetsDown", ...FLOW_COLUMNS] : FLOW_COLUMNS;
  };
}

function checkTimes({ start, end }: UsageRecord | RawFlow, refuse: Refuse): void {
  if (!(Number.isFinite(start) && start >= 0)) {
    throw refuse(`start must be a time in ms since 1970, got ${start}`);
  }
  if (!(Number.isFinite(end) && end >= start)) {
    throw refuse(`end must be at or after start, ${start}, got ${end}`);
  }
}

function whole<R extends UsageRecord | RawFlow>(record: R, field: keyof R, refuse: Refuse): number {
  const value = Math.round(record[field] as number);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw refuse(`${String(field)} must be a number from 0 and below 2^53, got ${record[field]}`);
}

function codeIn(
  words: readonly string[],
  field: "ratingGroup" | "cause",
  record: UsageRecord,
  refuse: Refuse,
): number {
  const code = words.indexOf(record[field] as string);
  if (code >= 0) return code;
  throw refuse(`${field} must be one of ${words.join(", ")}, got ${record[field]}`);
}
