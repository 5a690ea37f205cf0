import type { Fleet } from "../datasets/fleet.ts";
import { suggest } from "../datasets/nearest-name.ts";
import type { ViewName } from "../datasets/view.ts";
import type { Detector, DetectorSpec, Param } from "./detector.ts";
import { parseHours, parseQuantity, quantityExamples } from "./quantity.ts";

/**
 * Options as a user gives them: numbers, texts as people write numbers of the param's unit (`500MB`,
 * `1h`, `20%`), hours as `23-7`, or a word where a param has choices.
 */
export type GivenOptions = Readonly<Record<string, number | string>>;

/** Options with every param filled in and within its bounds. */
export type ResolvedOptions = Readonly<Record<string, number>>;

/**
 * Fills in the defaults and checks what was given: the one place where options are checked, so that
 * no detector does it itself and every message reads alike.
 *
 * @example
 * resolveOptions(volumeCap, { cap: 2 * GB }); // { cap: 2147483648, period: 86400000 }
 */
export function resolveOptions(spec: DetectorSpec, given: GivenOptions = {}): ResolvedOptions {
  return resolveParams(spec.name, spec.params, given);
}

/** Does for any unit with params what {@link resolveOptions} does for a detector. */
export function resolveParams(
  unit: string,
  params: Readonly<Record<string, Param>>,
  given: GivenOptions,
): ResolvedOptions {
  const single = withoutRanges(unit, params, given);
  for (const name of Object.keys(single)) {
    if (!Object.hasOwn(params, name)) {
      throw new RangeError(
        `${unit}: unknown option ${name}; ${suggest(name, optionNames(params))}`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => [
      name,
      Object.hasOwn(single, name)
        ? checked(unit, name, param, single[name] as number | string)
        : param.default,
    ]),
  );
}

/** Names under which options may be given: those of the params, and of the ranges over two of them. */
function optionNames(params: Readonly<Record<string, Param>>): string[] {
  return Object.entries(params).flatMap(([name, { range }]) =>
    range === undefined ? [name] : [range.name, name],
  );
}

/** Puts the two ends of a range in its place: `hours=23-7` is `from=23,to=7`. */
function withoutRanges(
  unit: string,
  params: Readonly<Record<string, Param>>,
  given: GivenOptions,
): GivenOptions {
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

/**
 * Creates a running detector: options resolved and checked, view checked, state allocated.
 *
 * @example
 * const detector = createDetector(volumeCap, { cap: 2 * GB }, fleet, "charging");
 * detector.observe(batch, scores);
 */
export function createDetector(
  spec: DetectorSpec,
  given: GivenOptions,
  fleet: Fleet,
  view: ViewName,
): Detector {
  if (!spec.views.includes(view)) {
    throw new RangeError(
      `${spec.name}: view must be one of ${spec.views.join(", ")}, got ${String(view)}`,
    );
  }
  return spec.create(resolveOptions(spec, given), fleet, view);
}

function checked(unit: string, name: string, param: Param, value: number | string): number {
  const { choices, min = -Infinity, max = Infinity } = param;
  if (choices !== undefined) {
    const index = typeof value === "number" ? value : choices.indexOf(value);
    if (Number.isInteger(index) && index >= 0 && index < choices.length) return index;
    throw new RangeError(`${unit}: ${name} must be one of ${choices.join(", ")}, got ${value}`);
  }
  const number = parseQuantity(value, param.unit);
  if (number === null) {
    const examples = quantityExamples(param.unit).join(" or ");
    const sizes = examples.includes("MB") ? " (MB = 2^20 bytes)" : "";
    throw new RangeError(
      `${unit}: ${name} must be a number in ${param.unit || "no unit"}, such as ${examples}${sizes}, got ${value}`,
    );
  }
  if (number >= min && number <= max) return number;
  throw new RangeError(`${unit}: ${name} must be in [${min}, ${max}], got ${value}`);
}
