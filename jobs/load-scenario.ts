import { readScenarioText, splitLevel } from "../datasets/named.ts";
import { TARIFFS } from "../datasets/tariffs/catalogue.ts";
import type { TrafficModel } from "../simulators/model.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../simulators/models/catalogue.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { resolveScenario } from "../simulators/scenario-file/resolve-scenario.ts";

/** What may be changed of a scenario without writing a file. */
export interface ScenarioChanges {
  /** `path=value`, such as `clock.days=30` or `preset=cn2015`. */
  readonly set?: readonly string[];
  readonly devices?: number | undefined;
  readonly days?: number | undefined;
  /** The one line that lives, as it does among all. */
  readonly device?: number | undefined;
  readonly with?: readonly string[];
  readonly without?: readonly string[];
  /** Models beside those that come with the package. */
  readonly models?: readonly TrafficModel[];
}

/**
 * Loads a scenario by its name (`city@L1`) or path (`./mine.yaml`), resolved against the package's
 * models, tariffs and safeguards. Throws a RangeError for whatever is wrong with it.
 */
export function loadScenario(word: string, changes: ScenarioChanges = {}): Scenario {
  const { name, level } = splitLevel(word);
  const { models = [], ...overrides } = changes;
  return resolveScenario({
    ...readScenarioText(name),
    readExtends: readScenarioText,
    level,
    ...overrides,
    models: [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS, ...models],
    tariffs: TARIFFS,
    safeguards: SAFEGUARDS,
  });
}
