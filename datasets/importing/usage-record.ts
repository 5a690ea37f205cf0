import { nameOf, type UsageTarget } from "./column-map.ts";
import type { CsvSource } from "./csv-source.ts";
import { type MappedRow, type MappedRowOptions, openMappedRow } from "./mapped-row.ts";
import type { NumberStyle } from "./number-style.ts";
import { roamingFlag } from "./roaming-flag.ts";
import type { RowError } from "./row-error.ts";
import { USAGE_CODES } from "./usage-codes.ts";
import { type AmountTarget, type MomentTarget, openUsageReaders } from "./usage-readers.ts";
import { openWrittenSums, type WrittenSums } from "./written-sums.ts";
import type { Zone } from "./zone.ts";

/** A spreadsheet's way to write long numbers: always with a point or a plus. */
const LOST_DIGITS = /^\d([.,]\d+)?e\+\d+$|^\d[.,]\d+e\d+$/i;

/** Options of {@link openUsageCells}. */
export interface UsageOptions extends MappedRowOptions {
  readonly zone: Zone;
  readonly style: NumberStyle;
  /** Takes the later moment of an hour that clocks repeat. */
  readonly later: boolean;
}

/** Reads mapped cells of usage records. */
export interface UsageCells
  extends Pick<MappedRow, "begin" | "at" | "session">,
    Pick<WrittenSums, "keep" | "sum" | "rounded"> {
  has(target: UsageTarget): boolean;
  /** The identifier that the records are grouped by. */
  device(): string;
  /** A moment; of the two in an hour that clocks repeat, one that lies not before `after`. */
  moment(target: MomentTarget, after?: number): number;
  /** Bytes, money or ms: a decimal number in the column's unit, rounded to a whole one of ours. */
  amount(target: AmountTarget): number;
  code(target: keyof typeof USAGE_CODES): number;
  flag(target: "roaming"): number;
  error(target: UsageTarget, rule: string): RowError;
  /** After the last row: throws when values could be read two ways and none tells which. */
  finish(): void;
}

/** Opens a reader of usage records under a column map, for any number of headers. */
export function openUsageCells(options: UsageOptions): UsageCells {
  const { map, empty, tally } = options;
  const readers = openUsageReaders(options);
  const row = openMappedRow(options);
  const sums = openWrittenSums(map);
  let source: CsvSource;
  return {
    ...sums,
    at: row.at,
    session: row.session,
    error: (target, rule) => row.error(target, rule),
    has: (target) => map.targets.has(target),
    begin(next, header) {
      source = next;
      readers.begin(next.file);
      row.begin(next, header);
    },
    device() {
      const identifier = row.text("device");
      if (identifier === "") throw row.error("device", "an identifier");
      if (LOST_DIGITS.test(identifier)) {
        const rule =
          "an identifier in full: its exponent form has lost digits, and several lines would be one";
        const hint = "; format the column as text before it is saved";
        throw row.error("device", rule, { hint });
      }
      return identifier;
    },
    moment(target, after) {
      const reader = readers.moment(target);
      const time = reader.read(row.text(target), row.line, after);
      if (Number.isNaN(time)) throw row.error(target, reader.rule, reader);
      return time;
    },
    amount(target) {
      const value = row.text(target);
      if (value === "" && empty !== null && target !== "duration") {
        tally.warn(`${nameOf(map.targets.get(target), target)} is empty: taken as 0`, row.line);
        sums.see(target, 0, 0);
        return 0;
      }
      const reader = readers.amount(target);
      const amount = reader.read(value, row.line);
      if (Number.isNaN(amount)) throw row.error(target, reader.rule, reader);
      sums.see(target, reader.written, reader.rounding);
      return amount;
    },
    code(target) {
      const word = row.text(target);
      const code = USAGE_CODES[target](word);
      if (code === 0 && word !== "" && word !== "unknown") {
        tally.warn(`${target} ${JSON.stringify(word)} is not known; taken as unknown`, row.line);
      }
      return code;
    },
    flag(target) {
      const flag = roamingFlag(row.text(target));
      if (Number.isNaN(flag)) throw row.error(target, "1 or 0, true or false, yes or no");
      return flag;
    },
    finish() {
      readers.finish(source);
      row.finish();
    },
  };
}
