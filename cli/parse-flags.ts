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

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** Reads a flag that is a time in ms, such as 60s, 15m or 24h; undefined when it was not given. */
export function durationOf(
  args: Args,
  name: string,
  where: string,
  max = Number.MAX_SAFE_INTEGER,
): number | undefined {
  const given = textOf(args, name);
  if (given === undefined) return undefined;
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/.exec(given);
  const time = match === null ? Number.NaN : Number(match[1]) * UNITS[match[2]];
  if (time <= max) return time;
  const most = time > max ? `, at most ${Math.floor(max / UNITS["d"])}d` : "";
  const rule = `a time such as 60s, 15m or 24h${most}`;
  throw new UsageError(`${where}: --${name} must be ${rule}, got ${given}`);
}
