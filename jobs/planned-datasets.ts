import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Kinds, kindsIn } from "../bench/run/bench-inputs.ts";
import { datasetName } from "../bench/run/provenance.ts";
import { MANIFEST_PATH } from "../datasets/format/layout.ts";
import { FORMAT } from "../datasets/format/manifest.ts";
import { readManifest } from "../datasets/format/read-manifest.ts";
import { scenarioHash } from "../datasets/publishing/scenario-hash.ts";
import { STREAM_VERSION } from "../simulators/engine/engine.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { loadScenario } from "./load-scenario.ts";

/** A dataset of a bench: one that is there, or one that is to be generated. */
export interface PlannedDataset {
  readonly dir: string;
  /** As its rows are called. */
  readonly name: string;
  readonly seed: string | null;
  /** What the progress calls it. */
  readonly what: string;
  readonly kinds: Kinds;
  /** What it is made of; null where a folder was named. */
  readonly scenario: Scenario | null;
}

/** Where generated datasets are kept, and for which seeds they are made. */
export interface Plan {
  readonly data: string;
  readonly seeds: readonly string[];
}

/**
 * Finds the datasets that a word stands for, and makes nothing: a folder is its own, a scenario has
 * one for each seed, in a folder named after all that its rows follow from. Throws a RangeError for
 * a word that nobody knows, and for a scenario that is wrong.
 */
export function plannedDatasets(word: string, { data, seeds }: Plan): PlannedDataset[] {
  if (existsSync(join(word, MANIFEST_PATH))) {
    const manifest = readManifest(word);
    const { seed } = manifest;
    const name = datasetName(manifest);
    return [{ dir: word, name, seed, what: word, kinds: kindsIn(manifest), scenario: null }];
  }
  const scenario = loadScenario(word);
  return seeds.map((seed) => ({
    dir: datasetDir({ data, word, seed, scenario }),
    name: datasetName(scenario),
    seed,
    what: seeds.length > 1 ? `${word}, seed ${seed}` : word,
    kinds: kindsOf(scenario),
    scenario,
  }));
}

/** What a folder of a generated dataset is named after. */
export interface Generated {
  readonly data: string;
  readonly word: string;
  readonly seed: string;
  readonly scenario: Scenario;
}

/** Names the folder of a generated dataset after all that its rows follow from. */
export function datasetDir({ data, word, seed, scenario }: Generated): string {
  const hash = scenarioHash(scenario).slice(0, 8);
  return join(data, `${folderName(word)}-${folderName(seed)}-${FORMAT}.${STREAM_VERSION}-${hash}`);
}

/** Kinds that may come out; whether each does is seen when it is made. */
export function kindsOf({ incidents, lookAlikes, pinned }: Scenario): Kinds {
  const named = pinned.map(({ model }) => model);
  return {
    incidents: [...Object.keys(incidents), ...named],
    lookAlikes: [...Object.keys(lookAlikes), ...named],
  };
}

/** Makes a word fit for a folder: `city@L1` becomes `city-L1`. */
export function folderName(word: string): string {
  return word
    .replace(/\.(ya?ml|json)$/, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[-.]+|-+$/g, "");
}
