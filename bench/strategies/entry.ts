import { suggest } from "../../datasets/nearest-name.ts";
import type { Optioned } from "../../datasets/options.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";

/** An entry of a list of units: its name, or a mapping of its name and more. */
export type Given = string | Readonly<Record<string, unknown>>;

/** A unit that an entry names, and what stands beside the name. */
export interface Entry<U extends Optioned> {
  readonly unit: U;
  readonly path: readonly PropertyKey[];
  readonly rest: Readonly<Record<string, unknown>>;
}

/** Looks up the unit that an entry names; undefined where there is none, which `problems` has heard then. */
export function entryOf<U extends Optioned>(
  problems: Problems,
  given: Given,
  path: readonly PropertyKey[],
  { what, units }: { readonly what: string; readonly units: readonly U[] },
): Entry<U> | undefined {
  const isName = typeof given === "string";
  const { use, ...rest } = isName ? { use: given } : given;
  const unit = units.find(({ name }) => name === use);
  if (unit !== undefined) return { unit, path, rest };
  const said = use === undefined ? "is missing" : `got ${use}`;
  const names = units.map(({ name }) => name);
  const near = suggest(String(use ?? ""), names);
  problems.at(isName ? path : [...path, "use"], `must be a ${what}, ${said}; ${near}`);
  return undefined;
}
