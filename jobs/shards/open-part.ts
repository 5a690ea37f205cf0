import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ShardRange } from "../../bench/alerts/rows.ts";
import { detectCells } from "../../bench/run/detect-cells.ts";
import type { Part, PartAlerts } from "../../bench/shards/part.ts";
import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import { sweepTemporaries, temporaryName } from "../../datasets/format/temporaries.ts";
import type { ShardReport } from "../write-shard.ts";
import { openLocalPool } from "./local-pool.ts";
import { planCells, planEntries } from "./plan-entries.ts";
import type { PlanFile } from "./plan-file.ts";
import type { CellEffort } from "./publication.ts";
import { joinDataset, liveFiles, type OnDay, writeSmallTables } from "./scenario-dataset.ts";
import { beginWork, findWork, keepWork, type Work } from "./work-folder.ts";

/** How far a shard is. */
export interface ShardProgress {
  readonly what: "simulate" | "detect";
  readonly done: number;
  readonly total: number;
}

/** A shard to be opened, and where. */
export interface PartPlace {
  readonly plan: PlanFile;
  readonly index: number;
  /** Folder that keeps the work of shards between stages. */
  readonly work: string;
  /** Folder of the small tables of all shards; null until all are counted. */
  readonly small: string | null;
  /** Its alerts are looked at: detectors run where no earlier stage left any. */
  readonly needsAlerts: boolean;
  /** What the shard reported when it was counted; null before. */
  readonly reported: readonly ShardReport[] | null;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ShardProgress) => void) | undefined;
}

/** A shard with its rows and alerts there. */
export interface OpenedPart {
  readonly part: Part;
  readonly alerts: PartAlerts;
  readonly effort: Readonly<Record<number, CellEffort>>;
  /** null where the dataset was there already. */
  readonly reports: readonly ShardReport[] | null;
  /** Closes its files, and removes what is of no use to the next stage. */
  close(): void;
}

/**
 * Opens a shard of a plan: lives its lines and runs the detectors, or takes both over from an earlier
 * stage. Throws a RangeError where a detector fails, or where lines that are lived again come out
 * otherwise.
 */
export async function openPart(place: PartPlace): Promise<OpenedPart> {
  const { plan, index, work } = place;
  const dir = join(work, shardFolder(index));
  sweepTemporaries(work);
  const kept = keptWork(place, dir);
  const fresh = kept === null ? beginWork(dir) : null;
  const at = fresh ?? dir;
  const joined = temporaryName(join(work, `${shardFolder(index)}-dataset`));
  const close = () => {
    rmSync(joined, { recursive: true, force: true });
    if (fresh !== null) rmSync(fresh, { recursive: true, force: true });
  };
  try {
    const { dataset, reports } = await openRows(place, { at, joined, isFresh: kept === null });
    const { entries, limits, settings } = await planEntries(plan);
    const cells = planCells(plan, entries, dataset);
    const part: Part = { dataset, settings, shards: plan.shards[index].files, cells };
    const detected = async () =>
      keepWork(
        at,
        dir,
        plan.hash,
        await detect(part, { place, limits, scratch: join(at, "alerts") }),
      );
    const { alerts, effort } = kept ?? (place.needsAlerts ? await detected() : NO_WORK);
    return {
      ...{ part, reports, alerts, effort },
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

/** Names the folder of a shard. */
export function shardFolder(index: number): string {
  return String(index).padStart(5, "0");
}

const NO_WORK: Pick<Work, "alerts" | "effort"> = { alerts: new Map(), effort: {} };

/** What an earlier stage left of a shard; the first stage of a scenario begins with nothing. */
function keptWork({ plan, reported }: PartPlace, dir: string): Work | null {
  if (reported === null && plan.on.kind === "scenario") return null;
  const kept = findWork(dir, plan.hash);
  return kept !== null && hasRows(dir, reported) ? kept : null;
}

interface Rows {
  readonly dataset: Dataset;
  readonly reports: readonly ShardReport[] | null;
}

async function openRows(
  { plan, index, small, reported, signal, onProgress }: PartPlace,
  {
    at,
    joined,
    isFresh,
  }: { readonly at: string; readonly joined: string; readonly isFresh: boolean },
): Promise<Rows> {
  const { on, shards } = plan;
  const { files } = shards[index];
  if (on.kind === "dataset") {
    const dataset = openDataset(on.dir);
    if (reported === null) checkFiles(dataset, files);
    return { dataset, reports: null };
  }
  const rows = join(at, "rows");
  const onDay: OnDay = (done, total) => onProgress?.({ what: "simulate", done, total });
  const reports = isFresh ? await liveFiles(on, files, rows, { onDay, signal }) : (reported ?? []);
  if (reported !== null) mustBeLivedAgain(index, reported, reports);
  const tables = small ?? join(joined, "small");
  if (small === null) await writeSmallTables(on, reports, tables);
  const whole = join(joined, "whole");
  joinDataset({ small: tables, rows, files }, whole);
  return { dataset: openDataset(whole), reports };
}

/** Rows that an earlier stage left are all there. */
function hasRows(dir: string, reported: readonly ShardReport[] | null): boolean {
  const files = (reported ?? []).flatMap(({ facts }) => Object.entries(facts.files));
  return files.every(([path, { bytes }]) => {
    const file = join(dir, "rows", path);
    return existsSync(file) && statSync(file).size === bytes;
  });
}

/** One scenario has one life: other rows would be scored at thresholds that are not theirs. */
function mustBeLivedAgain(
  index: number,
  reported: readonly ShardReport[],
  reports: readonly ShardReport[],
): void {
  const [before, now] = [reported, reports].map((list) =>
    JSON.stringify(list.map(({ facts }) => facts.views)),
  );
  if (before === now) return;
  throw new RangeError(
    `shard ${index}: its lines must live as they did when they were counted, and don't: ${now} instead of ${before}; the machine, or its node, is another`,
  );
}

/** Makes sure that the files of a shard are those of the manifest. */
function checkFiles({ dir, manifest }: Dataset, files: ShardRange): void {
  for (const [path, { sha256 }] of Object.entries(manifest.files)) {
    const file = Number(/(\d+)\.arrow$/.exec(path)?.[1] ?? -1);
    if (!(file >= files.from && file < files.to)) continue;
    const found = createHash("sha256")
      .update(readFileSync(join(dir, path)))
      .digest("hex");
    if (found === sha256) continue;
    throw new RangeError(`${join(dir, path)}: SHA-256 must be ${sha256}, got ${found}`);
  }
}

interface Detect {
  readonly place: PartPlace;
  readonly limits: Parameters<typeof detectCells>[3]["limits"];
  readonly scratch: string;
}

async function detect(
  { dataset, cells, shards }: Part,
  { place: { plan, index, signal, onProgress }, limits, scratch }: Detect,
) {
  const toRun = cells.flatMap(({ failure }, at) => (failure === null ? [at] : []));
  const found = await detectCells(
    dataset,
    cells,
    { toRun, fits: cells.map(() => null), shards },
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
    effort: Object.fromEntries(effort) as OpenedPart["effort"],
  };
}
