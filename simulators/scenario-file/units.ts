import { parseQuantity, quantityRule } from "../../datasets/quantity.ts";
import { GB, KB, MB } from "../../datasets/sizes.ts";

/** Reads a size in whole bytes: `5GB`, `50MB`, `1KB`, `0`. */
export const parseSize = (value: string | number) => Math.round(parse(value, "bytes"));

/** Reads a duration in whole ms: `30m`, `7d`, `6h34m`, `0`. */
export const parseDuration = (value: string | number) => Math.round(parse(value, "ms"));

/** Reads a rate in whole bit/s: `40Mbps`, `8.4Mbit/s`, `0`. */
export const parseRate = (value: string | number) => Math.round(parse(value, "bit/s"));

/** Reads a share from 0 to 1: `0.2`, `20%`. */
export function parseShare(value: string | number): number {
  const share = parseQuantity(value, "share", { min: 0 });
  if (share !== null && share <= 1) return share;
  throw new RangeError(`must be a share from 0 to 1, such as 0.2 or 20%, got ${value}`);
}

/** A scenario says the unit of each number: 50 could be bytes or megabytes to who reads it. */
function parse(value: string | number, unit: string): number {
  const read = parseQuantity(value, unit, { needsUnit: true, min: 0 });
  const rule = quantityRule(unit);
  if (read !== null) {
    if (read <= Number.MAX_SAFE_INTEGER) return read;
    throw new RangeError(`must be ${rule}, below 2^53 ${unit}, got ${value}`);
  }
  const isBare = parseQuantity(value, unit, { min: 0 }) !== null;
  throw new RangeError(`must be ${rule}, got ${value}${isBare ? " without a unit" : ""}`);
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

/** What a price may be for. */
const PRICED = { KB, MB, GB } as const;

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
  let perBytes = PRICED[per as keyof typeof PRICED];
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
