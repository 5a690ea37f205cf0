import { copyFileSync, existsSync, linkSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ShardRange } from "../../bench/alerts/rows.ts";
import { recordTruthPath, SMALL_TABLES, viewPath } from "../../datasets/format/layout.ts";
import { EMPTY_HASH } from "../../datasets/format/logical-hash.ts";
import { createDataset } from "../../datasets/publishing/publish.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import { SAFEGUARDS } from "../../simulators/safeguards/catalogue.ts";
import { deviceRow, truthDeviceRow } from "../device-rows.ts";
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

/**
 * Writes a dataset's manifest and small tables, without its rows: of all files that reported, and of
 * the others who their lines are, which is drawn in no time.
 */
export async function writeSmallTables(
  on: PlannedScenario,
  reports: readonly ShardReport[],
  dir: string,
): Promise<void> {
  const { scenario, devicesPerShard } = on;
  const known = new Map(reports.map((report) => [report.facts.shard, report]));
  const files = Math.ceil(scenario.devices / devicesPerShard);
  const all = Array.from({ length: files }, (_, file) => known.get(file) ?? unlived(on, file));
  const writer = createDataset(dir, { views: VIEWS, truth: true });
  try {
    await publishGenerated(writer, all, on);
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

/** What a file that others live would report, as far as it can be known without living it. */
function unlived(on: PlannedScenario, file: number): ShardReport {
  const { scenario, seed } = on;
  const { from, to } = linesOf(on, file);
  const personas = Array.from({ length: to - from }, (_, i) =>
    drawPersona(seed, scenario, from + i),
  );
  const nothing = eachView(() => ({ up: 0, down: 0 }));
  return {
    facts: {
      shard: file,
      files: {},
      views: eachView(() => ({
        ...{ rows: 0, up: 0, down: 0 },
        ...{ logicalHash: EMPTY_HASH, truthHash: EMPTY_HASH },
      })),
    },
    devices: personas.map((persona) => deviceRow(scenario, persona)),
    truthDevices: personas.map((persona) => truthDeviceRow(seed, scenario, persona)),
    ...{ safeguards: [], notices: [], unheard: [] },
    truth: { incidents: [], cases: [], episodes: [] },
    ...{ lost: nothing, inFlight: nothing, repeated: nothing },
  };
}

function eachView<T>(of: () => T): Record<ViewName, T> {
  return { flows: of(), charging: of(), netstats: of(), wlan: of() };
}

function linkFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no hard links, and none reach from one to another.
    copyFileSync(from, to);
  }
}
