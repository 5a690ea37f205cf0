import { suggest } from "./nearest-name.ts";
import type { OptionsOf, Param, Params } from "./param.ts";
import { parseHours, parseQuantity, quantityExamples } from "./quantity.ts";

/**
 * Options as a user gives them: numbers, texts as people write numbers of the param's unit (`500MB`,
 * `1h`, `20%`), hours as `23-7`, or a word where a param has choices.
 */
export type GivenOptions = Readonly<Record<string, number | string>>;

/** Options with every param filled in and within its bounds. */
export type ResolvedOptions = Readonly<Record<string, number>>;

/** What options are asked of: any unit with a name and params. */
export interface Optioned<P extends Params = Params> {
  readonly name: string;
  readonly params: P;
}

/**
 * Fills in the defaults and checks what was given: the one place where options of models, safeguards,
 * policies, detectors, combiners and metrics are checked, so that no unit does it itself and every
 * message reads alike.
 *
 * @example
 * resolveOptions(volumeCap, { cap: 2 * GB }); // { cap: 2147483648, period: 86400000 }
 */
export function resolveOptions<P extends Params>(
  { name: unit, params }: Optioned<P>,
  given: GivenOptions = {},
): OptionsOf<P> {
  const single = withoutRanges(unit, params, given);
  for (const name of Object.keys(single)) {
    if (!Object.hasOwn(params, name)) {
      throw new RangeError(
        `${unit}: unknown option ${name}; ${suggest(name, optionNames(params))}`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => {
      if (!Object.hasOwn(single, name)) return [name, param.default];
      const value = readOption(param, single[name] as number | string);
      if (typeof value === "number") return [name, value];
      throw new RangeError(`${unit}: ${name} ${value.fault}`);
    }),
  ) as OptionsOf<P>;
}

/** Names under which options may be given: those of the params, and of the ranges over two of them. */
export function optionNames(params: Params): string[] {
  return Object.entries(params).flatMap(([name, { range }]) =>
    range === undefined ? [name] : [range.name, name],
  );
}

/**
 * Reads one option as its param allows; what it must be instead, where it is not, for messages that
 * name the place themselves.
 */
export function readOption(
  { unit, choices, min = -Infinity, max = Infinity }: Param,
  value: number | string,
): number | { readonly fault: string } {
  if (choices !== undefined) {
    const index = typeof value === "number" ? value : choices.indexOf(value);
    if (Number.isInteger(index) && index >= 0 && index < choices.length) return index;
    return { fault: `must be one of ${choices.join(", ")}, got ${value}` };
  }
  const number = parseQuantity(value, unit);
  if (number === null) {
    const examples = quantityExamples(unit).join(" or ");
    const sizes = examples.includes("MB") ? " (MB = 2^20 bytes)" : "";
    const rule = `must be a number in ${unit || "no unit"}, such as ${examples}${sizes}`;
    return { fault: `${rule}, got ${value}` };
  }
  if (number >= min && number <= max) return number;
  const bounds = unit === "" ? `[${min}, ${max}]` : `[${min}, ${max}] ${unit}`;
  return { fault: `must be in ${bounds}, got ${value}` };
}

/** Puts the two ends of a range in its place: `hours=23-7` is `from=23,to=7`. */
export function withoutRanges(unit: string, params: Params, given: GivenOptions): GivenOptions {
  const single: Record<string, number | string> = { ...given };
  for (const [from, { range }] of Object.entries(params)) {
    if (range === undefined || !Object.hasOwn(given, range.name)) continue;
    const value = given[range.name];
    delete single[range.name];
    for (const end of [from, range.to]) {
      if (!Object.hasOwn(given, end)) continue;
      throw new RangeError(`${unit}: ${range.name} and ${end} can't both be given`);
    }
    const hours = parseHours(String(value));
    if (hours === null) {
      throw new RangeError(
        `${unit}: ${range.name} must be two hours of the day such as 23-7 or 22:30-6, got ${value}`,
      );
    }
    [single[from], single[range.to]] = hours;
  }
  return single;
}
