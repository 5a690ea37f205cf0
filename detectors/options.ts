import type { Fleet } from "../datasets/fleet.ts";
import { suggest } from "../datasets/nearest-name.ts";
import type { ViewName } from "../datasets/view.ts";
import type { Detector, DetectorSpec, Param } from "./detector.ts";

/** Options as a user gives them: numbers, texts that read as numbers, or a word where a param has choices. */
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
  for (const name of Object.keys(given)) {
    if (!Object.hasOwn(params, name)) {
      throw new RangeError(
        `${unit}: unknown option ${name}; ${suggest(name, Object.keys(params))}`,
      );
    }
  }
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => [
      name,
      Object.hasOwn(given, name)
        ? checked(unit, name, param, given[name] as number | string)
        : param.default,
    ]),
  );
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
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number === "number" && number >= min && number <= max) return number;
  throw new RangeError(`${unit}: ${name} must be in [${min}, ${max}], got ${value}`);
}
