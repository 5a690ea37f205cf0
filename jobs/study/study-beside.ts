import { besideOf } from "../../bench/study/loops-beside.ts";
import type { Cell, LoopsBeside } from "../../bench/study/study-file.ts";
import { openDataset } from "../../datasets/dataset.ts";
import type { Safeguard } from "../../simulators/safeguard.ts";
import { generateOnce } from "../generate-once.ts";
import { OWN_MODELS } from "../load-models.ts";
import { datasetDir } from "../planned-datasets.ts";
import type { SetStrategy } from "./answering.ts";
import { lifeOwner } from "./life-owner.ts";
import { type FoldersOutcome, type FoldersRun, studyFolders } from "./study-folders.ts";
import type { ScenarioOutcome, StudiedScenario } from "./study-scenario.ts";
import { openStudyWorld } from "./study-world.ts";

/** Where the rows of a scenario are kept, and for which seeds. */
export interface BesideRun extends FoldersRun {
  readonly data: string;
  readonly seeds: readonly string[];
  readonly safeguards: readonly Safeguard[];
  readonly workers: number;
  readonly signal?: AbortSignal;
}

/** What both loops say of a scenario. */
export type BesideOutcome = FoldersOutcome & { readonly beside: readonly LoopsBeside[] };

/**
 * Studies the rows of a scenario, open loop, with the owners of its lives, and puts what that says
 * beside what the lives said. Strategies of safeguards alone have no open loop.
 */
export async function studyBeside(
  { name, scenario }: StudiedScenario,
  strategies: readonly SetStrategy[],
  closed: ScenarioOutcome,
  run: BesideRun,
): Promise<BesideOutcome> {
  const { data, seeds, safeguards, workers, signal } = run;
  const folders = [];
  for (const seed of seeds) {
    const dir = datasetDir({ data, word: name, seed, scenario });
    await generateOnce({ scenario, seed, out: dir, workers, ...(signal ? { signal } : {}) });
    const world = openStudyWorld(scenario, seed, { models: OWN_MODELS, safeguards });
    folders.push({ dir, owner: lifeOwner(world) });
  }
  const asked = strategies.filter((each) => each.detectors.length + each.safeguards.length > 0);
  const open = await studyFolders({ name, folders }, asked, run);
  const cases = folders.flatMap(({ dir }) => casesIn(dir));
  const cellsOf = (cells: readonly Cell[], strategy: string) => {
    const of = (kind: string) =>
      cells.find((cell) => cell.strategy === strategy && cell.kind === kind);
    const [all, ordinary] = [of("all"), of("ordinary")];
    return all && ordinary ? { all, ordinary } : undefined;
  };
  const beside = open.records.flatMap(({ strategy }, s): LoopsBeside[] => {
    const place = strategies.findIndex((each) => each.name === strategy);
    const [here, there] = [cellsOf(open.cells, strategy), cellsOf(closed.cells, strategy)];
    // What safeguards do no record tells.
    if (!here || !there || (strategies[place]?.safeguards.length ?? 0) > 0) return [];
    const own = open.outcomes.flatMap((each) => each[s] ?? []);
    const facts = {
      straddled: {
        cases: own.reduce((sum, { straddled }) => sum + straddled.cases, 0),
        wanted: own.reduce((sum, { straddled }) => sum + straddled.wanted, 0),
        rated: own.reduce((sum, { straddled }) => sum + straddled.rated, 0),
      },
      alarms: own.reduce((sum, { loop }) => sum + loop.alarms.length, 0),
      enforcement: own.flatMap(({ loop }) => loop.enforcement),
      cases,
    };
    return [besideOf(here, there, facts, closed.alarms[place] ?? 0)];
  });
  return { ...open, beside };
}

function casesIn(dir: string) {
  const dataset = openDataset(dir);
  try {
    const { length, device, onset, end } = dataset.readTruth("cases");
    return Array.from({ length }, (_, i) => ({
      ...{ device: device[i], onset: onset[i], end: end[i] },
    }));
  } finally {
    dataset.close();
  }
}
