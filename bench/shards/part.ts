import type { Dataset } from "../../datasets/dataset.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import type { ShardAlerts } from "../alerts/alerts-of-shards.ts";
import type { ShardRange } from "../alerts/rows.ts";
import type { Cell } from "../run/bench-cells.ts";
import { cellTask, type TaskSettings } from "../run/cell-task.ts";
import { CellScore } from "../tasks/cell-score.ts";

/**
 * A part of a bench: some shards of one dataset, whose rows are there, under all of its cells. What a
 * part comes to in one pass is handed over in sections of plain data; what all parts together come to
 * is settled by a part without shards, and the next pass starts from that.
 */
export interface Part {
  /** All small tables, and the rows of its shards. */
  readonly dataset: Dataset;
  readonly cells: readonly Cell[];
  readonly settings: TaskSettings;
  /** Its shards; none where it only settles what others did. */
  readonly shards: ShardRange;
}

/** What a part came to in one pass, or what was settled of all parts, by name: plain data. */
export type Sections = ReadonlyMap<string, unknown>;

/** The same section of every part, one after the other. */
export interface PartsRead {
  each<T>(section: string): Iterable<T>;
}

/** A cell that runs, by its place among all cells. */
export interface PartCell {
  readonly at: number;
  readonly score: CellScore;
}

/** Alerts of the cells on a part's shards, by the cell's place. */
export type PartAlerts = ReadonlyMap<number, readonly ShardAlerts[]>;

const NO_ALERTS: PartAlerts = new Map();

/** Views that the dataset of a part has, in their order. */
export function viewsOf({ dataset: { manifest } }: Pick<Part, "dataset">): ViewName[] {
  return VIEWS.filter((view) => manifest.views[view] !== undefined);
}

/** The cells that run, view by view, so that each view is opened once. */
export function* cellsByView(
  part: Part,
  alerts: PartAlerts = NO_ALERTS,
): Generator<readonly PartCell[]> {
  for (const view of viewsOf(part)) {
    const own = part.cells.flatMap((cell, at) =>
      cell.view === view && cell.failure === null ? [{ cell, at }] : [],
    );
    yield own.map(({ cell, at }): PartCell => {
      const task = cellTask(part.dataset, cell, alerts.get(at) ?? [], part.settings);
      return { at, score: new CellScore({ ...task, shards: part.shards }) };
    });
  }
}

/** Does a piece of work on every shard for all cells of a view, so that a shard's rows are read once. */
export function onEachShard(
  { shards }: Pick<Part, "shards">,
  cells: readonly PartCell[],
  work: (cell: CellScore, shard: number) => void,
): void {
  for (let shard = shards.from; shard < shards.to; shard++) {
    for (const { score } of cells) work(score, shard);
  }
}

/** Name of the section of a cell. */
export function cellSection(at: number): string {
  return `cell-${at}`;
}

/** Reads a section that must be there. */
export function sectionOf<T>(sections: Sections, name: string): T {
  if (!sections.has(name)) throw new RangeError(`shard: section ${name} is missing`);
  return sections.get(name) as T;
}
