import { startOfDay } from "../../datasets/civil-time.ts";
import { parseMoment } from "../../datasets/importing/parse-moment.ts";
import { suggest } from "../../datasets/nearest-name.ts";
import { PROVINCES } from "../../datasets/places.ts";
import type { Tariff } from "../../datasets/tariff.ts";
import type { TrafficModel } from "../model.ts";
import type { Safeguard } from "../safeguard.ts";
import type { Scenario } from "../scenario.ts";
import type { Node } from "./scenario-layers.ts";
import { pinnedOptions, settingsOf } from "./scenario-models.ts";
import { plansOf } from "./scenario-plans.ts";
import { openProblems, type Problems } from "./scenario-problems.ts";
import type { ScenarioFile } from "./scenario-schema.ts";

/** What names in a scenario may mean. */
export interface ScenarioCatalogues {
  readonly models: readonly TrafficModel[];
  readonly tariffs: readonly Tariff[];
  readonly safeguards: readonly Safeguard[];
}

/** A scenario file that fits the schema, and what its names may mean. */
export interface ScenarioDraft {
  readonly root: Node;
  readonly file: ScenarioFile;
  readonly level: string | null;
  /** Days before the command line changed them. */
  readonly plannedDays: number | undefined;
  readonly safeguards: readonly string[];
  readonly without: readonly string[];
  readonly catalogues: ScenarioCatalogues;
}

const ACCOUNTS = ["none", "in-use", "dormant"] as const;

type Path = readonly PropertyKey[];

/** Looks every name up, checks what no schema can, and makes what the engine obeys. */
export function buildScenario(draft: ScenarioDraft): Scenario {
  const { root, file, level, catalogues } = draft;
  const { clock, population, network, charging, observation } = file;
  const problems = openProblems(root);
  const given = {
    models: settingsOf(problems, catalogues.models, "models", file.models),
    incidents: settingsOf(problems, catalogues.models, "incidents", file.incidents),
    lookAlikes: settingsOf(problems, catalogues.models, "lookAlikes", file.lookAlikes),
  };
  const without = checkWithout(draft, given);
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
    devices: population.devices,
    ...(population.only === undefined ? {} : { only: population.only }),
    ...(population.homeProvince === undefined
      ? {}
      : { homeProvince: PROVINCES.indexOf(population.homeProvince) }),
    ...(population.billingDay === undefined ? {} : { billingDay: population.billingDay }),
    ...(population.atHome ? { atHome: true } : {}),
    ...(population.wlanAccounts === undefined
      ? {}
      : { wlanAccount: ACCOUNTS.indexOf(population.wlanAccounts) as 0 | 1 | 2 }),
    attribution: file.attribution,
    holidays: clock.holidays.map((day) => day - clock.start),
    plans: plansOf(problems, population.plans, catalogues.tariffs),
    network,
    models: Object.fromEntries(
      Object.entries(given.models).filter(([name]) => !without.includes(name)),
    ),
    incidents: given.incidents,
    lookAlikes: given.lookAlikes,
    enrichment: windowOf(problems, draft),
    pinned: file.pinned
      .map((episode, i) => ({
        model: episode.model,
        device: episode.device,
        day: episode.day - clock.start,
        options: pinnedOptions(problems, catalogues.models, ["pinned", i], episode),
      }))
      .filter(({ model }) => !without.includes(model)),
    safeguards: safeguardsOf(problems, draft),
    without: without.filter((name) => name in given.incidents || name in given.lookAlikes),
    charging,
    observation,
    wlanClosures: file.wlanClosures.map(({ device, blockAt, disconnectAt }, i) => ({
      device,
      blockAt: momentOf(problems, ["wlanClosures", i, "blockAt"], blockAt, clock.utcOffset),
      disconnectAt: momentOf(
        problems,
        ["wlanClosures", i, "disconnectAt"],
        disconnectAt,
        clock.utcOffset,
      ),
    })),
    split: file.split,
  };
  checkSizes(problems, scenario);
  problems.throwIfAny();
  return scenario;
}

function windowOf(
  problems: Problems,
  { file, plannedDays }: ScenarioDraft,
): Scenario["enrichment"] {
  const { devicesPerCase, lookAlikesPerCase, maxVolumeFactor, from, to } = file.enrichment;
  const days = plannedDays ?? file.clock.days;
  const fromDay = from ?? file.clock.warmUp + 1;
  const toDay = to ?? Math.max(fromDay + 1, days - 3);
  if (toDay <= fromDay) {
    problems.at(["enrichment", "to"], `must be after enrichment.from, ${fromDay}d, got ${toDay}d`);
  }
  return { devicesPerCase, lookAlikesPerCase, fromDay, toDay, maxVolumeFactor };
}

function checkWithout(
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
  return without;
}

function safeguardsOf(problems: Problems, draft: ScenarioDraft): readonly string[] {
  const names = draft.catalogues.safeguards.map(({ name }) => name);
  draft.file.safeguards.forEach((name, i) => {
    if (!names.includes(name)) {
      problems.at(["safeguards", i], `must be a safeguard, got ${name}; ${suggest(name, names)}`);
    }
  });
  for (const name of draft.safeguards) {
    if (!names.includes(name)) {
      throw new RangeError(`--with: unknown safeguard ${name}; ${suggest(name, names)}`);
    }
  }
  return [...new Set([...draft.file.safeguards, ...draft.safeguards])];
}

function momentOf(problems: Problems, path: Path, text: string, utcOffset: number): number {
  const moment = parseMoment(text, utcOffset);
  if (Number.isNaN(moment)) {
    problems.at(path, `must be a civil time such as 2015-11-11 22:26, got ${text}`);
  }
  return moment;
}

function checkSizes(problems: Problems, scenario: Scenario): void {
  const { days, warmUpDays, devices, pinned, wlanClosures } = scenario;
  if (warmUpDays > days) {
    problems.at(["clock", "warmUp"], `must be at most clock.days, ${days}, got ${warmUpDays}d`);
  }
  if (scenario.only !== undefined && scenario.only >= devices) {
    const rule = `must be below population.devices, ${devices}, got ${scenario.only}`;
    problems.at(["population", "only"], rule);
  }
  pinned.forEach((episode, i) => {
    if (episode.device >= devices) {
      problems.at(
        ["pinned", i, "device"],
        `must be below population.devices, ${devices}, got ${episode.device}`,
      );
    }
    if (episode.day < 0) {
      problems.at(["pinned", i, "day"], "must not be before clock.start");
    }
  });
  wlanClosures.forEach(({ blockAt, disconnectAt }, i) => {
    if (disconnectAt < blockAt) {
      problems.at(["wlanClosures", i, "disconnectAt"], "must not be before blockAt");
    }
  });
}
