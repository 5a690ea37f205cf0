import { startOfDay } from "../../datasets/civil-time.ts";
import type { PlacedRow } from "../../datasets/enforcement.ts";
import { suggest } from "../../datasets/nearest-name.ts";
import { PROVINCES } from "../../datasets/places.ts";
import { codeOf } from "../../datasets/table.ts";
import type { Node } from "../../datasets/yaml/yaml-nodes.ts";
import { openProblems, type Problems } from "../../datasets/yaml/yaml-problems.ts";
import type { ObservationSetting, Scenario } from "../scenario.ts";
import { OBSERVATION_PROFILES } from "./observation-profiles.ts";
import type { ScenarioCatalogues } from "./scenario-catalogues.ts";
import { checkEnforcement, enforcementOf } from "./scenario-enforcement.ts";
import { enrichmentOf } from "./scenario-enrichment.ts";
import { linesOf } from "./scenario-lines.ts";
import { pinnedOptions, settingsOf, sharesOf } from "./scenario-models.ts";
import { plansOf } from "./scenario-plans.ts";
import { ACCOUNTS } from "./scenario-population.ts";
import { safeguardsOf } from "./scenario-safeguards.ts";
import type { ScenarioFile } from "./scenario-schema.ts";
import { checkSpan } from "./scenario-span.ts";
import { checkTrips, tripsOf } from "./scenario-trips.ts";
import { atVolume } from "./scenario-volume.ts";

/** A scenario file that fits the schema, and what its names may mean. */
export interface ScenarioDraft {
  readonly root: Node;
  readonly file: ScenarioFile;
  readonly level: string | null;
  /** The file and all that it extends, the furthest first. */
  readonly files: readonly string[];
  /** Days before the command line changed them. */
  readonly plannedDays: number | undefined;
  readonly safeguards: readonly string[];
  readonly without: readonly string[];
  readonly catalogues: ScenarioCatalogues;
  /** Rows of a table that was given beside the file. */
  readonly enforcement: readonly PlacedRow[];
}

/** Looks every name up, checks what no schema can, and makes what the engine obeys. */
export function buildScenario(draft: ScenarioDraft): Scenario {
  const { root, file, level, catalogues, plannedDays } = draft;
  const { models } = catalogues;
  const { clock, population, network, charging } = file;
  const problems = openProblems(root);
  const given = givenModels(problems, draft);
  const without = checkWithout(problems, draft, given);
  const plans = plansOf(problems, population.plans, catalogues);
  const lines = linesOf(problems, population, plans);
  const shares = {
    ...sharesOf(problems, models, "incidents", file.incidents),
    ...sharesOf(problems, models, "lookAlikes", file.lookAlikes),
  };
  // What never would happen can be told only of names that mean something.
  problems.throwIfAny();
  const enrichment = enrichmentOf(problems, { ...given, file, models, plannedDays, shares });
  const enforcement = enforcementOf(problems, file, draft.enforcement);
  const { volume = 1 } = enrichment;
  // Where a row stands is known by its place among all of them.
  problems.throwIfAny();
  const loudness = { problems, volume, files: draft.files, models };
  const from = startOfDay(clock.start, clock.utcOffset);
  const scenario: Scenario = {
    name: file.name,
    summary: file.summary,
    level,
    preset: file.preset,
    from,
    utcOffset: clock.utcOffset,
    days: clock.days,
    warmUpDays: clock.warmUp,
    ...fleetOf(population),
    ...(lines.length === 0 ? {} : { lines }),
    attribution: file.attribution,
    holidays: clock.holidays.map((day) => day - clock.start),
    plans,
    network,
    models: Object.fromEntries(
      Object.entries(given.models).filter(([name]) => !without.includes(name)),
    ),
    incidents: atVolume(loudness, "incidents", given.incidents),
    lookAlikes: atVolume(loudness, "lookAlikes", given.lookAlikes),
    ...(Object.keys(shares).length === 0 ? {} : { shares }),
    enrichment,
    pinned: file.pinned
      .map((episode, i) => ({
        model: episode.model,
        device: episode.device,
        day: episode.day - clock.start,
        options: pinnedOptions(problems, catalogues.models, ["pinned", i], episode),
      }))
      .filter(({ model }) => !without.includes(model)),
    safeguards: safeguardsOf(problems, file.safeguards, draft.safeguards, catalogues),
    without: without.filter((name) => name in given.incidents || name in given.lookAlikes),
    charging,
    observation: observationOf(file),
    ...(enforcement.length === 0 ? {} : { enforcement }),
    split: file.split,
  };
  checkSpan(problems, scenario, file);
  checkTrips(problems, scenario);
  checkEnforcement(problems, scenario, file.enforcement.length, draft.enforcement);
  problems.throwIfAny();
  return scenario;
}

/** What the file says of all devices; nothing where it leaves a choice to chance. */
function fleetOf(
  population: ScenarioFile["population"],
): Pick<
  Scenario,
  | "devices"
  | "only"
  | "homeProvince"
  | "billingDay"
  | "atHome"
  | "asleep"
  | "wlanAccount"
  | "firstPasswords"
  | "trips"
> {
  return {
    devices: population.devices,
    ...(population.only === undefined ? {} : { only: population.only }),
    ...(population.homeProvince === undefined
      ? {}
      : { homeProvince: codeOf(PROVINCES, population.homeProvince, "homeProvince") }),
    ...(population.billingDay === undefined ? {} : { billingDay: population.billingDay }),
    ...(population.atHome ? { atHome: true } : {}),
    ...(population.asleep === undefined ? {} : { asleep: population.asleep }),
    ...(population.firstPasswords === undefined
      ? {}
      : { firstPasswords: population.firstPasswords }),
    ...(population.trips === undefined ? {} : { trips: tripsOf(population.trips) }),
    ...(population.wlanAccounts === undefined
      ? {}
      : { wlanAccount: codeOf(ACCOUNTS, population.wlanAccounts, "wlanAccounts") as 0 | 1 | 2 }),
  };
}

/** A profile, changed by the keys that the file gives. */
function observationOf({ observation: { profile, ...own } }: ScenarioFile): ObservationSetting {
  const given = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...OBSERVATION_PROFILES[profile], ...Object.fromEntries(given) };
}

/** The models that take part, with their options. */
function givenModels(problems: Problems, draft: ScenarioDraft) {
  const { file, catalogues } = draft;
  const { models } = catalogues;
  const given = {
    models: settingsOf(problems, models, "models", file.models),
    incidents: settingsOf(problems, models, "incidents", file.incidents),
    lookAlikes: settingsOf(problems, models, "lookAlikes", file.lookAlikes),
  };
  for (const name of fallenWithTheirIncident(problems, draft)) delete given.lookAlikes[name];
  return given;
}

/** Look-alikes that a file only inherits, of incidents that are turned off nearer by: they go with them. */
function fallenWithTheirIncident(
  problems: Problems,
  { file: { incidents, lookAlikes, pinned }, catalogues: { models } }: ScenarioDraft,
): readonly string[] {
  return Object.keys(lookAlikes).filter((name) => {
    const twin = models.find((model) => model.name === name)?.twin ?? "";
    if (incidents[twin] !== false || pinned.some(({ model }) => model === name)) return false;
    return problems.fileOf(["lookAlikes", name]) !== problems.fileOf(["incidents", twin]);
  });
}

function checkWithout(
  problems: Problems,
  { without, catalogues, file }: ScenarioDraft,
  given: Readonly<Record<"models" | "incidents" | "lookAlikes", object>>,
): readonly string[] {
  const listed = Object.values(given).flatMap((settings) => Object.keys(settings));
  const taking = [...new Set([...listed, ...file.pinned.map(({ model }) => model)])];
  for (const name of without) {
    const isKnown = catalogues.models.some((model) => model.name === name);
    if (!isKnown)
      throw new RangeError(`--without: unknown model ${name}; ${suggest(name, taking)}`);
    if (!taking.includes(name)) {
      throw new RangeError(
        `--without: ${name} takes no part in ${file.name}; ${suggest(name, taking)}`,
      );
    }
  }
  file.without.forEach((name, i) => {
    if (taking.includes(name)) return;
    problems.at(
      ["without", i],
      `must be a model that takes part, got ${name}; ${suggest(name, taking)}`,
    );
  });
  return [...new Set([...file.without, ...without])];
}
