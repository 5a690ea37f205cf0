import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { ShardAlerts } from "../../bench/alerts/alerts-of-shards.ts";
import { alertFileBytes } from "../../bench/runners/alert-log.ts";
import type { PartAlerts } from "../../bench/shards/part.ts";
import { sweepTemporaries, temporaryName } from "../../datasets/format/temporaries.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import type { CellEffort } from "./publication.ts";

/** What detectors said of a shard, and what they took. */
export interface KeptAlerts {
  /** Paths are whole. */
  readonly alerts: PartAlerts;
  /** By the cell's place. */
  readonly effort: Readonly<Record<number, CellEffort>>;
}

/** As it lies beside the files of alerts; paths begin in the folder. */
interface Page {
  readonly plan: string;
  readonly alerts: readonly (readonly [number, readonly ShardAlerts[]])[];
  readonly effort: KeptAlerts["effort"];
}

const PAGE = "kept.bin";

/** Names the folder of a shard. */
export function shardFolder(index: number): string {
  return String(index).padStart(5, "0");
}

/**
 * Does a piece of work beside the place where the next stage finds it, and puts it there once it is
 * whole. Where another process was first its own, which is the same, stays, and this goes.
 */
export async function keepWork<T>(
  dir: string,
  isThere: (made: T) => boolean,
  make: (temporary: string) => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(dir), { recursive: true });
  sweepTemporaries(dirname(dir));
  const temporary = temporaryName(dir);
  mkdirSync(temporary);
  try {
    const made = await make(temporary);
    put(temporary, dir, () => isThere(made));
    return made;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function put(temporary: string, dir: string, isThere: () => boolean): void {
  try {
    renameSync(temporary, dir);
  } catch {
    if (isThere()) return;
    // What lies there is of no use; moved aside first, since another process may put its own there.
    const aside = temporaryName(dir);
    renameSync(dir, aside);
    rmSync(aside, { recursive: true, force: true });
    renameSync(temporary, dir);
  }
}

/** Finds the alerts that were kept in a folder; null where there are none of this plan, or some were lost. */
export function findAlerts(dir: string, plan: string): KeptAlerts | null {
  try {
    const page = deserialize(readFileSync(join(dir, PAGE))) as Page;
    if (page.plan !== plan) return null;
    const alerts = new Map(
      page.alerts.map(([cell, list]) => [
        cell,
        list.map((each) => ({ ...each, file: join(dir, each.file) })),
      ]),
    );
    const isWhole = [...alerts.values()]
      .flat()
      .every(({ file, alerts }) => statSync(file).size === alertFileBytes(alerts));
    return isWhole ? { alerts, effort: page.effort } : null;
  } catch {
    return null;
  }
}

/** Writes beside files of alerts whose they are. */
export function writeAlertsPage(dir: string, plan: string, { alerts, effort }: KeptAlerts): void {
  const inFolder = [...alerts].map(
    ([cell, list]) =>
      [cell, list.map((each) => ({ ...each, file: each.file.slice(dir.length + 1) }))] as const,
  );
  const page: Page = { plan, alerts: inFolder, effort };
  writeWhole(join(dir, PAGE), serialize(page));
}
