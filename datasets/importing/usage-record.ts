import type { Tally } from "../importer.ts";
import { nearestName } from "../nearest-name.ts";
import { PLACES } from "../places.ts";
import { CAUSES, RATING_GROUPS } from "../vocabularies.ts";
import type { ColumnMap, UsageTarget } from "./column-map.ts";
import { type CsvSource, cellError } from "./csv-source.ts";
import { parseMoment } from "./parse-moment.ts";

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

/** Reads mapped cells of usage records. */
export interface UsageCells {
  /** Moves to a row; false when the map leaves it out. */
  at(cells: readonly string[], line: number): boolean;
  has(target: UsageTarget): boolean;
  /** The identifier that the records are grouped by. */
  device(): string;
  moment(target: "time" | "start" | "visibleAt"): number;
  /** Bytes, money or ms: a decimal number in the column's unit, rounded to a whole one of ours. */
  amount(
    target: "up" | "down" | "upGigawords" | "downGigawords" | "inBundle" | "charged" | "duration",
  ): number;
  code(target: "cause" | "ratingGroup" | "province"): number;
  flag(target: "roaming"): number;
  /** Names the session whose counters run on; null where they don't. */
  session(): string | null;
  error(target: UsageTarget, rule: string): RangeError;
}

/** Opens a reader of usage records under a column map; each column of the map must be in the header. */
export function openUsageCells(
  source: CsvSource,
  header: readonly string[],
  options: { readonly map: ColumnMap; readonly utcOffset: number; readonly tally: Tally },
): UsageCells {
  const { map, utcOffset, tally } = options;
  const indices = new Map<UsageTarget, number>();
  for (const [target, { column }] of map.targets) indices.set(target, find(source, header, column));
  const onlyAt = map.only === null ? -1 : find(source, header, map.only.column);
  const sessionAt = map.cumulative === null ? -1 : find(source, header, map.cumulative);
  let cells: readonly string[] = [];
  let line = 0;

  function text(target: UsageTarget): string {
    return cells[indices.get(target) as number]?.trim() ?? "";
  }

  function error(target: UsageTarget, rule: string): RangeError {
    const index = indices.get(target) as number;
    const { column } = map.targets.get(target) ?? { column: target };
    return cellError(source, line, { column, index, value: cells[index] }, rule);
  }

  return {
    error,
    has: (target) => indices.has(target),
    at(next, nextLine) {
      cells = next;
      line = nextLine;
      if (map.only !== null && !map.only.values.has(cells[onlyAt]?.trim() ?? "")) {
        tally.skip(`${map.only.column} is none that the map reads`, 0);
        return false;
      }
      if (cells.length !== header.length) {
        throw new RangeError(
          `${source.file}:${line}: a row must have ${header.length} cells like the header, has ${cells.length}`,
        );
      }
      return true;
    },
    device() {
      const identifier = text("device");
      if (identifier === "") throw error("device", "an identifier");
      return identifier;
    },
    moment(target) {
      const time = parseMoment(text(target), utcOffset);
      if (Number.isNaN(time)) throw error(target, "a date and time from 1970, year first");
      return time;
    },
    amount(target) {
      const value = text(target);
      const factor = map.targets.get(target)?.factor ?? 1;
      const isWhole = factor === 1;
      const amount = Math.round(Number(value) * factor);
      const form = isWhole ? /^\d+$/ : /^\d+(\.\d+)?$/;
      if (!form.test(value) || amount > Number.MAX_SAFE_INTEGER) {
        throw error(target, `a ${isWhole ? "whole " : ""}number from 0 and below 2^53`);
      }
      return amount;
    },
    code(target) {
      const word = text(target);
      const code = CODES[target](word);
      if (code === 0 && word !== "" && word !== "unknown") {
        tally.warn(`${target} ${JSON.stringify(word)} is not known; taken as unknown`);
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
      if (sessionAt < 0) return null;
      const session = cells[sessionAt]?.trim() ?? "";
      if (session !== "") return session;
      const cell = { column: map.cumulative ?? "", index: sessionAt, value: cells[sessionAt] };
      throw cellError(source, line, cell, "the session whose counters run on");
    },
  };
}

const CODES = {
  cause: (word: string) => Math.max(0, CAUSES.indexOf((CAUSE_NUMBERS[word] ?? word) as "unknown")),
  ratingGroup: (word: string) => Math.max(0, RATING_GROUPS.indexOf(word as "unknown")),
  province: (word: string) =>
    Math.max(
      0,
      PLACES.findIndex(
        ({ name, zh, code }) => name === word || zh === word || (code > 0 && String(code) === word),
      ),
    ),
} as const;

function find(source: CsvSource, header: readonly string[], column: string): number {
  const index = header.indexOf(column);
  if (index < 0) {
    const nearest = nearestName(column, header);
    const hint = nearest === null ? "" : `; did you mean ${nearest}?`;
    throw new RangeError(
      `map: ${source.file} has no column ${column}; it has ${header.join(", ")}${hint}`,
    );
  }
  if (header.indexOf(column, index + 1) >= 0) {
    const again = header.indexOf(column, index + 1) + 1;
    throw new RangeError(
      `${source.file}:1:${again}: column ${column} must stand once, stands twice`,
    );
  }
  return index;
}
