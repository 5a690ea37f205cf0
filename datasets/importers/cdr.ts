import { isByNumber, likeliestHeader, openHeaderTest } from "../importing/bind-columns.ts";
import {
  COLUMN_MAPS,
  type ColumnMap,
  columnsOf,
  nameOf,
  ownNames,
  parseColumnMap,
} from "../importing/column-map.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { firstLines } from "../importing/delimiter.ts";
import { identifierDoubts } from "../importing/identifier-doubts.ts";
import {
  type ImportContext,
  type Importer,
  type OwnSum,
  type Tally,
  USAGE_FIELDS,
} from "../importing/importer.ts";
import { mapDoubts } from "../importing/map-doubts.ts";
import { sizeFactor } from "../importing/parse-size.ts";
import { openRowsAbove } from "../importing/rows-above.ts";
import { openTotalsCheck } from "../importing/totals-check.ts";
import { openHighWords, openUsageCounters, usageBytes } from "../importing/usage-counters.ts";
import { openUsageCells, type UsageCells } from "../importing/usage-record.ts";
import { MINUTE } from "../sizes.ts";
import { codeOf } from "../table.ts";
import { RATING_GROUPS } from "../vocabularies.ts";

const DATA = codeOf(RATING_GROUPS, "data");
const VIEW_COLUMNS = ["cause", "inBundle", "charged", "province", "roaming"] as const;

/**
 * Reads an operator's usage records from CSV: one row a record, under a column map.
 *
 * Without a map, columns are taken by our own names, or by a named map whose columns are all there.
 * The header is the first row that has them all; it may stand again where files were put together,
 * in another order. With columns by number there is none. A file without an uplink column is read as
 * all down: a rule on the share of uplink then sees 0. Records of sessions whose counters run on are
 * turned into differences, in whatever order they come, over all files.
 */
export const cdr: Importer = {
  name: "cdr",
  summary: "usage records of an operator, CSV, with a column map",
  extensions: [".csv", ".tsv", ".csv.gz"],
  view: "charging",
  detect: (head) => firstLines(head).some((line) => mapFor(cellsOf(line)) !== null),

  async read(source, context) {
    const session = sessionOf(context);
    const rows = openRows(source, session, context);
    const sha256 = await readRows(source, { ...context.listen, onRow: rows.take });
    rows.finish();
    const { cells, map } = session;
    const columns = ["ratingGroup", ...VIEW_COLUMNS.filter((name) => cells?.has(name))];
    if (cells === null || map === null) return { columns, sha256 };
    const sums = sumsOf(cells, map, context.style.kilo);
    const own = cells.has("charged") ? sums.at(-1) : undefined;
    if (own === undefined) return { columns, sha256, sums };
    return { columns, sha256, sums, charges: { own, ...cells.rounded } };
  },

  finish(context) {
    const { cells, counters } = sessionOf(context);
    cells?.finish();
    counters?.finish();
    const identifiers = context.keys.identifiers.map(([identifier = ""]) => identifier);
    for (const doubt of identifierDoubts(identifiers)) context.tally.note(doubt);
  },
};

/** What lasts over the files of one import. */
interface Session {
  map: ColumnMap | null;
  cells: UsageCells | null;
  /** Counters that run on through sessions, which may go on in the next file. */
  counters: ReturnType<typeof openUsageCounters> | null;
  /** Reads the row at which the cells stand into `row`; returns its device. */
  add(line: number): string;
  readonly row: Float64Array;
}

const sessions = new WeakMap<ImportContext, Session>();

function sessionOf(context: ImportContext): Session {
  let session = sessions.get(context);
  if (session === undefined) {
    const row = new Float64Array(USAGE_FIELDS.length);
    const opened: Session = {
      map: context.map === undefined ? null : parseColumnMap(context.map),
      cells: null,
      counters: null,
      row,
      add: (line) => {
        const { cells, counters } = opened;
        return readRecord(cells as UsageCells, { context, counters, row }, line);
      },
    };
    session = opened;
    sessions.set(context, session);
  }
  return session;
}

/** Takes the rows of one file: what stands above its header, headers, records. */
function openRows(source: CsvSource, session: Session, context: ImportContext) {
  const { tally } = context;
  const above = openRowsAbove(tally);
  let totals = openTotalsCheck("COLUMN", tally.warn);
  let watchHighWords: ReturnType<typeof openHighWords> = () => {};
  let isHeader = session.map === null ? null : openHeaderTest(session.map);
  let isOpen = false;

  function begin(header: readonly string[] | null): void {
    const map = session.map as ColumnMap;
    if (session.cells === null) {
      session.cells = openUsageCells({ ...context, map });
      for (const doubt of mapDoubts(map)) tally.note(doubt);
    }
    session.cells.begin(source, header);
    if (map.cumulative !== null) session.counters ??= openUsageCounters(session.cells, context);
    watchHighWords = openHighWords(header ?? [], map, tally);
    if (!isOpen) totals = openTotalsCheck(nameOf(map.targets.get("device"), "device"), tally.warn);
    isOpen = true;
    above.release(header ?? []);
    if (!map.targets.has("up"))
      tally.note("there is no uplink column: all bytes are taken as down");
  }

  /** Looks for the header; true when the row was above it, or is it. */
  function seek(row: readonly string[], line: number): boolean {
    const names = row.map((name) => name.trim());
    const text = session.map === null ? mapFor(names) : null;
    if (text !== null) {
      session.map = parseColumnMap(text);
      isHeader = openHeaderTest(session.map);
    }
    if (session.map !== null && isByNumber(session.map)) {
      begin(null);
      return false;
    }
    if (isHeader?.(row)) begin(names);
    else if (!above.hold(names, line)) giveUp();
    return true;
  }

  function giveUp(): void {
    const [first = []] = above.rows;
    if (session.map === null) {
      throw new RangeError(
        `map: ${source.file} needs one, such as time=COLUMN,start=COLUMN,device=COLUMN,up=COLUMN,down=COLUMN; it has ${first.join(", ")}`,
      );
    }
    begin(likeliestHeader(above.rows, session.map));
  }

  return {
    take(row: readonly string[], line: number): void {
      if (!isOpen && seek(row, line)) return;
      if (isHeader?.(row)) {
        totals.restart();
        begin(row.map((name) => name.trim()));
        tally.warn("the header stands again: files were put together", line);
        return;
      }
      if (!(session.cells as UsageCells).at(row, line)) return;
      watchHighWords(row, line);
      const device = session.add(line);
      if (session.map?.cumulative !== null) return;
      const { row: record } = session;
      totals.add({ line, device, up: record[5] as number, down: record[6] as number });
    },
    finish(): void {
      if (!isOpen && above.rows.length > 0) giveUp();
      totals.finish();
    },
  };
}

interface RecordOptions {
  readonly context: ImportContext;
  readonly counters: Session["counters"];
  /** Is filled by each record. */
  readonly row: Float64Array;
}

/** Reads the row at which the cells stand, whole, before anything is kept of it. */
function readRecord(cells: UsageCells, { context, counters, row }: RecordOptions, line: number) {
  const { keys, emit } = context;
  const device = cells.device();
  row[5] = usageBytes(cells, "up");
  row[6] = usageBytes(cells, "down");
  interval(cells, row, context.tally);
  row[3] = cells.has("visibleAt") ? cells.moment("visibleAt") : (row[1] as number);
  if ((row[3] as number) < (row[1] as number)) {
    throw cells.error("visibleAt", "at or after the record's end");
  }
  row[7] = cells.has("ratingGroup") ? cells.code("ratingGroup") : DATA;
  row[8] = cells.has("cause") ? cells.code("cause") : 0;
  row[9] = cells.has("inBundle") ? cells.amount("inBundle") : 0;
  row[10] = cells.has("charged") ? cells.amount("charged") : 0;
  row[11] = cells.has("province") ? cells.code("province") : 0;
  row[12] = cells.has("roaming") ? cells.flag("roaming") : 0;
  const session = cells.session();
  row[2] = keys.numberOf(device);
  cells.keep();
  if (session === null) emit(row, line);
  else counters?.add(session, row, line);
  return device;
}

/** Finds when the record opened and closed, from any two of start, end and duration. */
function interval(cells: UsageCells, row: Float64Array, { warn }: Tally): void {
  const length = cells.has("duration") ? cells.amount("duration") : 0;
  if (!cells.has("time")) {
    row[4] = cells.moment("start");
    row[1] = row[4] + length;
    return;
  }
  const start = cells.has("start") ? cells.moment("start") : null;
  row[1] = cells.moment("time", start ?? undefined);
  row[4] = start ?? row[1] - length;
  if (row[4] > row[1]) throw cells.error("time", "at or after the record's start");
  if (cells.has("start") && cells.has("duration")) {
    const difference = Math.abs(row[1] - row[4] - length);
    if (difference > MINUTE) {
      warn("a duration is not the time from start to end, which is taken; is its unit right?");
    }
  }
  if (row[4] < 0) throw cells.error("duration", "shorter than the time since 1970");
}

/** Sums of the amounts that the map names, as the file writes them. */
function sumsOf(cells: UsageCells, map: ColumnMap, kilo: 1000 | 1024): OwnSum[] {
  return (["up", "down", "inBundle", "charged"] as const).flatMap((target) => {
    const column = map.targets.get(target);
    if (column === undefined) return [];
    const unit = column.unit ?? (target === "charged" ? "minor" : "B");
    const factor = target === "charged" ? null : sizeFactor(unit, kilo);
    const said = unit === "cell" ? `B by the cells' own units, K of ${kilo}` : unit;
    const sum = cells.sum(target);
    return [
      {
        column: nameOf(column, target),
        unit: factor === null || factor === 1 ? said : `${unit} of ${factor} B`,
        sum,
      },
    ];
  });
}

function cellsOf(line: string): readonly string[] {
  return line.split(/[,;\t|]/).map((name) => name.trim().replace(/^\ufeff?"(.*)"$/, "$1"));
}

function mapFor(header: readonly string[]): string | null {
  const names = new Set<string | number>(header);
  const fits = (text: string) => {
    try {
      return columnsOf(parseColumnMap(text)).every((column) => names.has(column));
    } catch {
      return false;
    }
  };
  return [ownNames(header), ...Object.values(COLUMN_MAPS)].find(fits) ?? null;
}
