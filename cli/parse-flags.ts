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

/** Reads a flag that must be given. */
export function neededText(args: Args, name: string, where: string): string {
  const text = textOf(args, name);
  if (text === undefined || text === "") {
    throw new UsageError(`${where}: --${name} is missing`);
  }
  return text;
}
