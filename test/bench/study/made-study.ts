import { cellsOf, type Reckoning } from "../../../bench/study/cells.ts";
import { corrected } from "../../../bench/study/corrected.ts";
import type { CaseOutcome, LineOutcome } from "../../../bench/study/outcome.ts";
import { answersOf } from "../../../bench/study/sentences.ts";
import type { StudyDataset, StudyFile } from "../../../bench/study/study-file.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";

/** Ten lines that were lived for a month. */
export const MADE_WORLD: StudyDataset = {
  ...{ name: "city@L1", mode: "closed", truth: true, seeds: ["1"], lines: 10, days: 30 },
  ...{ currency: "CNY", tariffs: ["ct2015"], enriched: true },
};

/** What one strategy did in a made world. */
export interface MadeStrategy {
  readonly name: string;
  readonly cases: readonly CaseOutcome[];
  readonly lines?: readonly LineOutcome[];
  /** Of safeguards alone: the share of lines that have them. */
  readonly adoption?: number;
}

/** A study of strategies in one world, from what they did. */
export function madeStudy(
  strategies: readonly MadeStrategy[],
  changes: Partial<StudyFile> = {},
  reckoning: Reckoning = {},
): StudyFile {
  const [dataset = MADE_WORLD] = changes.datasets ?? [];
  const base = loadStrategy("torrent-cut");
  const cells = corrected(
    strategies.flatMap(({ name, cases, lines = [] }) => {
      const strategy = { ...base, name };
      const outcome = {
        ...{ strategy, mode: "closed" as const, cases, lines, alarms: 1, wrongPlane: 0 },
        touched: 1,
      };
      const world = { dataset: dataset.name, lineDays: 300, ...reckoning };
      return cellsOf(world, [{ seed: "1", outcome }]);
    }),
  );
  return {
    ...{ schemaVersion: 1, tool: { billshock: "0.1.0", node: "20.0.0" }, datasets: [dataset] },
    strategies: strategies.map(({ name, adoption = null }) => ({
      ...{ name, by: "operator" as const, summary: "s", source: "chosen: ours", adoption },
    })),
    ...{ cells, records: [], beside: [], nights: [], together: [], costs: reckoning.costs ?? null },
    ...{ answers: answersOf(dataset, cells), warnings: [], timings: { seconds: 1 } },
    ...changes,
  };
}
