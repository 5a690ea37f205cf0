import { suggest } from "../nearest-name.ts";
import {
  type GivenOptions,
  type Optioned,
  optionNames,
  readOption,
  withoutRanges,
} from "../options.ts";
import { parseQuantity } from "../quantity.ts";
import type { Problems } from "./yaml-problems.ts";

/** Checks options against the params of the unit that they belong to: names, units and bounds. */
export function optionsOf(
  problems: Problems,
  {
    unit,
    path,
    more,
  }: {
    readonly unit: Optioned;
    readonly path: readonly PropertyKey[];
    /** Keys that stand beside the options, and are none. */
    readonly more: readonly string[];
  },
  given: Readonly<Record<string, unknown>>,
): Readonly<Record<string, number>> {
  const options: Record<string, number> = {};
  const plain = problems.attempt<Readonly<Record<string, unknown>>>(
    path,
    () => withoutRanges(unit.name, unit.params, given as GivenOptions),
    {},
  );
  for (const [name, value] of Object.entries(plain)) {
    const here = [...path, name];
    const param = Object.hasOwn(unit.params, name) ? unit.params[name] : undefined;
    if (param === undefined) {
      const near = suggest(name, [...more, ...optionNames(unit.params)]);
      problems.atKey(here, `is no option of ${unit.name}; ${near}`);
      continue;
    }
    if (typeof value !== "number" && typeof value !== "string") {
      problems.at(here, `must be a number, or a text with a unit, got ${JSON.stringify(value)}`);
      continue;
    }
    const read = readOption(param, value);
    if (typeof read === "number") options[name] = read;
    else problems.at(here, read.fault);
  }
  return options;
}

/** Reads a share from 0 to 1; throws a RangeError that begins with `what`, where there is one. */
export function shareOf(value: string | number, what = ""): number {
  const rule = `${what === "" ? "" : `${what} `}must be a share from 0 to 1, such as 0.6 or 60%`;
  const share = parseQuantity(value, "share") ?? Number.NaN;
  if (share >= 0 && share <= 1) return share;
  throw new RangeError(`${rule}, got ${value}`);
}
