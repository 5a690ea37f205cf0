import type { Optioned } from "../../datasets/options.ts";
import { optionsOf, shareOf } from "../../datasets/yaml/yaml-options.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { StrategySafeguard } from "../strategy.ts";
import { entryOf, type Given } from "./entry.ts";

/** Reads what is on from the first day, and for whom. */
export function strategySafeguards(
  problems: Problems,
  given: readonly Given[],
  units: readonly Optioned[],
): readonly StrategySafeguard[] {
  const seen = new Set<string>();
  return given.flatMap((each, i) => {
    const path = ["safeguards", i];
    const entry = entryOf(problems, each, path, { what: "safeguard", units });
    if (entry === undefined) return [];
    const { unit, rest } = entry;
    const { adoption = 1, ...options } = rest;
    if (seen.has(unit.name)) problems.at(path, `must be named once, got ${unit.name} twice`);
    seen.add(unit.name);
    const share = problems.attempt(
      [...path, "adoption"],
      () => shareOf(adoption as string | number),
      1,
    );
    const place = { unit, path, more: ["use", "adoption"] };
    return [{ use: unit.name, adoption: share, options: optionsOf(problems, place, options) }];
  });
}
