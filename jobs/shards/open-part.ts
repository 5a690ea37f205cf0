import { rmSync } from "node:fs";
import { join } from "node:path";
import type { ShardRange } from "../../bench/alerts/rows.ts";
import { detectCells } from "../../bench/run/detect-cells.ts";
import type { Limits } from "../../bench/runners/foreign-process.ts";
import type { Part } from "../../bench/shards/part.ts";
import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import { fileHash } from "../../datasets/format/file-hash.ts";
import { temporaryName } from "../../datasets/format/temporaries.ts";
import type { ShardReport } from "../write-shard.ts";
import { type LivingPlace, rowsOf } from "./live-shard.ts";
import { openLocalPool } from "./local-pool.ts";
import { planCells, planEntries } from "./plan-entries.ts";
import type { PlanFile } from "./plan-file.ts";
import { plannedFits } from "./plan-fits.ts";
import { joinDataset, type OnDay } from "./scenario-dataset.ts";
import {
  findAlerts,
  type KeptAlerts,
  keepWork,
  shardFolder,
  writeAlertsPage,
} from "./work-folder.ts";

/** How far a shard is. */
export interface ShardProgress {
  readonly what: "simulate" | "detect";
  readonly done: number;
  readonly total: number;
}

/** A shard to be opened, and where. */
export interface PartPlace extends Omit<LivingPlace, "onDay"> {
  /** Folder of the small tables of all shards: that of the dataset, where there is one. */
  readonly small: string;
  /** Its alerts are looked at: detectors run where no earlier stage left any. */
  readonly needsAlerts: boolean;
  /** What the shard reported when it was lived: nothing where the dataset was there already. */
  readonly reported: readonly ShardReport[];
  /** Nobody has read its files yet. */
  readonly isFirst: boolean;
  readonly onProgress?: ((progress: ShardProgress) => void) | undefined;
}

/** A shard with its rows and alerts there. */
export interface OpenedPart extends KeptAlerts {
  readonly part: Part;
  /** Closes its files. */
  close(): void;
}

/**
 * Opens a shard of a plan with its rows, runs the detectors or takes over what they said in an earlier
 * stage. Throws a RangeError where a detector fails, where files are not those of the dataset, and
 * where lines that have to be lived again come out otherwise.
 */
export async function openPart(place: PartPlace): Promise<OpenedPart> {
  const { plan, index, work } = place;
  const joined = temporaryName(join(work, shardFolder(index), "dataset"));
  const close = () => rmSync(joined, { recursive: true, force: true });
  try {
    const dataset = await openRows(place, joined);
    const { entries, limits, settings } = await planEntries(plan);
    const cells = planCells(plan, entries, dataset);
    const part: Part = { dataset, settings, shards: plan.shards[index].files, cells };
    const kept = place.needsAlerts ? await alertsOf(part, place, limits) : NO_ALERTS;
    return {
      ...{ part, ...kept },
      close() {
        dataset.close();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Opens a plan's dataset without any rows, to settle what its shards did. */
export async function openWhole(plan: PlanFile, small: string): Promise<Part> {
  const dataset = openDataset(small);
  const { entries, settings } = await planEntries(plan);
  const cells = planCells(plan, entries, dataset);
  return { dataset, settings, cells, shards: { from: 0, to: 0 } };
}

const NO_ALERTS: KeptAlerts = { alerts: new Map(), effort: {} };

async function openRows(place: PartPlace, joined: string): Promise<Dataset> {
  const { plan, index, small, reported, isFirst, onProgress } = place;
  const { on, shards } = plan;
  const { files } = shards[index];
  if (on.kind === "dataset") {
    const dataset = openDataset(small);
    if (isFirst) checkFiles(dataset, files);
    return dataset;
  }
  const onDay: OnDay = (done, total) => onProgress?.({ what: "simulate", done, total });
  const rows = await rowsOf(on, { ...place, onDay }, reported);
  joinDataset({ small, rows, files }, joined);
  return openDataset(joined);
}

async function alertsOf(part: Part, place: PartPlace, limits: Limits): Promise<KeptAlerts> {
  const { plan, index, work } = place;
  const dir = join(work, shardFolder(index), "alerts");
  const find = () => findAlerts(dir, plan.hash);
  const kept = find();
  if (kept !== null) return kept;
  const isThere = () => find() !== null;
  await keepWork(dir, isThere, async (scratch) =>
    writeAlertsPage(scratch, plan.hash, await detect(part, { place, limits, scratch })),
  );
  const own = find();
  if (own !== null) return own;
  throw new RangeError(`${dir}: must hold what the detectors said a moment ago, and is gone`);
}

/** Makes sure that the files of a shard are those of the manifest. */
function checkFiles({ dir, manifest }: Dataset, files: ShardRange): void {
  for (const [path, { sha256 }] of Object.entries(manifest.files)) {
    const file = Number(/(\d+)\.arrow$/.exec(path)?.[1] ?? -1);
    if (!(file >= files.from && file < files.to)) continue;
    const found = fileHash(join(dir, path)) ?? "no such file";
    if (found === sha256) continue;
    throw new RangeError(`${join(dir, path)}: SHA-256 must be ${sha256}, got ${found}`);
  }
}

interface Detect {
  readonly place: PartPlace;
  readonly limits: Limits;
  readonly scratch: string;
}

async function detect(
  { dataset, cells, shards }: Part,
  { place: { folder, plan, index, signal, onProgress }, limits, scratch }: Detect,
): Promise<KeptAlerts> {
  const toRun = cells.flatMap(({ failure }, at) => (failure === null ? [at] : []));
  const found = await detectCells(
    dataset,
    cells,
    { toRun, fits: plannedFits(folder, plan), shards },
    {
      ...{ limits, scratch, workers: 1, pool: openLocalPool(signal) },
      onWork: (_, done, total) => onProgress?.({ what: "detect", done, total }),
    },
  );
  const failures = [...found].flatMap(([at, { failure }]) => {
    const { name, view } = plan.cells[at];
    return failure === null ? [] : [`${name} on ${view}: ${failure.status}: ${failure.reason}`];
  });
  if (failures.length > 0) {
    throw new RangeError(
      `shard ${index}: ${failures.join("; ")}; nothing is published: run the shard again, or plan without it`,
    );
  }
  const effort = [...found].map(([at, { ms, rows, alerts }]) => [at, { ms, rows, alerts }]);
  return {
    alerts: new Map([...found].map(([at, cell]) => [at, cell.shards])),
    effort: Object.fromEntries(effort) as KeptAlerts["effort"],
  };
}
