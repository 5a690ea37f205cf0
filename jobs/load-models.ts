import type { TrafficModel } from "../simulators/model.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../simulators/models/catalogue.ts";
import { SHARE_KEYS } from "../simulators/scenario.ts";
import { loadExports } from "./load-exports.ts";

/** Models that come with the package, in a fixed order: normal, incidents, look-alikes. */
export const OWN_MODELS: readonly TrafficModel[] = [
  ...NORMAL_MODELS,
  ...INCIDENT_MODELS,
  ...LOOK_ALIKE_MODELS,
];

/**
 * Loads the package's models and those of the files: each file exports one or more traffic models,
 * by whatever names. Throws when a file has none, or one takes a name that is taken.
 */
export async function loadModels(files: readonly string[]): Promise<readonly TrafficModel[]> {
  const models = [...OWN_MODELS];
  const rule = { isUnit: isModel, what: "traffic model with name, role, plan and emit" };
  for (const { file, unit: model } of await loadExports(files, rule)) {
    if (models.some(({ name }) => name === model.name)) {
      throw new RangeError(`${file}: the name ${model.name} is taken by another model`);
    }
    const taken = Object.keys(model.params ?? {}).find((name) => SHARE_KEYS.includes(name));
    if (taken !== undefined && model.role !== "normal") {
      throw new RangeError(
        `${file}: ${model.name} must have no param ${taken}: a scenario says with it how often a kind happens, and how many lines it hits`,
      );
    }
    models.push(model);
  }
  return models;
}

function isModel(value: unknown): value is TrafficModel {
  if (typeof value !== "object" || value === null) return false;
  const { name, role, plan, emit } = value as Partial<TrafficModel>;
  return (
    typeof name === "string" &&
    typeof plan === "function" &&
    typeof emit === "function" &&
    (role === "normal" || role === "incident" || role === "look-alike")
  );
}
