import { type ImportContext, type Importer, USAGE_FIELDS } from "../importer.ts";
import { COLUMN_MAPS, ownNames, parseColumnMap } from "../importing/column-map.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { openHighWords, openUsageCounters, usageBytes } from "../importing/usage-counters.ts";
import { openUsageCells, type UsageCells } from "../importing/usage-record.ts";
import { RATING_GROUPS } from "../vocabularies.ts";

const DATA = RATING_GROUPS.indexOf("data");
const VIEW_COLUMNS = ["cause", "inBundle", "charged", "province", "roaming"] as const;

/**
 * Reads an operator's usage records from CSV: one row a record, under a column map.
 *
 * Without a map, columns are taken by our own names, or by a named map whose columns are all there.
 * A file without an uplink column is read as all down: a rule on the share of uplink then sees 0.
 * Records of sessions whose counters run on are turned into differences, in whatever order they
 * come.
 */
export const cdr: Importer = {
  name: "cdr",
  summary: "usage records of an operator, CSV, with a column map",
  extensions: [".csv", ".tsv", ".csv.gz"],
  view: "charging",
  detect: (head) => mapFor(headerOf(head)) !== null,

  async read(source, context) {
    let columns: readonly string[] = [];
    let rows: ReturnType<typeof openRows> | null = null;
    try {
      const sha256 = await readRows(source, {
        ...context.listen,
        onRow(row, line) {
          if (rows !== null) {
            rows.onRow(row, line);
            return;
          }
          const header = row.map((name) => name.trim());
          const { cells, highWords } = openCells(source, header, context);
          columns = ["ratingGroup", ...VIEW_COLUMNS.filter((name) => cells.has(name))];
          rows = openRows(cells, highWords, context);
        },
      });
      (rows as ReturnType<typeof openRows> | null)?.counters.finish();
      return { columns, sha256 };
    } finally {
      (rows as ReturnType<typeof openRows> | null)?.counters.close();
    }
  },
};

function openCells(source: CsvSource, header: readonly string[], context: ImportContext) {
  const text = context.map ?? mapFor(header);
  if (text === null) {
    throw new RangeError(
      `map: ${source.file} needs one, such as time=COLUMN,start=COLUMN,device=COLUMN,up=COLUMN,down=COLUMN; it has ${header.join(", ")}`,
    );
  }
  const map = parseColumnMap(text);
  const cells = openUsageCells(source, header, { ...context, map });
  if (!cells.has("up")) {
    context.tally.warn("there is no uplink column: all bytes are taken as down");
  }
  return { cells, highWords: openHighWords(header, map, context.tally) };
}

function openRows(
  cells: UsageCells,
  highWords: ReturnType<typeof openHighWords>,
  context: ImportContext,
) {
  const { keys, emit } = context;
  const row = new Float64Array(USAGE_FIELDS.length);
  const counters = openUsageCounters(cells, context);
  const onRow = (next: readonly string[], line: number): void => {
    if (!cells.at(next, line)) return;
    highWords(next, line);
    row[2] = keys.numberOf(cells.device());
    row[5] = usageBytes(cells, "up");
    row[6] = usageBytes(cells, "down");
    interval(cells, row);
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
    if (session === null) emit(row, line);
    else counters.add(session, row, line);
  };
  return { onRow, counters };
}

/** Finds when the record opened and closed, from any two of start, end and duration. */
function interval(cells: UsageCells, row: Float64Array): void {
  const length = cells.has("duration") ? cells.amount("duration") : 0;
  if (!cells.has("time")) {
    row[4] = cells.moment("start");
    row[1] = row[4] + length;
    return;
  }
  row[1] = cells.moment("time");
  row[4] = cells.has("start") ? cells.moment("start") : row[1] - length;
  if (row[4] > row[1]) throw cells.error("time", "at or after the record's start");
  if (row[4] < 0) throw cells.error("duration", "shorter than the time since 1970");
}

function headerOf(head: string): readonly string[] {
  const line = head.split(/\r?\n/, 1)[0] as string;
  return line.split(/[,;\t|]/).map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
}

function mapFor(header: readonly string[]): string | null {
  const fits = (text: string) => {
    try {
      const { targets, cumulative, only } = parseColumnMap(text);
      return [...targets.values()]
        .map(({ column }) => column)
        .concat(cumulative ?? [], only?.column ?? [])
        .every((column) => header.includes(column));
    } catch {
      return false;
    }
  };
  return [ownNames(header), ...Object.values(COLUMN_MAPS)].find(fits) ?? null;
}
