import { GB, KB, MB, TB } from "../../datasets/sizes.ts";

type Dimension = "size" | "rate" | "time" | "share";

interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
}

const unit = (dimension: Dimension, factor: number): Unit => ({ dimension, factor });

/** Base units: byte, bit/s, ms, 1. Sizes are binary, as bills are; rates are decimal, as links are. */
const UNITS: Readonly<Record<string, Unit>> = {
  B: unit("size", 1),
  bytes: unit("size", 1),
  KB: unit("size", KB),
  MB: unit("size", MB),
  GB: unit("size", GB),
  TB: unit("size", TB),
  "bit/s": unit("rate", 1),
  "kbit/s": unit("rate", 1e3),
  "Mbit/s": unit("rate", 1e6),
  "Gbit/s": unit("rate", 1e9),
  bps: unit("rate", 1),
  kbps: unit("rate", 1e3),
  Mbps: unit("rate", 1e6),
  Gbps: unit("rate", 1e9),
  ms: unit("time", 1),
  s: unit("time", 1000),
  m: unit("time", 60_000),
  min: unit("time", 60_000),
  minutes: unit("time", 60_000),
  h: unit("time", 3_600_000),
  hours: unit("time", 3_600_000),
  d: unit("time", 86_400_000),
  days: unit("time", 86_400_000),
  "%": unit("share", 0.01),
  share: unit("share", 1),
};

const EXAMPLES: Readonly<Record<Dimension, string>> = {
  size: "a size such as 5GB, 50MB or 1KB (binary: 1KB = 1024 bytes)",
  rate: "a rate such as 40Mbps or 8.4Mbit/s",
  time: "a duration such as 30m, 7d or 6h34m",
  share: "a share such as 0.4 or 40%",
};

const BASES: Readonly<Record<Dimension, string>> = {
  size: "bytes",
  rate: "bit/s",
  time: "ms",
  share: "",
};

/** A number of no unit: neither hexadecimal nor one with signs inside. */
const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads a size in whole bytes: `5GB`, `50MB`, `1KB`, `0`. */
export function parseSize(value: string | number): number {
  return Math.round(parse(value, "size"));
}

/** Reads a duration in whole ms: `30m`, `7d`, `6h34m`, `0`. */
export function parseDuration(value: string | number): number {
  return Math.round(parse(value, "time"));
}

/** Reads a rate in whole bit/s: `40Mbps`, `8.4Mbit/s`, `0`. */
export function parseRate(value: string | number): number {
  return Math.round(parse(value, "rate"));
}

/**
 * Reads a model's option in the unit that its param declares. A bare number is already in it; a
 * text with a unit of the same dimension is converted, so `50MB` and `52428800` mean the same to a
 * param in bytes.
 */
export function parseOption(value: string | number, declared: string): number {
  if (typeof value === "number") return value;
  const target = Object.hasOwn(UNITS, declared) ? UNITS[declared] : undefined;
  if (target === undefined) {
    const plain = PLAIN.test(value.trim()) ? Number(value) : Number.NaN;
    if (Number.isFinite(plain)) return plain;
    throw new RangeError(`must be a number (${declared}), got ${value}`);
  }
  const base = parse(value, target.dimension);
  return target.factor === 1 ? base : base / target.factor;
}

/** Reads an amount of money in minor units of the currency that it must be in: `1000 CNY`. */
export function parseMoney(text: string, currency: string): number {
  const [, digits, fraction, code] = /^(\d+)(?:\.(\d{1,2}))? ?([A-Z]{3})$/.exec(text) ?? [];
  if (digits === undefined || code !== currency) {
    throw new RangeError(`must be an amount such as 1000 ${currency}, got ${text}`);
  }
  const minor = Number(digits) * 100 + Number((fraction ?? "").padEnd(2, "0"));
  if (minor <= Number.MAX_SAFE_INTEGER) return minor;
  throw new RangeError(`must be below 2^53 minor units, got ${text}`);
}

/**
 * Reads a price for each KB, MB or GB as integers, exactly: `0.0003 CNY/KB` is 3 minor units for
 * each 100 KB.
 */
export function parsePrice(text: string, currency: string): { amount: number; perBytes: number } {
  const match = /^(\d+)(?:\.(\d{1,8}))? ?([A-Z]{3})\/([KMG]B)$/.exec(text);
  const [, digits = "", fraction = "", code, per = ""] = match ?? [];
  if (code !== currency) {
    throw new RangeError(`must be a price such as 0.0003 ${currency}/KB, got ${text}`);
  }
  let amount = Number(digits + fraction.padEnd(2, "0"));
  let perBytes = (UNITS[per] as Unit).factor;
  for (let i = 2; i < fraction.length; i++) perBytes *= 10;
  while (amount > 0 && amount % 10 === 0 && perBytes % 10 === 0 && (perBytes / 10) % KB === 0) {
    amount /= 10;
    perBytes /= 10;
  }
  if (!(amount * perBytes <= Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`must be a price of fewer digits, got ${text}`);
  }
  return { amount, perBytes };
}

function parse(value: string | number, dimension: Dimension): number {
  const example = EXAMPLES[dimension];
  if (typeof value === "number") {
    if (value === 0) return 0;
    if (dimension === "share" && Number.isFinite(value)) return value;
    throw new RangeError(`must be ${example}, got ${value} without a unit`);
  }
  const text = value.trim();
  if (text === "0") return 0;
  if (dimension === "share" && /^\d*\.?\d+$/.test(text) && Number.isFinite(Number(text))) {
    return Number(text);
  }
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([A-Za-z/%]+)/g)];
  const isWhole = /^(?:\d+(?:\.\d+)?\s*[A-Za-z/%]+\s*)+$/.test(text);
  const isCompound = parts.length > 1 && dimension !== "time";
  if (parts.length === 0 || !isWhole || isCompound) {
    throw new RangeError(`must be ${example}, got ${value}`);
  }
  let sum = 0;
  for (const [, number, name] of parts) {
    const found = Object.hasOwn(UNITS, name as string) ? UNITS[name as string] : undefined;
    if (found?.dimension !== dimension) throw new RangeError(`must be ${example}, got ${value}`);
    // Divided, since 70 times 0.01 is more than 0.7.
    sum += name === "%" ? Number(number) / 100 : Number(number) * found.factor;
  }
  if (!(sum <= Number.MAX_SAFE_INTEGER)) {
    throw new RangeError(`must be ${example}, below 2^53 ${BASES[dimension]}, got ${value}`);
  }
  return sum;
}
