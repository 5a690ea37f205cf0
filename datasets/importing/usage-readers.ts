import { type ColumnMap, currencyOf, nameOf, type UsageTarget } from "./column-map.ts";
import type { CsvSource } from "./csv-source.ts";
import { currencySigns, withoutSign } from "./currency.ts";
import type { Tally } from "./importer.ts";
import { parseMomentForm } from "./moment-form.ts";
import type { NumberStyle } from "./number-style.ts";
import { DURATION_UNITS, type DurationForm, parseDuration } from "./parse-duration.ts";
import { describeChoices, openMoments } from "./parse-moment.ts";
import { type AmountReader, openAmounts, sizeFactor } from "./parse-size.ts";
import type { Zone } from "./zone.ts";

/** Targets that hold moments. */
export type MomentTarget = "time" | "start" | "visibleAt";
/** Targets that hold amounts. */
export type AmountTarget =
  | "up"
  | "down"
  | "upGigawords"
  | "downGigawords"
  | "inBundle"
  | "charged"
  | "duration";

/** Reads the cells of one target. Its fields speak of the last text. */
export interface CellReader {
  /** NaN when the text is refused. Of two moments the later where only that lies not before `after`. */
  read(text: string, line: number, after?: number): number;
  readonly rule: string;
  /** What would help, behind the value. */
  readonly hint: string;
  readonly isNegative: boolean;
  /** The last number as the file writes it. */
  readonly written: number;
  /** What rounding added to the last number, in our unit. */
  readonly rounding: number;
  /** What can't be told from the values, after the last; null when all is clear. */
  readonly doubt: { readonly what: string; readonly place?: string } | null;
  /** Takes the file whose texts follow, for doubts. */
  begin?(file: string): void;
}

/** Options of {@link openUsageReaders}. */
export interface ReaderOptions {
  readonly map: ColumnMap;
  readonly zone: Zone;
  readonly style: NumberStyle;
  readonly later: boolean;
  readonly tally: Tally;
}

const WORDS: readonly UsageTarget[] = ["device", "ratingGroup", "cause", "province", "roaming"];
const MOMENTS: readonly UsageTarget[] = ["time", "start", "visibleAt"];

/** Opens a reader for each mapped column that holds a moment or an amount, as the map declares it. */
export function openUsageReaders(options: ReaderOptions) {
  const readers = new Map<UsageTarget, CellReader>();
  for (const target of options.map.targets.keys()) {
    if (MOMENTS.includes(target)) readers.set(target, momentReader(target, options));
    else if (target === "duration") readers.set(target, durationReader(options));
    else if (!WORDS.includes(target)) readers.set(target, amountReader(target, options));
  }
  const find = (target: UsageTarget) => readers.get(target) as CellReader;
  return {
    moment: (target: MomentTarget) => find(target),
    amount: (target: AmountTarget) => find(target),
    begin(file: string): void {
      for (const reader of readers.values()) reader.begin?.(file);
    },
    finish(source: CsvSource): void {
      for (const [target, { doubt }] of readers) {
        if (doubt === null) continue;
        const column = nameOf(options.map.targets.get(target), target);
        const { what, place = source.file } = doubt;
        throw new RangeError(`${place}: ${column} must be written one way only: ${what}`);
      }
    },
  };
}

function momentReader(target: UsageTarget, options: ReaderOptions): CellReader {
  const { map, zone, style, later, tally } = options;
  const column = map.targets.get(target);
  const declared = column?.unit ?? null;
  const form = declared === null ? null : parseMomentForm(declared);
  const isNumber = /^e/.test(declared ?? "");
  const moments = openMoments({ zone, form, later });
  const where = `${target}=${nameOf(column, target)}`;
  const which = later ? "later" : "earlier";
  return {
    isNegative: false,
    written: 0,
    rounding: 0,
    get rule() {
      return moments.rule;
    },
    get hint() {
      return describeChoices(moments.choices, where);
    },
    get doubt() {
      return moments.isAllAlsoCivil
        ? {
            what: `all its values are Unix times, and all are YYMMDDHHmm as well; declare which, such as ${where}:epoch`,
          }
        : null;
    },
    read(text, line, after = Number.NEGATIVE_INFINITY) {
      const time = moments.read(isNumber ? text.replace(style.decimal, ".") : text);
      if (moments.isDay) {
        tally.warn(
          `${nameOf(column, target)} names a day and no time of it: taken as its beginning`,
          line,
        );
      }
      if (Number.isNaN(moments.repeated)) return time;
      // An end that seems to lie before its start lies in the second run of the hour.
      const isLater = time < after && moments.repeated >= after;
      const taken = isLater ? "later, since the earlier lies before its start" : which;
      tally.warn(
        `${nameOf(column, target)} stands in an hour that the clocks of ${zone.name} repeat; taken as the ${taken}`,
        line,
      );
      return isLater ? moments.repeated : time;
    },
  };
}

function durationReader({ map, style }: ReaderOptions): CellReader {
  const unit = map.targets.get("duration")?.unit ?? null;
  const form = unit?.includes(":") ? (unit as DurationForm) : null;
  const factor = DURATION_UNITS[(unit ?? "s") as keyof typeof DURATION_UNITS] ?? 1;
  const amounts = openAmounts({ style, factor });
  let last = { rule: "", hint: "" };
  return {
    isNegative: false,
    get doubt() {
      return pointDoubt(amounts);
    },
    begin: amounts.begin,
    get written() {
      return amounts.written;
    },
    get rounding() {
      return amounts.rounding;
    },
    get rule() {
      return last.rule;
    },
    get hint() {
      return last.hint;
    },
    read(text, line) {
      const isClock = form !== null || text.includes(":");
      const value = isClock ? parseDuration(text, form) : amounts.read(text, line);
      if (!Number.isNaN(value)) return value;
      const hint = "; with two parts, declare h:mm or m:ss";
      last = isClock
        ? { rule: `a duration written ${form ?? "h:mm:ss"}`, hint: form === null ? hint : "" }
        : amounts;
      return value;
    },
  };
}

function amountReader(target: UsageTarget, { map, style }: ReaderOptions): CellReader {
  const unit = map.targets.get(target)?.unit ?? null;
  const currency = target === "charged" ? currencyOf(map) : null;
  const amounts = openAmounts({ style, factor: factorOf(target, unit, style.kilo) });
  let hint = "";
  const signs = currency === null ? [] : currencySigns(currency);
  return {
    get rule() {
      return amounts.rule;
    },
    get hint() {
      return hint || amounts.hint;
    },
    get isNegative() {
      return amounts.isNegative;
    },
    get written() {
      return amounts.written;
    },
    get rounding() {
      return amounts.rounding;
    },
    get doubt() {
      return pointDoubt(amounts);
    },
    begin: amounts.begin,
    read(text, line) {
      const amount = signs.length === 0 ? text : withoutSign(text, signs);
      hint = target === "charged" && NAMES_CURRENCY.test(amount) ? otherCurrency(currency) : "";
      return amounts.read(amount, line);
    },
  };
}

/** Words what a point may mean in any column of numbers: bytes, counts, money, lengths of time. */
function pointDoubt(amounts: AmountReader): CellReader["doubt"] {
  if (amounts.doubt === null) return null;
  const { text, file, line, count } = amounts.doubt;
  const [one, many] = [String(Number(text)), text.replace(".", "")];
  const values =
    count === 1 ? "its only value with a point" : `all its ${count} values with a point`;
  return {
    what: `${values} could be thousands (${text} is ${one} or ${many}); declare --decimal . or --thousands .`,
    place: `${file}:${line}`,
  };
}

/** A sign or letters beside digits, that are no exponent. */
const NAMES_CURRENCY = /^(?=.*\d)(?!.*\de[+-]?\d).*(\p{Sc}|[a-z元])/iu;

function otherCurrency(currency: string | null): string {
  return currency === null
    ? "; it names a currency: declare which behind the column, such as charged=COST:EUR"
    : `; it names another currency than ${currency}`;
}

function factorOf(target: UsageTarget, unit: string | null, kilo: 1000 | 1024): number | null {
  if (unit === "cell") return null;
  if (target === "charged") return unit === null || unit === "minor" ? 1 : 100;
  return unit === null ? 1 : (sizeFactor(unit, kilo) ?? 1);
}
