import { readStrategy } from "../bench/strategies/read-strategy.ts";
import type { Strategy } from "../bench/strategy.ts";
import {
  namedStrategies,
  readStrategyText,
  unknownStrategy,
} from "../datasets/strategies/named.ts";
import type { Safeguard } from "../simulators/safeguard.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";

/**
 * Loads a strategy by its name, by the path of a file, or by the name of a safeguard, which alone is a
 * strategy too. Throws a RangeError for whatever is wrong with it.
 *
 * @example
 * loadStrategy("sessions-block-and-disconnect").policies.length; // 2
 */
export function loadStrategy(
  word: string,
  safeguards: readonly Safeguard[] = SAFEGUARDS,
): Strategy {
  const read = readStrategyText(word);
  if (read !== null) return readStrategy(read, { safeguards });
  const safeguard = safeguards.find(({ name }) => name === word);
  if (safeguard === undefined) {
    throw unknownStrategy(
      word,
      safeguards.map(({ name }) => name),
    );
  }
  return alone(safeguard);
}

/** All strategies that come with the package, in order of their names, then each safeguard alone. */
export function allStrategies(): readonly Strategy[] {
  return [...namedStrategies().map((name) => loadStrategy(name)), ...SAFEGUARDS.map(alone)];
}

/** What a study asks where nobody says more: those with a name of their own, and safeguards that none of them is. */
export function usualStrategies(): readonly Strategy[] {
  const done = ({ detectors, safeguards }: Strategy) => JSON.stringify([detectors, safeguards]);
  const named = namedStrategies().map((name) => loadStrategy(name));
  const known = new Set(named.map(done));
  return [...named, ...SAFEGUARDS.map(alone).filter((each) => !known.has(done(each)))];
}

/** A safeguard on every line. */
function alone({ name, summary, by, claims }: Safeguard): Strategy {
  return {
    ...{ name, summary, by, source: claims[0]?.source ?? "chosen: nobody claims anything of it" },
    ...{ detectors: [], policies: [], team: null },
    safeguards: [{ use: name, adoption: 1, options: {} }],
  };
}
