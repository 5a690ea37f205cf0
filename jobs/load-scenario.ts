import { tariffFrom } from "../datasets/billing/tariff-file.ts";
import { TARIFFS } from "../datasets/billing/tariffs/catalogue.ts";
import type { PlacedRow } from "../datasets/enforcement.ts";
import { readScenarioText } from "../datasets/scenarios/named.ts";
import { splitLevel } from "../datasets/split-level.ts";
import type { TrafficModel } from "../simulators/model.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../simulators/models/catalogue.ts";
import type { Safeguard } from "../simulators/safeguard.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { resolveScenario } from "../simulators/scenario-file/resolve-scenario.ts";
import type { ScenarioSource } from "../simulators/scenario-file/scenario-chain.ts";
import { scenarioText } from "../simulators/scenario-file/scenario-text.ts";

/** What may be changed of a scenario without writing a file. */
export interface ScenarioChanges {
  /** `path=value`, such as `clock.days=30` or `preset=cn2015`. */
  readonly set?: readonly string[];
  readonly devices?: number | undefined;
  readonly days?: number | undefined;
  /** The one line that lives, as it does among all. */
  readonly device?: number | undefined;
  /** Safeguards that are on as well: `NAME`, or `NAME=SHARE`. */
  readonly with?: readonly string[];
  /** Reads a table of enforcement; civil times in it are at that offset. */
  readonly enforce?: ((utcOffset: number) => readonly PlacedRow[]) | undefined;
  readonly without?: readonly string[];
  /** Models beside those that come with the package. */
  readonly models?: readonly TrafficModel[];
  /** Safeguards that it may name; by default those that come with the package. */
  readonly safeguards?: readonly Safeguard[];
}

/**
 * Loads a scenario by its name (`city@L1`) or path (`./mine.yaml`, or a dataset's manifest.json, which
 * holds the scenario that it was made of), resolved against the package's
 * models, tariffs and safeguards. Throws a RangeError for whatever is wrong with it.
 */
export function loadScenario(word: string, changes: ScenarioChanges = {}): Scenario {
  const { name, level } = splitLevel(word);
  const { models = [], safeguards = SAFEGUARDS, ...overrides } = changes;
  return resolveScenario({
    ...readSource(name),
    readExtends: readSource,
    level,
    ...overrides,
    models: [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS, ...models],
    tariffs: TARIFFS,
    readTariff: tariffFrom,
    safeguards,
  });
}

/** Reads a scenario file; one that was resolved before, as in a manifest, is written out again. */
function readSource(name: string, from?: string): ScenarioSource {
  const source = readScenarioText(name, from);
  const scenario = source.file.endsWith(".json") ? resolvedIn(source.text) : undefined;
  if (scenario === undefined) return source;
  const { wlanClosures = [], safeguards = [] } = scenario as unknown as EarlierScenario;
  if (wlanClosures.length > 0 || safeguards.some((entry) => typeof entry === "string")) {
    throw new RangeError(
      `${source.file}: holds a scenario of an earlier version, with closures or plain safeguards; write them as enforcement and safeguards of a scenario file`,
    );
  }
  try {
    return { ...source, text: JSON.stringify(scenarioText(scenario)) };
  } catch (error) {
    throw new RangeError(`${source.file}: holds no resolved scenario`, { cause: error });
  }
}

/** What resolved scenarios held before there was a table of enforcement. */
interface EarlierScenario {
  readonly wlanClosures?: readonly unknown[];
  readonly safeguards?: readonly unknown[];
}

function resolvedIn(text: string): Scenario | undefined {
  try {
    return (JSON.parse(text) as { readonly scenario?: Scenario }).scenario;
  } catch {
    // Broken JSON is reported with its line by whoever reads the file as a scenario.
    return undefined;
  }
}
