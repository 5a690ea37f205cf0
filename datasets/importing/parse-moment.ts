import { formatCivil } from "../civil-time.ts";
import { MINUTE } from "../sizes.ts";
import { civilReading, type Reading } from "./civil-reading.ts";
import { type DeclaredReading, isAlsoCivil, readDigits } from "./digit-moment.ts";
import { type MomentForm, monthNumber, parseMomentForm } from "./moment-form.ts";
import { fixedZone, type Zone } from "./zone.ts";

/** Options of {@link openMoments}. */
export interface MomentOptions {
  /** Clocks of times that name no offset of their own. */
  readonly zone: Zone;
  /** How the times are written; null takes what can be read one way only. */
  readonly form?: MomentForm | null;
  /** Takes the later of the two moments that an hour repeated by the clocks has. */
  readonly later?: boolean;
}

/** Reads moments of one column. Its fields speak of the last text. */
export interface MomentReader {
  /** ms UTC; NaN when the text is no moment, or one that must be declared. */
  read(text: string): number;
  /** Why the last text was refused: what it must be. */
  readonly rule: string;
  /** What the last text could mean, when that must be declared; the first form is the likeliest. */
  readonly choices: readonly DeclaredReading[];
  /** The second moment of the last text, in an hour that clocks repeat; NaN elsewhere. */
  readonly repeated: number;
  /** Whether the last text names a day and no time of it: it is the day's beginning. */
  readonly isDay: boolean;
  /** Whether every Unix time read so far could be a calendar's time without its century. */
  readonly isAllAlsoCivil: boolean;
}

const LONGEST_JUMP = 180 * MINUTE;
const RULE = "a date and time from 1970, year first";
const ONE_WAY = "a date and time that can be read one way only";
const TIME =
  "(?:(?:[ T]+|(?<=日) ?)(上午|下午)?(\\d{1,2})[:时](\\d{2})(?:[:分](\\d{2})(?:[.,](\\d{1,9}))?)?[分秒]?(?: ?([ap]m))?)?";
const ZONE = " ?(z|utc|[+-]\\d{2}(?::?\\d{2})?)?";
const YEAR_FIRST = new RegExp(
  `^(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日)${TIME}${ZONE}$`,
  "i",
);
const COMPACT = new RegExp(
  `^(\\d{4})([-/.]?)(\\d{2})\\2(\\d{2})[ T]?(\\d{2}):?(\\d{2})(?::?(\\d{2})(?:[.,]?(\\d{1,9}))?)?${ZONE}$`,
  "i",
);
const NAMED = new RegExp(
  `^(?:(\\d{1,2})[- ]([a-z]{3,9})[- ,]+(\\d{4})|([a-z]{3,9}) (\\d{1,2}),? (\\d{4})),?${TIME}${ZONE}$`,
  "i",
);
const TWO_WAYS = /^\d{1,2}([-/.])(\d{1,2})\1(\d{4}|\d{2})(.*)$/;
const SHORT_NAMED = /^\d{1,2}([- ])([a-z]{3,9})\1(\d{2})(?!\d)(.*)$/i;

/**
 * Reads a moment as ms UTC; NaN when the text is none, lies before 1970, or can mean two.
 *
 * Takes year-first civil times in any punctuation, padded or not, with am or pm, in digits alone
 * (`20151111222600`), or with the month's English name, and Unix time of 2001 to 2033. `03/04/2024`
 * is not taken: nobody can tell it from 04/03. Fractions are cut to the millisecond.
 */
export function parseMoment(text: string, zone: Zone | number): number {
  return openMoments({ zone: typeof zone === "number" ? fixedZone("", zone) : zone }).read(text);
}

/** Opens a reader of moments: the one place where texts become times. */
export function openMoments({ zone, form = null, later = false }: MomentOptions): MomentReader {
  let unix = 0;
  let alsoCivil = 0;
  let last = {
    rule: RULE,
    choices: [] as readonly DeclaredReading[],
    repeated: Number.NaN,
    isDay: false,
  };

  function refuse(rule: string, choices: readonly DeclaredReading[] = []): number {
    last = { rule, choices, repeated: Number.NaN, isDay: false };
    return Number.NaN;
  }

  function locate({ civil, offset, isDay = false }: Reading): number {
    const civilMoments = isDay ? beginnings(zone, civil) : zone.momentsAt(civil);
    const moments = offset === null ? civilMoments : [civil - offset * MINUTE];
    const [first, second] = moments;
    if (first === undefined)
      return refuse(`a time that ${zone.name} has: its clocks go forward over it`);
    if (first < 0) return refuse(RULE);
    last = { rule: RULE, choices: [], repeated: second ?? Number.NaN, isDay };
    return later ? (second ?? first) : first;
  }

  return {
    get rule() {
      return last.rule;
    },
    get choices() {
      return last.choices;
    },
    get isDay() {
      return last.isDay;
    },
    get repeated() {
      return last.repeated;
    },
    get isAllAlsoCivil() {
      return unix > 0 && unix === alsoCivil;
    },
    read(text) {
      if (form !== null) {
        const reading = form.read(text);
        return reading === null ? refuse(`a time written ${form.text}`) : locate(reading);
      }
      const civil = readCivil(text);
      if (civil !== null) return locate(civil);
      const digits = readDigits(text);
      if (digits === null) {
        const choices = readTwoWays(text);
        return refuse(choices.length > 0 ? ONE_WAY : RULE, choices);
      }
      if (digits.taken === null) {
        return refuse(digits.choices.length > 0 ? ONE_WAY : RULE, digits.choices);
      }
      if (text.length === 10) {
        unix++;
        if (isAlsoCivil(text)) alsoCivil++;
      }
      return locate(digits.taken);
    },
  };
}

/** When a day begins: where clocks go forward over its midnight, once they have. */
function beginnings(zone: Zone, midnight: number): readonly number[] {
  for (let civil = midnight; civil < midnight + LONGEST_JUMP; civil += 15 * MINUTE) {
    const moments = zone.momentsAt(civil);
    if (moments.length > 0) return moments;
  }
  return [];
}

/** Says what a text could mean and how to declare it; empty when it means nothing. */
export function describeChoices(choices: readonly DeclaredReading[], column: string): string {
  const [first] = choices;
  if (first === undefined) return "";
  const readings = choices.map(
    ({ form, reading }) => `${formatCivil(reading.civil, reading.offset ?? 0)} as ${form}`,
  );
  return `; it is ${readings.join(" or ")}: declare which, such as ${column}:${first.form}`;
}

function readCivil(text: string): Reading | null {
  const match = YEAR_FIRST.exec(text);
  if (match) {
    const [, year = "", , m1, d1, m2, d2, ...time] = match;
    return civilReading({ year, month: m1 ?? m2 ?? "", day: d1 ?? d2 ?? "", ...timeParts(time) });
  }
  const compact = /\D/.test(text) ? COMPACT.exec(text) : null;
  if (compact) {
    const [, year = "", , month = "", day = "", hour, minute, second, fraction, zone] = compact;
    return civilReading({ year, month, day, hour, minute, second, fraction, zone });
  }
  const named = NAMED.exec(text);
  if (!named) return null;
  const [, d1, n1, y1, n2, d2, y2, ...time] = named;
  const month = monthNumber(n1 ?? n2 ?? "");
  return civilReading({ year: y1 ?? y2 ?? "", month, day: d1 ?? d2 ?? "", ...timeParts(time) });
}

function timeParts([before, hour, minute, second, fraction, after, zone]: (string | undefined)[]) {
  return { hour, minute, second, fraction, half: before ?? after, zone };
}

/** Dates with the day or the month first, or without their century, which must be declared. */
function readTwoWays(text: string): readonly DeclaredReading[] {
  const match = TWO_WAYS.exec(text) ?? SHORT_NAMED.exec(text);
  if (!match) return [];
  const [, sign = "", month = "", year = "", rest = ""] = match;
  const years = "Y".repeat(year.length);
  const time = /^[ T]*\d{1,2}([:.])\d{2}(\1\d{2})?/.exec(rest);
  const isHalf = /[ap]m$/i.test(rest);
  const [, colon = ":", seconds] = time ?? [];
  const clock =
    time === null ? "" : `${isHalf ? " hh" : " HH"}${colon}mm${seconds ? `${colon}ss` : ""}`;
  const isNamed = !/\d/.test(month);
  const months = isNamed ? "MMM" : "MM";
  const dates = [`DD${sign}${months}${sign}${years}`];
  if (!isNamed) dates.push(`MM${sign}DD${sign}${years}`);
  if (year.length === 2) dates.push(`YY${sign}${months}${sign}DD`);
  return dates.flatMap((date) => {
    const form = `${date}${clock}${isHalf ? " A" : ""}`;
    const reading = parseMomentForm(form).read(text);
    return reading === null ? [] : [{ form, reading }];
  });
}
