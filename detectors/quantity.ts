import { GB, HOUR, KB, MB, MINUTE, SECOND, TB } from "../datasets/sizes.ts";

/** Units of one sort: what each word is worth in the smallest of them. */
interface Family {
  readonly worth: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
}

const BYTES: Family = {
  worth: words([
    ["b byte bytes", 1],
    ["k kb kib", KB],
    ["m mb mib", MB],
    ["g gb gib", GB],
    ["t tb tib", TB],
  ]),
  examples: ["500MB", "1.5GB"],
};

const TIMES: Family = {
  worth: words([
    ["ms", 1],
    ["s sec second seconds", SECOND],
    ["m min minute minutes", MINUTE],
    ["h hour hours", HOUR],
    ["d day days", 24 * HOUR],
  ]),
  examples: ["30m", "1h"],
};

const SHARES: Family = {
  worth: words([
    ["% percent", 1],
    ["share ratio", 100],
  ]),
  examples: ["0.2", "20%"],
};

const MONEY: Family = {
  worth: words([
    ["fen cent cents", 1],
    ["minor units", 1],
    ["yuan rmb cny euro euros eur usd dollar dollars 元 € $ ¥", 100],
  ]),
  examples: ["500", "5yuan"],
};

const HOUR_OF_DAY = "hour of day";
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * Reads a number as people write it in the given unit: `500MB`, `1.5 GiB`, `1h30m`, `20%`, `22:30`;
 * null when it is none, or is not finite. A bare number is in the unit itself. It exists so that options, thresholds
 * and sweeps of every unit of ours or of a plug-in read alike.
 *
 * Sizes count as bills do, MB = MiB = 2^20 bytes; say 5e8 where half a billion bytes is meant. `Mb`
 * reads as megabits elsewhere and is refused. Money is in whole units of whatever currency the data
 * have.
 *
 * @example
 * parseQuantity("1.5GB", "bytes"); // 1610612736
 * parseQuantity("1h", "ms"); // 3600000
 * parseQuantity("20%", "share of the limit"); // 0.2
 */
export function parseQuantity(given: string | number, unit: string): number | null {
  if (typeof given === "number") return finite(given);
  const text = given.trim();
  if (NUMBER.test(text)) return finite(Number(text));
  if (unit === HOUR_OF_DAY) return clockOf(text);
  const family = familyOf(unit);
  if (family === null) return null;
  const { worth } = family.of;
  const parts = text.match(/[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*[^\d\s.+-]+/gi) ?? [];
  if (parts.length === 0 || parts.join("").replace(/\s/g, "") !== text.replace(/\s/g, "")) {
    return null;
  }
  // Only times are put together of several, and then from large to small.
  if (parts.length > 1 && (family.of !== TIMES || parts.some((part) => /^[+-]/.test(part)))) {
    return null;
  }
  let sum = 0;
  let before = Number.POSITIVE_INFINITY;
  for (const part of parts) {
    const [, number, word] = /^(.*?)\s*([^\d\s.+-]+)$/.exec(part) ?? [];
    if (/^[KMGT]b$/.test(word) || !Object.hasOwn(worth, word.toLowerCase())) return null;
    const each = worth[word.toLowerCase()];
    if (each >= before) return null;
    before = each;
    sum += Number(number) * each;
  }
  return finite(sum / family.size);
}

/** Minus zero becomes zero: files and messages would tell the two apart. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value + 0 : null;
}

/**
 * Tells whether a number of a unit says how much by itself, as bytes, hours or yuan do; a share or
 * "times the usual" is of something else.
 */
export function isQuantity(unit: string): boolean {
  const family = familyOf(unit);
  return unit === HOUR_OF_DAY || (family !== null && !(family.of === SHARES && family.size > 1));
}

/** Says how a number of a unit may be written, for messages and lists. */
export function quantityExamples(unit: string): readonly string[] {
  if (unit === HOUR_OF_DAY) return ["23", "22:30"];
  return familyOf(unit)?.of.examples ?? ["3"];
}

/**
 * Writes a number of a unit as people read it, to three digits: `29 GB`, `1 h`, `80 %`.
 *
 * @example
 * writeQuantity(31_138_512_896, "bytes"); // "29 GB"
 */
export function writeQuantity(value: number, unit: string): string {
  if (!Number.isFinite(value)) return value > 0 ? "nothing" : "everything";
  const family = familyOf(unit);
  if (family?.of === BYTES) return scaled(value * family.size, SIZES);
  if (family?.of === TIMES) return scaled(value * family.size, SPANS);
  if (family?.of === SHARES) {
    const of = unit.includes(" of ") ? unit.slice(unit.indexOf(" of ")) : "";
    return `${digits(value * family.size)} %${of}`;
  }
  if (unit === HOUR_OF_DAY) return writeClock(value);
  return unit === "" ? digits(value) : `${digits(value)} ${unit}`;
}

/** Reads `23-7` or `22:30-6:15` as two hours of the day; null when it is none. */
export function parseHours(text: string): readonly [number, number] | null {
  const match = /^\s*([\d:.]+?)\s*(?:-|\.\.|to)\s*([\d:.]+)\s*h?\s*$/.exec(text);
  if (match === null) return null;
  const [from, to] = [clockOf(match[1]), clockOf(match[2])];
  return from === null || to === null || from === to ? null : [from, to];
}

const SIZES = [
  ["TB", TB],
  ["GB", GB],
  ["MB", MB],
  ["KB", KB],
  ["B", 1],
] as const;

const SPANS = [
  ["days", 24 * HOUR],
  ["h", HOUR],
  ["min", MINUTE],
  ["s", SECOND],
  ["ms", 1],
] as const;

function scaled(value: number, units: readonly (readonly [string, number])[]): string {
  const at = units.findIndex(([, each]) => Math.abs(value) >= each);
  const [larger, smaller] = at < 0 ? units.slice(-1) : units.slice(at);
  const isRound = (size: number, n: number) =>
    Number((value / size).toPrecision(n)) * size === value;
  // 2000 MB stay what they are: 1.95 GB would be another number.
  const isKept =
    smaller !== undefined &&
    !isRound(larger[1], 3) &&
    isRound(smaller[1], 2) &&
    Math.abs(value) < 10_000 * smaller[1];
  const [word, size] = isKept ? smaller : larger;
  const number = digits(value / size);
  return `${number} ${word === "days" && number === "1" ? "day" : word}`;
}

function digits(value: number): string {
  const rounded = Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
  return rounded.toLocaleString("en-US", { maximumSignificantDigits: 15 });
}

/** Finds the family of a unit, and what one of that unit is worth in it. */
function familyOf(unit: string): { readonly of: Family; readonly size: number } | null {
  if (unit === "minor units") return { of: MONEY, size: 1 };
  if (unit === HOUR_OF_DAY) return null;
  // A share is of something, and says so: "share of the limit".
  const [word] = unit.toLowerCase().split(" of ");
  for (const of of [BYTES, TIMES, SHARES, MONEY]) {
    if (Object.hasOwn(of.worth, word)) return { of, size: of.worth[word] };
  }
  return null;
}

function clockOf(text: string): number | null {
  const match = /^(\d{1,2})(?::(\d{2})|(\.\d+))?\s*h?$/.exec(text.trim());
  if (match === null) return null;
  const minutes = Number(match[2] ?? 0);
  const hour = Number(match[1]) + minutes / 60 + Number(match[3] ?? 0);
  return hour <= 24 && minutes < 60 ? hour : null;
}

function writeClock(hour: number): string {
  const minutes = Math.round(hour * 60);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function words(of: readonly (readonly [string, number])[]): Record<string, number> {
  return Object.fromEntries(
    of.flatMap(([names, worth]) => names.split(" ").map((name) => [name, worth])),
  );
}
