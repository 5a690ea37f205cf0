import { type ImportContext, type Importer, USAGE_FIELDS } from "../importer.ts";
import { COLUMN_MAPS, ownNames, parseColumnMap } from "../importing/column-map.ts";
import { type CsvSource, readRows } from "../importing/csv-source.ts";
import { openUsageCells, type UsageCells } from "../importing/usage-record.ts";
import { RATING_GROUPS } from "../vocabularies.ts";

const DATA = RATING_GROUPS.indexOf("data");
const VIEW_COLUMNS = ["cause", "inBundle", "charged", "province", "roaming"] as const;

/**
 * Reads an operator's usage records from CSV: one row a record, under a column map.
 *
 * Without a map, columns are taken by our own names, or by a named map whose columns are all there.
 * A file without an uplink column is read as all down: a rule on the share of uplink then sees 0.
 * Records of sessions whose counters run on are turned into differences; a counter that falls back
 * has begun anew. That keeps about 150 bytes a session.
 */
export const cdr: Importer = {
  name: "cdr",
  summary: "usage records of an operator, CSV, with a column map",
  extensions: [".csv", ".tsv", ".csv.gz"],
  view: "charging",
  detect: (head) => mapFor(headerOf(head)) !== null,

  async read(source, context) {
    let columns: readonly string[] = [];
    let onRow: ((cells: readonly string[], line: number) => void) | null = null;
    const sha256 = await readRows(source, {
      ...context.listen,
      onRow(row, line) {
        if (onRow !== null) {
          onRow(row, line);
          return;
        }
        const header = row.map((name) => name.trim());
        const cells = openCells(source, header, context);
        columns = ["ratingGroup", ...VIEW_COLUMNS.filter((name) => cells.has(name))];
        onRow = openRows(cells, context);
      },
    });
    return { columns, sha256 };
  },
};

function openCells(source: CsvSource, header: readonly string[], context: ImportContext) {
  const text = context.map ?? mapFor(header);
  if (text === null) {
    throw new RangeError(
      `map: ${source.file} needs one, such as time=COLUMN,start=COLUMN,device=COLUMN,up=COLUMN,down=COLUMN; it has ${header.join(", ")}`,
    );
  }
  const cells = openUsageCells(source, header, { ...context, map: parseColumnMap(text) });
  if (!cells.has("up")) {
    context.tally.warn("there is no uplink column: all bytes are taken as down");
  }
  return cells;
}

function openRows(cells: UsageCells, { keys, emit }: ImportContext) {
  const row = new Float64Array(USAGE_FIELDS.length);
  const difference = openDifference();
  return (next: readonly string[], line: number): void => {
    if (!cells.at(next, line)) return;
    row[2] = keys.numberOf(cells.device());
    row[5] = cells.has("up") ? cells.amount("up") : 0;
    row[6] = cells.amount("down");
    interval(cells, row);
    const session = cells.session();
    if (session !== null) difference(session, row);
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
    emit(row);
  };
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

function openDifference() {
  const sessions = new Map<string, { time: number; up: number; down: number }>();
  return (name: string, row: Float64Array): void => {
    const [time, up, down] = [row[1] as number, row[5] as number, row[6] as number];
    const last = sessions.get(name);
    if (last === undefined) {
      sessions.set(name, { time, up, down });
      return;
    }
    if (up >= last.up && down >= last.down && time >= last.time) {
      row[4] = last.time;
      row[5] = up - last.up;
      row[6] = down - last.down;
    }
    last.time = time;
    last.up = up;
    last.down = down;
  };
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
