import type { Fleet } from "../../datasets/fleet.ts";
import type { ViewColumn, ViewName } from "../../datasets/view.ts";
import { detectorNamed } from "../../detectors/catalogue.ts";
import type { Fitted } from "../../detectors/detector.ts";
import { catalogueObserver } from "./catalogue-observer.ts";
import { execArrowObserver } from "./exec-arrow-observer.ts";
import { execCsvObserver } from "./exec-csv-observer.ts";
import type { Limits } from "./foreign-process.ts";
import { localObserver } from "./local-observer.ts";
import { moduleObserver } from "./module-observer.ts";
import type { OpenObserver } from "./observer.ts";
import type { Runnable } from "./runnable.ts";

/** What a detector is to be run on. */
export interface Setting {
  readonly fleet: Fleet;
  readonly view: ViewName;
  readonly columns: readonly ViewColumn[];
  readonly limits: Limits;
  /** Folders that a fence keeps from programs. */
  readonly hidden: readonly string[];
  /** What it learned; empty where it learns nothing. */
  readonly fitted: Fitted;
  readonly fittedFile: string | null;
  readonly shard: number;
}

/** Says how a detector is opened for one pass, by where its code is. */
export function openObserver(
  { how, spec, options }: Pick<Runnable, "how" | "spec" | "options">,
  { fleet, view, columns, limits, hidden, fitted, fittedFile, shard }: Setting,
): OpenObserver {
  const run = { options, fleet, view, columns, fitted };
  switch (how.kind) {
    case "catalogue":
      return () => catalogueObserver({ ...run, fittedFile, shard, spec: detectorNamed(spec.name) });
    case "local":
      return () => localObserver({ ...run, spec: how.spec });
    case "module":
      return () => moduleObserver(how.plugin, run, limits);
    case "exec":
    case "exec-csv": {
      const observer = how.kind === "exec" ? execArrowObserver : execCsvObserver;
      const { command, isFenced } = how;
      const fence = isFenced ? hidden : null;
      return () => observer({ command, view, columns, hidden: fence }, limits);
    }
  }
}
