import { cellsOf, type Reckoning } from "../../bench/study/cells.ts";
import { lookAlikesIn } from "../../bench/study/line-weights.ts";
import { nightCourse } from "../../bench/study/night-course.ts";
import type { Cell, NightCourse, StudyDataset, Together } from "../../bench/study/study-file.ts";
import { togetherOf } from "../../bench/study/together.ts";
import { isEnriched } from "../../simulators/engine/is-enriched.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import type { SetStrategy } from "./answering.ts";
import { type PartsRun, runParts } from "./run-parts.ts";

/** A scenario to be studied, and what its rows are called. */
export interface StudiedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** How a scenario is lived. */
export interface ScenarioRun extends PartsRun {
  readonly reckoning: Reckoning;
}

/** What a study of a scenario says. */
export interface ScenarioOutcome {
  readonly dataset: StudyDataset;
  readonly cells: readonly Cell[];
  /** What strategies would come to side by side: one, or none where too few save anything. */
  readonly together: readonly Together[];
  /** By strategy: alarms over all seeds. */
  readonly alarms: readonly number[];
  /** Where the scenario is one case: how it was rated, with the first seed. */
  readonly night: NightCourse | null;
}

/** Lives a scenario on every seed, with and without each strategy: closed loop. */
export async function studyScenario(
  { name, scenario }: StudiedScenario,
  strategies: readonly SetStrategy[],
  { reckoning, ...run }: ScenarioRun,
): Promise<ScenarioOutcome> {
  const { seeds } = run;
  const outcomes = await runParts(scenario, strategies, run);
  const lineDays = scenario.devices * scenario.days * seeds.length;
  const world = { dataset: name, lineDays, days: scenario.days, ...reckoning };
  const named = outcomes.map((each) =>
    each.map((outcome, i) => ({ seed: seeds[i] as string, outcome })),
  );
  const cells = named.flatMap((each) => cellsOf(world, each));
  return {
    dataset: {
      ...datasetOf({ name, scenario }, seeds),
      lookAlikes: lookAlikesIn(outcomes[0] ?? []),
    },
    ...{ cells, together: togetherOf(cells, named) },
    night: nightCourse(
      { dataset: name, seed: seeds[0] ?? "1", utcOffset: scenario.utcOffset },
      outcomes.flatMap(([first]) => first ?? []),
    ),
    alarms: outcomes.map((each) => each.reduce((sum, { alarms }) => sum + alarms, 0)),
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
