import type { Safeguard } from "../simulators/safeguard.ts";
import { testSafeguard } from "../simulators/safeguard-kit.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import { loadExports } from "./load-exports.ts";

/** Words that stand beside a safeguard's options in a scenario, and are none. */
const OWN_KEYS: readonly string[] = ["use", "adoption"];

/**
 * Loads the package's safeguards and those of the files: each file exports one or more, by whatever
 * names. Throws when a file has none, and when one takes a name that is taken or breaks its contract:
 * what it writes goes into bills, where a wrong number would be found by nobody.
 */
export async function loadSafeguards(files: readonly string[]): Promise<readonly Safeguard[]> {
  const safeguards = [...SAFEGUARDS];
  const rule = { isUnit: isSafeguard, what: "safeguard with name, by, claims and apply" };
  for (const { file, unit: safeguard } of await loadExports(files, rule)) {
    if (safeguards.some(({ name }) => name === safeguard.name)) {
      throw new RangeError(`${file}: the name ${safeguard.name} is taken by another safeguard`);
    }
    try {
      testSafeguard(safeguard);
    } catch (error) {
      throw new RangeError(`${file}: ${(error as Error).message}`, { cause: error });
    }
    const taken = Object.keys(safeguard.params).find((name) => OWN_KEYS.includes(name));
    if (taken !== undefined) {
      throw new RangeError(
        `${file}: ${safeguard.name} must have no param ${taken}: a scenario says with it who has which safeguard`,
      );
    }
    safeguards.push(safeguard);
  }
  return safeguards;
}

function isSafeguard(value: unknown): value is Safeguard {
  if (typeof value !== "object" || value === null) return false;
  const { name, apply, claims } = value as Partial<Safeguard>;
  return typeof name === "string" && typeof apply === "function" && Array.isArray(claims);
}
