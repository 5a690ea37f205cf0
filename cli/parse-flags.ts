import { parseQuantity, quantityRule, writeQuantity } from "../datasets/quantity.ts";
import { type Args, textOf } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Reads a flag that must be a whole number in a range; undefined when it was not given. */
export function countOf(
  args: Args,
  name: string,
  { where, min, max = Number.MAX_SAFE_INTEGER }: { where: string; min: number; max?: number },
): number | undefined {
  const text = textOf(args, name);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= min && value <= max) return value;
  const range = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new UsageError(`${where}: --${name} must be a whole number ${range}, got ${text}`);
}

/** Reads a flag that must be a number of at least 0, as people write one; undefined when not given. */
export function amountOf(args: Args, name: string, where: string): number | undefined {
  const text = textOf(args, name)?.trim();
  if (text === undefined) return undefined;
  const value = /^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (Number.isFinite(value)) return value;
  throw new UsageError(`${where}: --${name} must be a number of at least 0, got ${text}`);
}

/** Reads a flag that must be given. */
export function neededText(args: Args, name: string, where: string): string {
  const text = textOf(args, name);
  if (text === undefined || text === "") {
    throw new UsageError(`${where}: --${name} is missing`);
  }
  return text;
}

/**
 * Reads a flag that is a time in ms, such as 60s or 24h, or a size in bytes; undefined when it was
 * not given. It has to say its unit, and be of at least `min` and at most `max`.
 */
export function quantityOf(
  args: Args,
  name: string,
  {
    where,
    unit,
    min,
    max = Number.MAX_SAFE_INTEGER,
  }: { where: string; unit: "ms" | "bytes"; min: number; max?: number },
): number | undefined {
  const given = textOf(args, name);
  if (given === undefined) return undefined;
  const value = parseQuantity(given, unit, { needsUnit: true, min });
  if (value !== null && value <= max) return value;
  const least = min > 0 ? `, at least ${writeQuantity(min, unit)}` : "";
  const most = value === null ? "" : `, at most ${writeQuantity(max, unit)}`;
  const rule = `${quantityRule(unit)}${least}${most}`;
  throw new UsageError(`${where}: --${name} must be ${rule}, got ${given}`);
}
