import {
  civilReading,
  type Reading,
  serialReading,
  UNIX_POWERS,
  unixReading,
} from "./civil-reading.ts";

/** A way to read a text, and how it is declared. */
export interface DeclaredReading {
  readonly form: string;
  readonly reading: Reading;
}

/** What a text can mean: one reading, or several of which nobody said which. */
export interface Readings {
  /** The reading to take; null when it must be declared. */
  readonly taken: Reading | null;
  /** All that the text can mean. */
  readonly choices: readonly DeclaredReading[];
}

const NUMBER = /^(\d{5,23})(?:\.(\d{1,9}))?$/;
const FORMS = [
  "YYYYMMDD",
  "DDMMYYYY",
  "MMDDYYYY",
  "YYYYMMDDHH",
  "YYMMDDHHmm",
  "YYYYMMDDHHmm",
  "YYMMDDHHmmss",
  "DDMMYYYYHHmm",
  "MMDDYYYYHHmm",
  "YYYYMMDDHHmmss",
  "DDMMYYYYHHmmss",
  "MMDDYYYYHHmmss",
] as const;
const UNIX_DIGITS: Readonly<Record<string, readonly number[]>> = {
  epoch: [10],
  "epoch-ms": [12, 13],
  "epoch-us": [16],
  "epoch-ns": [19],
};

/**
 * Reads a moment written in digits alone: a calendar's forms, year first, before Unix times.
 *
 * Of the calendar are 8, 12 and 14 digits and more; Unix times have 10, 13, 16 or 19 and lie between
 * 2001 and 2033. Digits that are both (`2024060109` is an hour of 2024 and a second of 2034), or that
 * a calendar reads with the day first or the century left out, are not taken: null stands for no
 * moment at all.
 */
export function readDigits(text: string): Readings | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, digits = "", fraction] = match;
  const choices = civilForms(digits, fraction).concat(unixForms(digits, fraction));
  if (digits.length === 5) choices.push(...excelForm(text));
  return { taken: taken(digits, choices), choices };
}

/** Whether a Unix time in seconds could be a calendar's time without its century, `2406010905`. */
export function isAlsoCivil(text: string): boolean {
  return /^\d{10}$/.test(text) && civilForms(text, undefined).length > 0;
}

function taken(digits: string, choices: readonly DeclaredReading[]): Reading | null {
  const [first] = choices;
  if (first === undefined || digits.length === 5) return null;
  const unix = choices.find(({ form }) => form.startsWith("epoch"));
  if (digits.length === 10) {
    const isHour = choices.some(({ form }) => form === "YYYYMMDDHH");
    return isHour || unix === undefined || !isPlausible(unix.reading) ? null : unix.reading;
  }
  if (first.form.startsWith("YYYY")) {
    const isShort = choices.some(({ form }) => form === "YYMMDDHHmmss");
    return isShort ? null : first.reading;
  }
  return unix !== undefined && choices.length === 1 && isPlausible(unix.reading)
    ? unix.reading
    : null;
}

function isPlausible({ civil }: Reading): boolean {
  return civil >= 1e12 && civil < 2e12;
}

function civilForms(digits: string, fraction: string | undefined): DeclaredReading[] {
  const long = digits.length > 14;
  const whole = long ? digits.slice(0, 14) : digits;
  const rest = long ? digits.slice(14) : fraction;
  return FORMS.flatMap((form) => {
    if (form.length !== whole.length || (long && !form.startsWith("YYYY"))) return [];
    if (rest !== undefined && !form.endsWith("ss")) return [];
    const part = (letters: string) => {
      const at = form.indexOf(letters);
      return at < 0 ? undefined : whole.slice(at, at + letters.length);
    };
    const short = part("YYYY") === undefined ? `20${part("YY")}` : undefined;
    const reading = civilReading({
      year: part("YYYY") ?? short ?? "",
      month: part("MM") ?? "",
      day: part("DD") ?? "",
      hour: part("HH"),
      minute: part("mm"),
      second: part("ss"),
      fraction: rest,
    });
    return reading === null ? [] : [{ form: long ? `${form}SSS` : form, reading }];
  });
}

function unixForms(digits: string, fraction = ""): DeclaredReading[] {
  return Object.entries(UNIX_POWERS).flatMap(([form, power]) =>
    UNIX_DIGITS[form]?.includes(digits.length)
      ? [{ form, reading: unixReading(digits, fraction, power) }]
      : [],
  );
}

function excelForm(text: string): DeclaredReading[] {
  const reading = serialReading(text);
  return reading.civil < 0 ? [] : [{ form: "excel", reading }];
}
