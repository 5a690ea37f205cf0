import { strategyWarnings } from "../bench/strategies/strategy-warnings.ts";
import type { Strategy } from "../bench/strategy.ts";
import { cellsOf, type SeedOutcome } from "../bench/study/cells.ts";
import { type Mix, mixWarnings } from "../bench/study/mix.ts";
import { answersOf } from "../bench/study/sentences.ts";
import type { Cell, StudyDataset, StudyFile } from "../bench/study/study-file.ts";
import { toolVersion } from "../datasets/publishing/tool-version.ts";
import { isEnriched } from "../simulators/engine/is-enriched.ts";
import type { Safeguard } from "../simulators/safeguard.ts";
import { SAFEGUARDS } from "../simulators/safeguards/catalogue.ts";
import type { Scenario } from "../simulators/scenario.ts";
import { OWN_MODELS } from "./load-models.ts";
import type { SetStrategy } from "./study/closed-loop.ts";
import { hear } from "./study/hear.ts";
import type { Heard } from "./study/heard.ts";
import { lifeOwner } from "./study/life-owner.ts";
import { settleThresholds } from "./study/settle-thresholds.ts";
import { studyStrategies } from "./study/study-strategies.ts";
import { AS_IT_WAS, openStudyWorld, type StudyWorld } from "./study/study-world.ts";

/** A scenario to be studied, and what its rows are called. */
export interface StudiedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** What a study is told. */
export interface StudyJob {
  readonly on: readonly StudiedScenario[];
  readonly strategies: readonly Strategy[];
  /** One world for each; "1" by default. */
  readonly seeds?: readonly string[];
  readonly safeguards?: readonly Safeguard[];
  /** How often each kind is taken to happen; as in the scenario by default. */
  readonly mix?: Mix;
  /** False alarms per 1000 line-days for detectors that name no budget; null: as written. */
  readonly budget?: number | null;
  /** Scenario or dataset that such thresholds come from. */
  readonly calibrate?: string;
  /** Folder that keeps generated datasets. */
  readonly data?: string;
  readonly signal?: AbortSignal;
  /** Told how many worlds are done of all, one for each scenario and seed; parts of one count. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Lives every scenario with and without each strategy, and says what that saved, what it changed
 * beside, and whom it harmed: three accounts that are never added up. Nothing is written.
 *
 * @example
 * const file = await study({ on: [{ name: "wuhan-2015", scenario }], strategies });
 */
export async function study(job: StudyJob): Promise<StudyFile> {
  const started = performance.now();
  const { on, strategies, seeds = ["1"], safeguards = SAFEGUARDS, signal, mix } = job;
  const settled = await settleThresholds(strategies, {
    ...{
      budget: job.budget ?? null,
      on: job.calibrate ?? "city@L1",
      data: job.data ?? "runs/data",
    },
    ...(signal ? { signal } : {}),
  });
  const worlds = on.length * seeds.length;
  let lived = 0;
  const cells: Cell[] = [];
  for (const { name, scenario } of on) {
    const outcomes = settled.map((): SeedOutcome[] => []);
    for (const seed of seeds) {
      const world = openStudyWorld(scenario, seed, { models: OWN_MODELS, safeguards });
      const heard = hearAll(world, settled);
      const studied = await studyStrategies(world, settled, {
        owner: lifeOwner(world),
        heardBy: ({ detectors }) => detectors.map((each) => heard.get(keyOf(each)) ?? []),
        onProgress: (done, total) => job.onProgress?.(lived + done / total, worlds),
        async breathe() {
          // A signal is heard between two lives.
          await new Promise((resolve) => setImmediate(resolve));
          signal?.throwIfAborted();
        },
      });
      for (const [s, outcome] of studied.entries()) outcomes[s]?.push({ seed, outcome });
      lived++;
    }
    const lineDays = scenario.devices * scenario.days * seeds.length;
    cells.push(
      ...outcomes.flatMap((each) =>
        cellsOf({ dataset: name, lineDays, ...(mix ? { mix } : {}) }, each),
      ),
    );
  }
  const datasets = on.map((each) => datasetOf(each, seeds));
  return {
    ...{ schemaVersion: 1, tool: toolVersion(), datasets, cells },
    strategies: strategies.map(({ name, by, summary, source }) => ({ name, by, summary, source })),
    answers: datasets.flatMap((dataset) => answersOf(dataset, cells)),
    warnings: [
      ...strategies.flatMap(strategyWarnings),
      ...(mix === undefined
        ? []
        : datasets.flatMap(({ name }) => mixWarnings(mix, kindsIn(cells, name)))),
    ],
    timings: { seconds: (performance.now() - started) / 1000 },
  };
}

function kindsIn(cells: readonly Cell[], dataset: string) {
  const here = cells.filter((cell) => cell.dataset === dataset && cell.cases > 0);
  const kinds = here.map(({ kind }) => kind).filter((kind) => kind !== "all");
  return { dataset, kinds: [...new Set(kinds)] };
}

function datasetOf({ name, scenario }: StudiedScenario, seeds: readonly string[]): StudyDataset {
  const tariffs = [...new Set(scenario.plans.map(({ tariff }) => tariff.name))];
  return {
    ...{ name, seeds, lines: scenario.devices, days: scenario.days, tariffs },
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
