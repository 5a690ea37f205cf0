import { mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { ShardAlerts } from "../../bench/alerts/alerts-of-shards.ts";
import { alertFileBytes } from "../../bench/runners/alert-log.ts";
import type { PartAlerts } from "../../bench/shards/part.ts";
import { temporaryName } from "../../datasets/format/temporaries.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import type { CellEffort } from "./publication.ts";

/** What a shard's process needs again in the next stage: its rows, where a scenario is lived, and its alerts. */
export interface Work {
  readonly dir: string;
  readonly alerts: PartAlerts;
  readonly effort: Readonly<Record<number, CellEffort>>;
}

/** What is kept of alerts beside their files; paths begin in the folder. */
interface Kept {
  readonly plan: string;
  readonly alerts: readonly (readonly [number, readonly ShardAlerts[]])[];
  readonly effort: Work["effort"];
}

const KEPT = "kept.bin";

/**
 * Finds the work that an earlier stage left of a shard; null where there is none of this plan, or some
 * of it was lost: it is then done again.
 */
export function findWork(dir: string, plan: string): Work | null {
  try {
    const kept = deserialize(readFileSync(join(dir, KEPT))) as Kept;
    if (kept.plan !== plan) return null;
    const work = workAt(dir, kept);
    const files = [...work.alerts.values()].flat();
    const isWhole = files.every(
      ({ file, alerts }) => statSync(file).size === alertFileBytes(alerts),
    );
    return isWhole ? work : null;
  } catch {
    return null;
  }
}

/** Begins the work of a shard beside the place where it is kept in the end. */
export function beginWork(dir: string): string {
  mkdirSync(join(dir, ".."), { recursive: true });
  const temporary = temporaryName(dir);
  mkdirSync(temporary);
  return temporary;
}

/**
 * Puts finished work where the next stage finds it. Where another process was first its own, which is
 * the same, stays, and this goes.
 */
export function keepWork(
  temporary: string,
  dir: string,
  plan: string,
  work: Omit<Work, "dir">,
): Work {
  const alerts = [...work.alerts].map(
    ([at, list]) =>
      [at, list.map((each) => ({ ...each, file: each.file.slice(temporary.length + 1) }))] as const,
  );
  const kept: Kept = { plan, alerts, effort: work.effort };
  writeWhole(join(temporary, KEPT), serialize(kept));
  try {
    renameSync(temporary, dir);
  } catch {
    const first = findWork(dir, plan);
    if (first !== null) {
      rmSync(temporary, { recursive: true, force: true });
      return first;
    }
    // What lies there is of no use; moved aside first, since another process may put its own there.
    const aside = temporaryName(dir);
    renameSync(dir, aside);
    rmSync(aside, { recursive: true, force: true });
    renameSync(temporary, dir);
  }
  return workAt(dir, kept);
}

function workAt(dir: string, { alerts, effort }: Kept): Work {
  const at = alerts.map(
    ([cell, list]) =>
      [cell, list.map((each) => ({ ...each, file: join(dir, each.file) }))] as const,
  );
  return { dir, alerts: new Map(at), effort };
}
