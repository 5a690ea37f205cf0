import { cellsOf, type Reckoning, type SeedOutcome } from "../../bench/study/cells.ts";
import { nightCourse } from "../../bench/study/night-course.ts";
import type { Cell, NightCourse, StudyDataset } from "../../bench/study/study-file.ts";
import { isEnriched } from "../../simulators/engine/is-enriched.ts";
import type { Safeguard } from "../../simulators/safeguard.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import { OWN_MODELS } from "../load-models.ts";
import type { SetStrategy } from "./answering.ts";
import { hear } from "./hear.ts";
import type { Heard } from "./heard.ts";
import { lifeOwner } from "./life-owner.ts";
import { studyStrategies } from "./study-strategies.ts";
import { AS_IT_WAS, openStudyWorld, type StudyWorld } from "./study-world.ts";

/** A scenario to be studied, and what its rows are called. */
export interface StudiedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** How a scenario is lived. */
export interface ScenarioRun {
  readonly seeds: readonly string[];
  readonly safeguards: readonly Safeguard[];
  readonly reckoning: Reckoning;
  /** Told the share that is done, of all seeds. */
  readonly onProgress?: (done: number) => void;
  /** Called between two lives. */
  readonly breathe: () => Promise<void>;
}

/** What a study of a scenario says. */
export interface ScenarioOutcome {
  readonly dataset: StudyDataset;
  readonly cells: readonly Cell[];
  /** By strategy: alarms over all seeds. */
  readonly alarms: readonly number[];
  /** Where the scenario is one case: how it was rated, with the first seed. */
  readonly night: NightCourse | null;
}

/** Lives a scenario, seed after seed, with and without each strategy: closed loop. */
export async function studyScenario(
  { name, scenario }: StudiedScenario,
  strategies: readonly SetStrategy[],
  { seeds, safeguards, reckoning, onProgress, breathe }: ScenarioRun,
): Promise<ScenarioOutcome> {
  const outcomes = strategies.map((): SeedOutcome[] => []);
  for (const [i, seed] of seeds.entries()) {
    const world = openStudyWorld(scenario, seed, { models: OWN_MODELS, safeguards });
    const heard = hearAll(world, strategies);
    const studied = await studyStrategies(world, strategies, {
      ...{ owner: lifeOwner(world), breathe },
      heardBy: ({ detectors }) => detectors.map((each) => heard.get(keyOf(each)) ?? []),
      onProgress: (done, total) => onProgress?.((i + done / total) / seeds.length),
    });
    for (const [s, outcome] of studied.entries()) outcomes[s]?.push({ seed, outcome });
  }
  const lineDays = scenario.devices * scenario.days * seeds.length;
  return {
    dataset: datasetOf({ name, scenario }, seeds),
    cells: outcomes.flatMap((each) => cellsOf({ dataset: name, lineDays, ...reckoning }, each)),
    night: nightCourse(
      { dataset: name, seed: seeds[0] ?? "1", utcOffset: scenario.utcOffset },
      outcomes.flatMap(([first]) => first?.outcome ?? []),
    ),
    alarms: outcomes.map((each) => each.reduce((sum, { outcome }) => sum + outcome.alarms, 0)),
  };
}

function datasetOf({ name, scenario }: StudiedScenario, seeds: readonly string[]): StudyDataset {
  const tariffs = [...new Set(scenario.plans.map(({ tariff }) => tariff.name))];
  return {
    ...{ name, mode: "closed", truth: true, seeds, tariffs },
    ...{ lines: scenario.devices, days: scenario.days },
    currency: scenario.plans[0]?.tariff.currency ?? "CNY",
    enriched: isEnriched(scenario),
  };
}

/** Lives the world as it was once, with the detectors of all strategies on it. */
function hearAll(
  world: StudyWorld,
  strategies: readonly SetStrategy[],
): ReadonlyMap<string, readonly Heard[]> {
  const detectors = new Map(
    strategies.flatMap(({ detectors: own }) => own.map((each) => [keyOf(each), each] as const)),
  );
  if (detectors.size === 0) return new Map();
  const lines = world.personas.map(({ device }) => device);
  const all = hear(world, lines, AS_IT_WAS, [...detectors.values()]);
  return new Map([...detectors.keys()].map((key, i) => [key, all[i] ?? []]));
}

function keyOf(detector: SetStrategy["detectors"][number]): string {
  return JSON.stringify(detector);
}
