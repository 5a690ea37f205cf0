import { totalOf } from "../by-class.ts";
import { rankedStrategies } from "../ranking.ts";
import type { Cell, StudyDataset, StudyFile } from "../study-file.ts";

/** One strategy in one world: its cells of all kinds, of each kind, and of lines without a case. */
export interface PageStrategy {
  readonly name: string;
  readonly all: Cell;
  readonly ordinary: Cell | undefined;
  readonly kinds: ReadonlyMap<string, Cell>;
}

/** One world of a study as the page has it. */
export interface PageWorld {
  readonly dataset: StudyDataset;
  /** Kinds with cases. */
  readonly kinds: readonly string[];
  /** By rank, without those that change nothing at all. */
  readonly strategies: readonly PageStrategy[];
  readonly idle: readonly string[];
}

/** Sorts the cells of a world by strategy and kind. */
export function pageWorld(file: StudyFile, dataset: StudyDataset): PageWorld {
  const { name, mode } = dataset;
  const cells = file.cells.filter((cell) => cell.dataset === name && cell.mode === mode);
  const ofKinds = cells.filter(({ kind, cases }) => cases > 0 && kind !== "all");
  const idle = file.answers
    .filter((answer) => answer.dataset === name && answer.mode === mode && answer.isIdle)
    .map(({ strategy }) => strategy);
  const ranked = rankedStrategies(cells, dataset).filter(
    ({ strategy }) => !idle.includes(strategy),
  );
  return {
    ...{ dataset, idle },
    kinds: [...new Set(ofKinds.map(({ kind }) => kind))].sort(),
    strategies: ranked.map((all) => {
      const own = cells.filter(({ strategy }) => strategy === all.strategy);
      const kinds = ofKinds.filter(({ strategy }) => strategy === all.strategy);
      return {
        ...{ name: all.strategy, all },
        ordinary: own.find(({ kind }) => kind === "ordinary"),
        kinds: new Map(kinds.map((cell) => [cell.kind, cell])),
      };
    }),
  };
}

/** Harm of a strategy on lines with a case and on all others, column by column. */
export function harmColumns({ all, ordinary }: PageStrategy) {
  const both = [all, ...(ordinary === undefined ? [] : [ordinary])];
  const total = (of: (cell: Cell) => number) => both.reduce((sum, cell) => sum + of(cell), 0);
  return {
    lost: total(({ harm }) => totalOf(harm.wantedBytesLost)),
    late: total(({ harm }) => totalOf(harm.wantedBytesDelayed)),
    pending: total(({ harm }) => harm.pending),
    cutOff: total(({ harm }) => harm.peopleCutOff),
    told: total(({ harm }) => harm.messages),
    pushes: total(({ harm }) => harm.pushesMissed),
  };
}
