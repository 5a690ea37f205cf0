import { suggest } from "../../datasets/nearest-name.ts";
import { optionsOf } from "../../datasets/yaml/yaml-options.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { TrafficModel } from "../model.ts";
import { type KindShare, type ModelSetting, SHARE_KEYS } from "../scenario.ts";
import { parseDays } from "./scenario-quantities.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

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
      const own = Object.entries(options ?? {}).filter(
        ([key]) => section === "models" || !SHARE_KEYS.includes(key),
      );
      const more = section === "models" ? [] : SHARE_KEYS;
      settings[name] = optionsOf(problems, { unit: model, path, more }, Object.fromEntries(own));
    }
  }
  return settings;
}

/** Reads the weight or count of each kind that has one, how many lines it hits, and over how many days. */
export function sharesOf(
  problems: Problems,
  models: readonly TrafficModel[],
  section: "incidents" | "lookAlikes",
  given: ScenarioFile["models"],
): Record<string, KindShare> {
  const shares: Record<string, KindShare> = {};
  for (const [name, options] of Object.entries(given)) {
    const { weight, count, cohort, ramp } = options === false ? {} : (options ?? {});
    if (weight !== undefined && count !== undefined) {
      problems.atKey([section, name, "count"], "must stand alone, got a weight as well");
    } else if (weight !== undefined) {
      if (typeof weight === "number" && weight > 0) shares[name] = { weight };
      else problems.at([section, name, "weight"], `must be a number above 0, got ${weight}`);
    } else if (count !== undefined) {
      const isCount = Number.isInteger(count) && (count as number) >= 1;
      if (isCount) shares[name] = { count: count as number };
      else problems.at([section, name, "count"], `must be a whole number above 0, got ${count}`);
    }
    if (cohort !== undefined) {
      const isLines = Number.isInteger(cohort) && (cohort as number) >= 1;
      if (isLines) shares[name] = { ...shares[name], cohort: cohort as number };
      else problems.at([section, name, "cohort"], `must be a whole number above 0, got ${cohort}`);
    }
    if (ramp === undefined) continue;
    const days = rampOf(problems, models, { path: [section, name, "ramp"], name, ramp });
    if (days !== undefined) shares[name] = { ...shares[name], ramp: days };
  }
  return shares;
}

/** Most days over which one may come on: no month is longer, and truth has room for no more. */
const LONGEST_RAMP = 31;

function rampOf(
  problems: Problems,
  models: readonly TrafficModel[],
  { path, name, ramp }: { readonly path: Path; readonly name: string; readonly ramp: unknown },
): number | undefined {
  const model = models.find((each) => each.name === name);
  if (model !== undefined && model.spreads !== true) {
    const able = models.filter(({ role, spreads }) => role === model.role && spreads);
    const names = able.map((each) => each.name).join(", ");
    problems.at(path, `must stand at a kind that spreads over days (${names}), got ${name}`);
    return undefined;
  }
  try {
    const days = parseDays(ramp as string | number);
    if (days >= 1 && days <= LONGEST_RAMP) return days;
  } catch {
    // Told below, as any other wrong value.
  }
  problems.at(path, `must be whole days from 1d to ${LONGEST_RAMP}d, got ${ramp}`);
  return undefined;
}

/** Checks the options of one pinned episode. */
export function pinnedOptions(
  problems: Problems,
  models: readonly TrafficModel[],
  path: Path,
  episode: ScenarioFile["pinned"][number],
): ModelSetting {
  const model = models.find(({ name }) => name === episode.model);
  if (model !== undefined) {
    const place = { unit: model, path: [...path, "options"], more: [] };
    return optionsOf(problems, place, episode.options);
  }
  const names = models.map(({ name }) => name);
  problems.at(
    [...path, "model"],
    `must be a model, got ${episode.model}; ${suggest(episode.model, names)}`,
  );
  return {};
}
