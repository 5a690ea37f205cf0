import { suggest } from "../../datasets/nearest-name.ts";
import type { TrafficModel } from "../model.ts";
import type { ModelSetting } from "../scenario.ts";
import type { Problems } from "./scenario-problems.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { parseOption } from "./units.ts";

type Path = readonly PropertyKey[];

/** Checks one list of models against the catalogue: names, roles, options, units and bounds. */
export function settingsOf(
  problems: Problems,
  models: readonly TrafficModel[],
  section: "models" | "incidents" | "lookAlikes",
  given: ScenarioFile["models"],
): Record<string, ModelSetting> {
  const role = ({ models: "normal", incidents: "incident", lookAlikes: "look-alike" } as const)[
    section
  ];
  const choices = models.filter((model) => model.role === role).map(({ name }) => name);
  const settings: Record<string, ModelSetting> = {};
  for (const [name, options] of Object.entries(given)) {
    if (options === false) continue;
    const path = [section, name];
    const model = models.find((candidate) => candidate.name === name);
    if (model === undefined) {
      problems.atKey(path, `is no ${role} model; ${suggest(name, choices)}`);
    } else if (model.role !== role) {
      problems.atKey(path, `is a model of role ${model.role}, this lists ${role} models`);
    } else {
      settings[name] = optionsOf(problems, model, path, options ?? {});
    }
  }
  return settings;
}

/** Checks the options of one pinned episode. */
export function pinnedOptions(
  problems: Problems,
  models: readonly TrafficModel[],
  path: Path,
  episode: ScenarioFile["pinned"][number],
): ModelSetting {
  const model = models.find(({ name }) => name === episode.model);
  if (model !== undefined) return optionsOf(problems, model, [...path, "options"], episode.options);
  const names = models.map(({ name }) => name);
  problems.at(
    [...path, "model"],
    `must be a model, got ${episode.model}; ${suggest(episode.model, names)}`,
  );
  return {};
}

function optionsOf(
  problems: Problems,
  model: TrafficModel,
  path: Path,
  given: Readonly<Record<string, string | number>>,
): ModelSetting {
  const options: Record<string, number> = {};
  for (const [name, value] of Object.entries(given)) {
    const here = [...path, name];
    const param = Object.hasOwn(model.params, name) ? model.params[name] : undefined;
    if (param === undefined) {
      const near = suggest(name, Object.keys(model.params));
      problems.atKey(here, `is no option of ${model.name}; ${near}`);
      continue;
    }
    const { unit, min, max } = param;
    const number = problems.attempt(here, () => parseOption(value, unit), Number.NaN);
    if (number < min || number > max) {
      problems.at(here, `must be in [${min}, ${max}] ${unit}, got ${value}`);
    }
    options[name] = number;
  }
  return options;
}
