import {
  type Digits,
  describeDigits,
  describeStyles,
  type NumberStyle,
  readDecimal,
} from "./number-style.ts";

/** Units of sizes that a column can be declared to have; `cell` says that each cell names its own. */
export const SIZE_UNITS = [
  "B",
  "KB",
  "MB",
  "GB",
  "TB",
  "kB",
  "KiB",
  "MiB",
  "GiB",
  "TiB",
  "cell",
] as const;

/** Options of {@link openAmounts}. */
export interface AmountOptions {
  readonly style: NumberStyle;
  /** How many of ours one of the column's units is; null takes each cell's own unit of bytes. */
  readonly factor: number | null;
}

/** Reads amounts of one column: sizes, money, plain durations. Its fields speak of the last text. */
export interface AmountReader {
  /** A whole number of our unit, rounded; NaN when the text is refused. */
  read(text: string, line: number): number;
  /** What the last text had to be. */
  readonly rule: string;
  /** How it could be declared; empty when nothing helps. */
  readonly hint: string;
  /** Whether the last text was below zero: a correction. */
  readonly isNegative: boolean;
  /** The last number as the file writes it; in bytes where cells have units. */
  readonly written: number;
  /** What rounding added to the last number, in our unit. */
  readonly rounding: number;
  /** A value whose point may group thousands, when no other value tells; null when all is clear. */
  readonly doubt: PointDoubt | null;
  /** Takes the file whose texts follow, for doubts. */
  begin(file: string): void;
}

/** A value that could be thousands, the first of its column. */
export interface PointDoubt {
  readonly text: string;
  readonly file: string;
  readonly line: number;
  readonly count: number;
}

const EXPONENT = /^-?\d+([.,]\d+)?e[+-]?\d+$/i;
const WITH_UNIT = /^(.*\d)\s*([a-z]+)$/i;

/** Factor of a unit of sizes; KB, MB and GB are of 1024 unless the file counts by 1000. */
export function sizeFactor(unit: string, kilo: 1000 | 1024): number | null {
  if (unit === "B" || /^bytes?$/i.test(unit)) return 1;
  if (unit === "kB") return 1000;
  const match = /^([KMGT])(i?)B$/.exec(unit);
  if (!match) return null;
  const base = match[2] === "i" ? 1024 : kilo;
  let factor = 1;
  for (let power = "KMGT".indexOf(match[1] as string); power >= 0; power--) factor *= base;
  return factor;
}

/** Opens a reader of amounts: the one place where texts become sizes. */
export function openAmounts({ style, factor }: AmountOptions): AmountReader {
  let last: Refusal = { rule: "" };
  let written = 0;
  let rounding = 0;
  const point = openPointDoubt();

  function refuse(refusal: Refusal): number {
    last = refusal;
    return Number.NaN;
  }

  function amountOf(text: string, line: number, unit: number, isWhole: boolean): number {
    const digits = readDecimal(text, style);
    if (digits === null) {
      return isZeroExponent(text) ? 0 : refuse(noDecimal(text, style, isWhole));
    }
    const { whole, fraction, isNegative } = digits;
    const value = Number(`${whole}.${fraction || 0}`);
    const exact = inUnit(digits, unit);
    const amount = Math.round(exact);
    if (isNegative && amount > 0) return refuse({ rule: numberRule(isWhole), isNegative });
    const isPart = isWhole && /[1-9]/.test(fraction);
    if (isPart || !(amount <= Number.MAX_SAFE_INTEGER)) {
      const hint = isPart ? describeStyles(text, style, true, ", or has a unit") : "";
      return refuse({ rule: numberRule(isWhole), hint });
    }
    if (!style.isDeclared) point.see(text, digits, line);
    written = factor === null ? amount : value;
    rounding = withoutNoise(amount - exact);
    return amount;
  }

  function ownUnit(text: string, line: number): number {
    if (/^0+([.,]0+)?$/.test(text)) return 0;
    const [, number = "", unit = ""] = WITH_UNIT.exec(text) ?? [];
    const own = sizeFactor(unit, style.kilo);
    if (own !== null) return amountOf(number, line, own, false);
    const isBits = /^([kmgt]?b|[kmgt]?bits?)$/i.test(unit);
    const rule = `a number with its unit: ${SIZE_UNITS.slice(0, -1).join(", ")}`;
    return refuse({ rule, hint: isBits ? "; small letters may mean bits" : describeDigits(text) });
  }

  return {
    get rule() {
      return last.rule;
    },
    get hint() {
      return last.hint ?? "";
    },
    get isNegative() {
      return last.isNegative === true;
    },
    get written() {
      return written;
    },
    get rounding() {
      return rounding;
    },
    get doubt() {
      return point.doubt();
    },
    begin: point.begin,
    read(text, line) {
      written = 0;
      rounding = 0;
      if (factor === null) return ownUnit(text, line);
      const amount = amountOf(text, line, factor, factor === 1);
      if (Number.isNaN(amount) && WITH_UNIT.test(text) && !EXPONENT.test(text)) {
        last = { ...last, hint: "; it names its own unit: declare the column's unit as cell" };
      }
      return amount;
    },
  };
}

/** Why a text is none of the amounts that a column holds. */
type Refusal = Pick<AmountReader, "rule"> & Partial<Pick<AmountReader, "hint" | "isNegative">>;

function numberRule(isWhole: boolean): string {
  return `a ${isWhole ? "whole " : ""}number from 0 and below 2^53`;
}

/** No digit of a zero is lost, however it is written. */
function isZeroExponent(text: string): boolean {
  return EXPONENT.test(text) && Number(text.replace(",", ".")) === 0;
}

function noDecimal(text: string, style: NumberStyle, isWhole: boolean): Refusal {
  return EXPONENT.test(text)
    ? { rule: "a number in full: its exponent form has lost digits" }
    : { rule: numberRule(isWhole), hint: describeStyles(text, style, isWhole) };
}

/** Moves the point for a unit's powers of ten: 1.005 times 100 is less than 100.5. */
function inUnit({ whole, fraction }: Digits, unit: number): number {
  const zeros = /0*$/.exec(String(unit))?.[0].length ?? 0;
  return Number(`${whole}.${fraction || 0}e${zeros}`) * (unit / Number(`1e${zeros}`));
}

/** A product of doubles is off by less, and nobody writes money so finely. */
function withoutNoise(rounding: number): number {
  return Math.abs(rounding) < 1e-6 ? 0 : rounding;
}

/**
 * Watches values such as `1.234`: each may be a thousand or one and a bit. Any value that no file
 * with groups would hold (`0.5`, `12.34`, `12345`) clears them all. `1234` clears `1.234` alone: some
 * languages group from five digits on.
 */
function openPointDoubt() {
  let first: Omit<PointDoubt, "count"> | null = null;
  let file = "";
  let count = 0;
  let isClear = false;
  const four = { bare: false, grouped: false };
  return {
    begin(next: string): void {
      file = next;
    },
    see(
      text: string,
      { whole, fraction }: { whole: string; fraction: string },
      line: number,
    ): void {
      if (isClear) return;
      if (fraction === "") {
        isClear = whole.length > 4;
        four.bare ||= whole.length === 4;
      } else if (fraction.length !== 3 || whole.length > 3 || whole === "0") {
        isClear = true;
      } else {
        four.grouped ||= whole.length === 1;
        first ??= { text, file, line };
        count++;
      }
    },
    doubt: (): PointDoubt | null =>
      isClear || first === null || (four.bare && four.grouped) ? null : { ...first, count },
  };
}
