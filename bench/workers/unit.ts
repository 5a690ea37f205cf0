import { dirname } from "node:path";
import type { ViewName } from "../../datasets/view.ts";
import { NOTHING_FITTED } from "../../detectors/state/learning.ts";
import { openAlertFile } from "../runners/alert-log.ts";
import { openSource } from "../runners/dataset-source.ts";
import { detectorColumns } from "../runners/detector-columns.ts";
import { readFitted } from "../runners/fitted-file.ts";
import type { Limits } from "../runners/foreign-process.ts";
import { hiddenFolders } from "../runners/hidden-folders.ts";
import { openObserver } from "../runners/open-observer.ts";
import { runShard, type ShardAnswer, type ShardRun } from "../runners/run-shard.ts";
import type { Runnable } from "../runners/runnable.ts";

/** A detector in a unit of work, and the file that takes its alerts. */
export interface UnitRun {
  readonly runnable: Pick<Runnable, "how" | "spec" | "options">;
  readonly alertFile: string;
  /** File of what it learned; none where it learns nothing. */
  readonly fittedFile?: string | null;
}

/** One unit of work: some detectors on one shard of one view. Plain data when no run is `local`. */
export interface Unit {
  readonly dataset: string;
  readonly view: ViewName;
  readonly shard: number;
  readonly runs: readonly UnitRun[];
  readonly limits: Limits;
}

/** Does a unit of work in this process; answers stand in the order of its runs. */
export async function runUnit(unit: Unit, onPiece?: () => void): Promise<readonly ShardAnswer[]> {
  const source = openSource(unit.dataset);
  const { view, limits, shard } = unit;
  const isFenced = unit.runs.some(({ runnable: { how } }) => "isFenced" in how && how.isFenced);
  const alerts = dirname(unit.runs[0]?.alertFile ?? "");
  const hidden = isFenced ? hiddenFolders(unit.dataset, alerts) : [];
  const runs = unit.runs.map(({ runnable, alertFile, fittedFile = null }): ShardRun => {
    const { columns } = detectorColumns(runnable.spec, view, source.columnsOf(view));
    return {
      columns,
      scope: runnable.spec.scope,
      open: openObserver(runnable, {
        ...{ fleet: source.fleet, view, columns, limits, hidden, fittedFile, shard },
        fitted: fittedFile === null ? NOTHING_FITTED : readFitted(fittedFile),
      }),
      sink: openAlertFile(alertFile),
      timeout: limits.timeout,
    };
  });
  return runShard(source.shard(view, shard), runs, onPiece);
}
