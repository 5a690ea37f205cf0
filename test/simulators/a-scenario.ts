import { PLAIN_SCENARIO } from "../../simulators/model-play.ts";
import type { Scenario } from "../../simulators/scenario.ts";

/** A plain scenario in which no incident happens, from midnight on 1 November 2015 in China. */
export function aScenario(changes: Partial<Scenario> = {}): Scenario {
  return { ...PLAIN_SCENARIO, from: Date.UTC(2015, 9, 31, 16), ...changes };
}
