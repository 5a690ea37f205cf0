import type { OwnCharges, Tally } from "../importer.ts";
import { PLACES } from "../places.ts";
import { CAUSES, RATING_GROUPS } from "../vocabularies.ts";
import { type BoundColumns, bindColumns, withWidth } from "./bind-columns.ts";
import { type ColumnMap, nameOf, type UsageTarget } from "./column-map.ts";
import { type CsvSource, cellError, rowError } from "./csv-source.ts";
import type { NumberStyle } from "./number-style.ts";
import type { RowError } from "./row-error.ts";
import { type AmountTarget, type MomentTarget, openUsageReaders } from "./usage-readers.ts";
import type { Zone } from "./zone.ts";

/** Numbers of causeForRecClosing in 3GPP TS 32.298. */
const CAUSE_NUMBERS: Readonly<Record<string, (typeof CAUSES)[number]>> = {
  0: "normalRelease",
  4: "abnormalRelease",
  16: "volumeLimit",
  17: "timeLimit",
  18: "servingNodeChange",
  19: "maxChangeCond",
  20: "managementIntervention",
  22: "rATChange",
};

const YES = new Set(["1", "true", "yes", "y", "是", "roaming", "漫游"]);
const NO = new Set(["0", "false", "no", "n", "否", "", "home", "本地"]);
/** A spreadsheet's way to write long numbers: always with a point or a plus. */
const LOST_DIGITS = /^\d([.,]\d+)?e\+\d+$|^\d[.,]\d+e\d+$/i;

/** Options of {@link openUsageCells}. */
export interface UsageOptions {
  readonly map: ColumnMap;
  readonly zone: Zone;
  readonly style: NumberStyle;
  /** Words that stand for an empty cell; null when an empty amount is a fault. */
  readonly empty: ReadonlySet<string> | null;
  /** Takes the later moment of an hour that clocks repeat. */
  readonly later: boolean;
  readonly tally: Tally;
}

/** Reads mapped cells of usage records. */
export interface UsageCells {
  /** Takes the header of the rows that follow; null where columns go by number. */
  begin(source: CsvSource, header: readonly string[] | null): void;
  /** Moves to a row; false when the map leaves it out. */
  at(cells: readonly string[], line: number): boolean;
  has(target: UsageTarget): boolean;
  /** The identifier that the records are grouped by. */
  device(): string;
  /** A moment; of the two in an hour that clocks repeat, one that lies not before `after`. */
  moment(target: MomentTarget, after?: number): number;
  /** Bytes, money or ms: a decimal number in the column's unit, rounded to a whole one of ours. */
  amount(target: AmountTarget): number;
  code(target: "cause" | "ratingGroup" | "province"): number;
  flag(target: "roaming"): number;
  /** Names the session whose counters run on; null where they don't. */
  session(): string | null;
  error(target: UsageTarget, rule: string): RowError;
  /** Adds the row's numbers to the sums: it is a record. */
  keep(): void;
  /** After the last row: throws when values could be read two ways and none tells which. */
  finish(): void;
  /** Sum of a column's amounts as the file writes them. */
  sum(target: SumTarget): number;
  /** How many records' charges rounding changed, and by how many minor units in all. */
  readonly rounded: Pick<OwnCharges, "roundedRows" | "rounding">;
}

/** Amounts whose sums other tools can be asked for. */
export type SumTarget = Exclude<AmountTarget, "duration" | "upGigawords" | "downGigawords">;

const SUMMED: readonly SumTarget[] = ["up", "down", "inBundle", "charged"];

/** Opens a reader of usage records under a column map, for any number of headers. */
export function openUsageCells(options: UsageOptions): UsageCells {
  const { map, empty, tally } = options;
  const readers = openUsageReaders(options);
  let bound: BoundColumns = { width: 0, isByNumber: false, find: () => [] };
  let source: CsvSource;
  let cells: readonly string[] = [];
  let line = 0;
  const written = new Map<string, number>();
  const rounded = { roundedRows: 0, rounding: 0 };
  let rounding = 0;
  const sums = new Map(
    SUMMED.filter((target) => map.targets.has(target)).map((target) => [target, 0]),
  );

  function cell(index: number): string {
    const text = cells[index]?.trim() ?? "";
    return empty?.has(text) ? "" : text;
  }

  function text(target: UsageTarget): string {
    const indices = bound.find(target);
    const [first] = indices;
    if (indices.length === 1) return cell(first as number);
    return indices.map(cell).join(" ").trim();
  }

  function error(target: UsageTarget, rule: string, hint = "", isNegative = false): RowError {
    const indices = bound.find(target);
    const [index = 0] = indices;
    const column = nameOf(map.targets.get(target), target);
    const value = indices.map((i) => cells[i] ?? "").join(" ");
    const isFirst = bound.isByNumber && line === 1;
    const help = isFirst ? `${hint}; a header is left out with --skip-rows 1` : hint;
    return cellError(source, line, { column, index, value, hint: help, isNegative }, rule);
  }

  let excepted = 0;

  function isLeftOut(): boolean {
    const [onlyAt = -1] = bound.find("only");
    const [exceptAt = -1] = bound.find("except");
    if (map.only && !map.only.values.has(cell(onlyAt))) {
      tally.skip(`${map.only.column} is none that the map reads`, 0, line);
      return true;
    }
    if (map.except?.values.has(cell(exceptAt))) {
      excepted++;
      tally.skip(`${map.except.column} is one that the map leaves out`, 0, line);
      return true;
    }
    return false;
  }

  return {
    error: (target, rule) => error(target, rule),
    has: (target) => map.targets.has(target),
    begin(next, header) {
      source = next;
      readers.begin(next.file);
      bound = bindColumns(source, header, map);
    },
    at(next, nextLine) {
      cells = next;
      line = nextLine;
      if (isLeftOut()) return false;
      if (bound.width === 0) bound = withWidth(bound, source, { map, width: cells.length });
      if (!isAsWide(cells, bound.width)) {
        const like = bound.isByNumber ? "the first row" : "the header";
        throw rowError(
          source,
          line,
          `a row must have ${bound.width} cells like ${like}, has ${cells.length}`,
        );
      }
      return true;
    },
    device() {
      const identifier = text("device");
      if (identifier === "") throw error("device", "an identifier");
      if (LOST_DIGITS.test(identifier)) {
        throw error(
          "device",
          "an identifier in full: its exponent form has lost digits, and several lines would be one",
          "; format the column as text before it is saved",
        );
      }
      return identifier;
    },
    moment(target, after) {
      const reader = readers.moment(target);
      const value = text(target);
      const time = reader.read(value, line, after);
      if (Number.isNaN(time)) throw error(target, reader.rule, reader.hint);
      return time;
    },
    amount(target) {
      const value = text(target);
      const reader = readers.amount(target);
      if (target === "charged") rounding = 0;
      if (value === "" && empty !== null && target !== "duration") {
        tally.warn(`${nameOf(map.targets.get(target), target)} is empty: taken as 0`, line);
        written.set(target, 0);
        return 0;
      }
      const amount = reader.read(value, line);
      written.set(target, reader.written);
      if (target === "charged") rounding = reader.rounding;
      if (Number.isNaN(amount)) throw error(target, reader.rule, reader.hint, reader.isNegative);
      return amount;
    },
    code(target) {
      const word = text(target);
      const code = CODES[target](word);
      if (code === 0 && word !== "" && word !== "unknown") {
        tally.warn(`${target} ${JSON.stringify(word)} is not known; taken as unknown`, line);
      }
      return code;
    },
    flag(target) {
      const word = text(target).toLowerCase();
      if (YES.has(word)) return 1;
      if (NO.has(word)) return 0;
      throw error(target, "1 or 0, true or false, yes or no");
    },
    session() {
      const [index = -1] = bound.find("cumulative");
      if (index < 0) return null;
      const session = cell(index);
      if (session !== "") return session;
      const column = String(map.cumulative);
      const rule = "the session whose counters run on";
      throw cellError(source, line, { column, index, value: cells[index] }, rule);
    },
    keep() {
      for (const [target, sum] of sums) sums.set(target, sum + (written.get(target) ?? 0));
      if (rounding === 0) return;
      rounded.roundedRows++;
      rounded.rounding += rounding;
    },
    finish() {
      readers.finish(source);
      if (map.except !== null && excepted === 0) {
        tally.note(`no row has a ${map.except.column} that except names`);
      }
    },
    rounded,
    sum: (target) => sums.get(target) ?? 0,
  };
}

/** Cells beyond the header move nothing, as long as they are empty. */
function isAsWide(cells: readonly string[], width: number): boolean {
  if (cells.length === width) return true;
  return cells.length > width && cells.slice(width).every((cell) => cell.trim() === "");
}

/** A province's name without what kind of province it is. */
function short(province: string): string {
  return province.replace(/(省|市|(壮族|回族|维吾尔)?自治区|特别行政区)$/, "");
}

const CODES = {
  cause: (word: string) => Math.max(0, CAUSES.indexOf((CAUSE_NUMBERS[word] ?? word) as "unknown")),
  ratingGroup: (word: string) => Math.max(0, RATING_GROUPS.indexOf(word as "unknown")),
  province: (word: string) =>
    Math.max(
      0,
      PLACES.findIndex(
        ({ name, zh, code }) =>
          name === word || zh === short(word) || (code > 0 && String(code) === word),
      ),
    ),
} as const;
