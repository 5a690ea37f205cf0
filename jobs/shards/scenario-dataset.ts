import { copyFileSync, existsSync, linkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ShardRange } from "../../bench/alerts/rows.ts";
import { recordTruthPath, SMALL_TABLES, viewPath } from "../../datasets/format/layout.ts";
import { createDataset } from "../../datasets/publishing/publish.ts";
import { VIEWS } from "../../datasets/view.ts";
import { SAFEGUARDS } from "../../simulators/safeguards/catalogue.ts";
import { loadModels } from "../load-models.ts";
import { publishGenerated } from "../publish-generated.ts";
import { type ShardReport, writeShard } from "../write-shard.ts";
import type { PlannedScenario } from "./plan-file.ts";

/** Told of each file that has lived a day: how many days are done, of how many. */
export type OnDay = (done: number, total: number) => void;

/** How lines are lived. */
export interface Living {
  readonly onDay?: OnDay | undefined;
  /** Looked at between two files. */
  readonly signal?: AbortSignal | undefined;
}

/** Lives the lines of some files and writes their rows below a folder, as `generate` does; reports in order. */
export async function liveFiles(
  on: PlannedScenario,
  files: ShardRange,
  dir: string,
  { onDay, signal }: Living = {},
): Promise<ShardReport[]> {
  const { scenario, seed } = on;
  const models = await loadModels([]);
  const total = (files.to - files.from) * scenario.days;
  const reports: ShardReport[] = [];
  let done = 0;
  for (let shard = files.from; shard < files.to; shard++) {
    signal?.throwIfAborted();
    const { from, to } = linesOf(on, shard);
    const job = { dir, shard, seed, scenario, models, safeguards: SAFEGUARDS };
    reports.push(
      writeShard({ ...job, first: from, count: to - from }, () => onDay?.(++done, total)),
    );
    // Signals are heard between two turns alone.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return reports;
}

/** Writes a dataset's manifest and small tables, without its rows, from what all shards reported. */
export async function writeSmallTables(
  on: PlannedScenario,
  reports: readonly ShardReport[],
  dir: string,
): Promise<void> {
  const writer = createDataset(dir, { views: VIEWS, truth: true });
  try {
    await publishGenerated(writer, reports, on);
  } catch (error) {
    writer.abort();
    throw error;
  }
}

/** Lays the small tables of one folder and the rows of another together as one dataset. */
export function joinDataset(
  {
    small,
    rows,
    files,
  }: { readonly small: string; readonly rows: string; readonly files: ShardRange },
  dir: string,
): void {
  const link = (from: string, path: string) => {
    if (existsSync(join(from, path))) linkFile(join(from, path), join(dir, path));
  };
  for (const path of ["manifest.json", ...Object.keys(SMALL_TABLES)]) link(small, path);
  for (let file = files.from; file < files.to; file++) {
    for (const view of VIEWS) {
      link(rows, viewPath(view, file));
      link(rows, recordTruthPath(view, file));
    }
  }
}

/** Lines of a file, `[from, to)`. */
export function linesOf(
  { scenario, devicesPerShard }: Pick<PlannedScenario, "scenario" | "devicesPerShard">,
  file: number,
): { readonly from: number; readonly to: number } {
  const from = Math.min(scenario.devices, file * devicesPerShard);
  return { from, to: Math.min(scenario.devices, from + devicesPerShard) };
}

/** Puts a file in another place too, as one more name of it where the file system can. */
export function linkFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no hard links, and none reach from one to another.
    copyFileSync(from, to);
  }
}
