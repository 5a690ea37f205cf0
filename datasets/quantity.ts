import { GB, HOUR, KB, MB, MINUTE, SECOND, TB } from "./sizes.ts";

/** Units of one sort: what each word is worth in the smallest of them. */
interface Family {
  readonly worth: Readonly<Record<string, number>>;
  readonly examples: readonly string[];
  /** What a number with its unit is called. */
  readonly called: string;
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
  called: "a size",
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
  called: "a time",
};

/** Links count by 1000, whatever bills do. */
const RATES: Family = {
  worth: words([
    ["bit/s bps", 1],
    ["kbit/s kbps", 1e3],
    ["mbit/s mbps", 1e6],
    ["gbit/s gbps", 1e9],
  ]),
  examples: ["300kbit/s", "40Mbps"],
  called: "a rate",
};

const SHARES: Family = {
  worth: words([
    ["% percent", 1],
    ["share ratio", 100],
  ]),
  examples: ["0.2", "20%"],
  called: "a share",
};

const MONEY: Family = {
  worth: words([
    ["fen cent cents", 1],
    ["minor units", 1],
    ["yuan rmb cny euro euros eur usd dollar dollars 元 € $ ¥", 100],
  ]),
  examples: ["500", "5yuan"],
  called: "an amount",
};

const FAMILIES = [BYTES, TIMES, RATES, SHARES, MONEY];
const HOUR_OF_DAY = "hour of day";
const DIGITS = String.raw`(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?`;
const NUMBER = new RegExp(`^[+-]?${DIGITS}$`, "i");
const PART = new RegExp(`([+-]?${DIGITS})\\s*([^\\d\\s.+-]+)`, "gi");

/** Where a number stands, when its unit may not be left out or it may not be below zero. */
export interface QuantityPlace {
  /** A bare number is refused unless it is 0, or of a unit that no word names: 50 what? */
  readonly needsUnit?: boolean;
  /** Least number, in the unit; params have bounds of their own. */
  readonly min?: number;
}

/**
 * Reads a number as people write it in the given unit: `500MB`, `1.5 GiB`, `1h30m`, `40Mbps`, `20%`,
 * `22:30`; null when it is none, or is not finite. A bare number is in the unit itself. It is the one
 * reader of numbers that people write, in options, thresholds, sweeps, gates, flags and scenario
 * files, so that what one place takes every other takes too.
 *
 * Sizes count as bills do, MB = MiB = 2^20 bytes; say 5e8 where half a billion bytes is meant. `Mb`
 * reads as megabits elsewhere and is refused. Money is in whole units of whatever currency the data
 * have. Numbers are decimal and finite, have no separators of thousands and at most one sign, in
 * front; several with units are one time only from large to small.
 *
 * @example
 * parseQuantity("1.5GB", "bytes"); // 1610612736
 * parseQuantity("1h", "ms"); // 3600000
 * parseQuantity("20%", "share of the limit"); // 0.2
 * parseQuantity("-5s", "ms", { min: 0 }); // null
 */
export function parseQuantity(
  given: string | number,
  unit: string,
  { needsUnit = false, min = Number.NEGATIVE_INFINITY }: QuantityPlace = {},
): number | null {
  const value = numberOf(given, unit, needsUnit);
  return value === null || value < min ? null : value;
}

function numberOf(given: string | number, unit: string, needsUnit: boolean): number | null {
  const family = familyOf(unit);
  const bare = (value: number) => {
    const isClear = !needsUnit || value === 0 || family === null || family.of === SHARES;
    return isClear ? finite(value) : null;
  };
  if (typeof given === "number") return bare(given);
  const text = given.trim();
  if (NUMBER.test(text)) return bare(Number(text));
  if (unit === HOUR_OF_DAY) return clockOf(text);
  if (family === null) return null;
  const parts = [...text.matchAll(PART)];
  const isWhole = plain(parts.map(([part]) => part).join("")) === plain(text);
  if (parts.length === 0 || !isWhole) return null;
  const isSum = parts.length > 1;
  if (isSum && (family.of !== TIMES || parts.some(([part]) => /^[+-]/.test(part)))) return null;
  let sum = 0;
  let before = Number.POSITIVE_INFINITY;
  for (const [, number, word] of parts) {
    const each = worthOf(word, family.of);
    if (each === null || each >= before) return null;
    before = each;
    sum += Number(number) * each;
  }
  return finite(sum / family.size);
}

/** Units are read in any case, but a small b is a bit and a large one a byte. */
function worthOf(word: string, of: Family): number | null {
  const isMistaken = of === RATES ? word.includes("B") : /^[KMGT]b$/.test(word);
  const known = word.toLowerCase();
  return isMistaken || !Object.hasOwn(of.worth, known) ? null : of.worth[known];
}

const plain = (text: string) => text.replace(/\s/g, "");

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

/** Says what a text must be to be read in a unit: `a size such as 500MB or 1.5GB (MB = 2^20 bytes)`. */
export function quantityRule(unit: string): string {
  const of =
    unit === HOUR_OF_DAY ? "an hour of the day" : (familyOf(unit)?.of.called ?? "a number");
  const note = familyOf(unit)?.of === BYTES ? " (MB = 2^20 bytes)" : "";
  return `${of} such as ${quantityExamples(unit).join(" or ")}${note}`;
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
  if (family?.of === RATES) return scaled(value * family.size, SPEEDS);
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

const SPEEDS = [
  ["Gbit/s", 1e9],
  ["Mbit/s", 1e6],
  ["kbit/s", 1e3],
  ["bit/s", 1],
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
  for (const of of FAMILIES) {
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
