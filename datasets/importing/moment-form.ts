import {
  civilReading,
  type Reading,
  serialReading,
  UNIX_POWERS,
  unixReading,
} from "./civil-reading.ts";

/** A declared way in which a column writes its times. */
export interface MomentForm {
  /** As it was declared. */
  readonly text: string;
  /** Reads one text; null when it is not of this form. */
  read(text: string): Reading | null;
}

const SERIALS: Readonly<Record<string, number>> = {
  excel: Date.UTC(1899, 11, 30),
  "excel-1904": Date.UTC(1904, 0, 1),
};
const LATEST = Date.UTC(2100, 0, 1);
const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

const TOKEN = /YYYY|YY|MMM|MM|M|DD|D|HH|H|hh|h|mm|m|ss|s|S+|A|Z/g;
const PARTS: Readonly<Record<string, readonly [part: string, pattern: string, exact: string]>> = {
  Y: ["year", "\\d{4}", "\\d{4}"],
  M: ["month", "\\d{1,2}", "\\d{2}"],
  D: ["day", "\\d{1,2}", "\\d{2}"],
  H: ["hour", "\\d{1,2}", "\\d{2}"],
  h: ["hour", "\\d{1,2}", "\\d{2}"],
  m: ["minute", "\\d{1,2}", "\\d{2}"],
  s: ["second", "\\d{1,2}", "\\d{2}"],
  S: ["fraction", "\\d{1,9}", "\\d{1,9}"],
  A: ["half", "[ap]\\.?m\\.?|上午|下午", "[ap]m"],
  Z: ["zone", "z|utc|[+-]\\d{2}(?::?\\d{2})?", "z|utc|[+-]\\d{2}(?::?\\d{2})?"],
};

/** Whether a text is meant as a form of times: a name of one, or letters for a year. */
export function isMomentForm(text: string): boolean {
  return Object.hasOwn(UNIX_POWERS, text) || Object.hasOwn(SERIALS, text) || /YY/i.test(text);
}

/**
 * Reads a form of times: `DD/MM/YYYY HH:mm`, or one of the names epoch, epoch-ms, epoch-us, epoch-ns
 * (since 1970) and excel, excel-1904 (days, rounded to the second).
 *
 * Letters: YYYY or YY (70 to 99 are of the last century), MM or MMM (a name), DD, HH (0 to 23) or hh
 * (1 to 12, with A for am and pm), mm, ss (a fraction may follow), SSS, Z (an offset). A number
 * beside a sign may lack its leading zero; numbers that touch have two digits each.
 */
export function parseMomentForm(text: string): MomentForm {
  const [power, zero] = [UNIX_POWERS[text], SERIALS[text]];
  if (power !== undefined) return { text, read: (cell) => unixCell(cell, power) };
  if (zero !== undefined) return { text, read: (cell) => serialCell(cell, zero) };
  const { pattern, parts } = patternOf(text);
  return {
    text,
    read(cell) {
      const match = pattern.exec(cell);
      if (!match) return null;
      const found: Record<string, string> = {};
      parts.forEach((part, i) => {
        const value = match[i + 1];
        if (value !== undefined) found[part] = value;
      });
      const { day = "", hour, minute, second, fraction, half, zone } = found;
      const [year, month] = [yearOf(found), monthOf(found)];
      return civilReading({ year, month, day, hour, minute, second, fraction, half, zone });
    },
  };
}

function patternOf(text: string): { pattern: RegExp; parts: readonly string[] } {
  const parts: string[] = [];
  let source = "";
  let end = 0;
  const tokens = [...text.matchAll(TOKEN)];
  tokens.forEach(({ 0: token, index }, i) => {
    const between = text.slice(end, index);
    source += literal(text, between);
    const touchesNext = tokens[i + 1]?.index === index + token.length;
    const touchesLast = i > 0 && between === "";
    end = index + token.length;
    const [part = "", loose, exact] = PARTS[token[0] as string] ?? [];
    let own = (touchesNext || touchesLast) && token.length > 1 ? exact : loose;
    if (token === "YY") own = "\\d{2}";
    if (token === "MMM") own = "[a-z]{3,9}\\.?";
    if (parts.includes(part)) throw fault(text, `names the ${part} twice`);
    parts.push(part);
    source += `(${own})`;
    if (part === "second" && !/S/.test(text)) {
      parts.push("fraction");
      source += "(?:[.,](\\d{1,9}))?";
    }
  });
  source += literal(text, text.slice(end));
  for (const part of ["year", "month", "day"]) {
    if (!parts.includes(part)) throw fault(text, `lacks the ${part}`);
  }
  if (/h/.test(text) !== /A/.test(text)) throw fault(text, "needs hh and A (am, pm) together");
  return { pattern: new RegExp(`^${source}$`, "i"), parts };
}

function literal(form: string, between: string): string {
  if (/[a-z]/i.test(between.replace(/[Tt年月日时分秒]/g, ""))) {
    throw fault(form, `holds ${JSON.stringify(between)}`);
  }
  return between.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/\s+/g, "\\s+");
}

function fault(text: string, what: string): RangeError {
  return new RangeError(
    `map: a form of times must be made of YYYY or YY, MM or MMM, DD, HH or hh and A, mm, ss, SSS, Z, such as DD/MM/YYYY HH:mm, or be one of ${[...Object.keys(UNIX_POWERS), ...Object.keys(SERIALS)].join(", ")}; ${text} ${what}`,
  );
}

function yearOf({ year = "" }: Record<string, string>): string {
  if (year.length !== 2) return year;
  return `${Number(year) < 70 ? "20" : "19"}${year}`;
}

function monthOf({ month = "" }: Record<string, string>): string {
  return /^\d+$/.test(month) ? month : monthNumber(month);
}

/** The number of a month by its English name or its first three letters; "0" when it is none. */
export function monthNumber(name: string): string {
  return String(MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function unixCell(cell: string, power: number): Reading | null {
  const match = /^(\d{1,20})(?:\.(\d+))?$/.exec(cell);
  return match && inRange(unixReading(match[1] as string, match[2] ?? "", power));
}

function serialCell(cell: string, zero: number): Reading | null {
  return /^\d{4,6}(\.\d+)?$/.test(cell) ? inRange(serialReading(cell, zero)) : null;
}

function inRange(reading: Reading): Reading | null {
  return reading.civil > 0 && reading.civil < LATEST ? reading : null;
}
