import { suggest } from "../../datasets/nearest-name.ts";
import { optionNames, resolveOptions } from "../../datasets/options.ts";
import { optionsOf } from "../../datasets/yaml/yaml-options.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import { POLICIES } from "../policies/catalogue.ts";
import type { Policy } from "../policy.ts";
import type { StrategyDetector, StrategyPolicy } from "../strategy.ts";
import { type Entry, entryOf, type Given } from "./entry.ts";
import type { StrategyFile } from "./strategy-schema.ts";

/**
 * Reads what follows an alarm. Options beside the list hold for every policy that has them; one that
 * none has is an error, and so is a policy that never hears of a detector's alarms.
 */
export function strategyPolicies(
  problems: Problems,
  given: StrategyFile["policy"],
  detectors: readonly StrategyDetector[],
): { readonly policies: readonly StrategyPolicy[]; readonly team: number | null } {
  if (given === undefined) return { policies: [], team: null };
  const { use, team = null, ...shared } = given;
  const isList = Array.isArray(use);
  const entries = (isList ? use : [use]).flatMap((each: Given, i: number) => {
    const path = isList ? ["policy", "use", i] : ["policy", "use"];
    return entryOf(problems, each, path, { what: "policy", units: POLICIES }) ?? [];
  });
  for (const entry of entries) mustHear(problems, entry, detectors);
  checkShared(problems, shared, entries);
  const policies = entries.map(({ unit, path, rest }) => {
    const own = optionsOf(problems, { unit, path, more: ["use"] }, rest);
    const common = Object.fromEntries(
      Object.entries(shared).filter(([name]) => Object.hasOwn(unit.params, name)),
    );
    const place = { unit, path: ["policy"], more: ["use", "team"] };
    const options = { ...optionsOf(problems, place, common), ...own };
    return { use: unit.name, options: resolveOptions(unit, options) };
  });
  return { policies, team };
}

/** Whoever applies a policy must hear of the alarm. */
function mustHear(
  problems: Problems,
  { unit, path }: Entry<Policy>,
  detectors: readonly StrategyDetector[],
): void {
  for (const { use, view } of detectors) {
    if (unit.needs.includes(view)) continue;
    problems.at(
      path,
      `must hear of the alarms of ${use}: ${unit.name} is applied by the ${unit.by}, who sees ${unit.needs.join(", ")}, got ${view}`,
    );
  }
}

function checkShared(
  problems: Problems,
  shared: Readonly<Record<string, unknown>>,
  entries: readonly Entry<Policy>[],
): void {
  const known = entries.flatMap(({ unit }) => optionNames(unit.params));
  for (const name of Object.keys(shared)) {
    if (known.includes(name) || entries.length === 0) continue;
    const names = entries.map(({ unit }) => unit.name).join(", ");
    const near = suggest(name, ["use", "team", ...known]);
    problems.atKey(["policy", name], `is no option of ${names}; ${near}`);
  }
}
