import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isGone, processMark } from "./process-mark.ts";

/**
 * Names what stands for `path` until it is finished: beside it, and marked with this process, so that
 * a later run knows whose it was if this one is killed.
 */
export function temporaryName(path: string): string {
  const { host, boot, pid, start } = processMark();
  return `${path}.tmp-${host}-${boot}-${pid}-${start}-${randomBytes(4).toString("hex")}`;
}

/** Ending of what a temporary is about to replace, moved aside for a moment. */
export const REPLACED = "-old";

const NAME = /^(.+)\.tmp-([0-9a-f]{8})-([0-9a-f]{8})-(\d+)-(\d+)-[0-9a-f]{8}(-old)?$/;

/**
 * Removes from a folder what killed processes left unfinished, and puts back what one of them had
 * just moved aside. What belongs to a living process, or to one of another host, stays; so does
 * whatever this process may not touch.
 */
export function sweepTemporaries(folder: string): void {
  for (const name of namesIn(folder)) {
    const [, final, host = "", boot = "", pid, start, old] = NAME.exec(name) ?? [];
    if (final === undefined) continue;
    if (!isGone({ host, boot, pid: Number(pid), start: Number(start) })) continue;
    try {
      const path = join(folder, name);
      // Killed between two renames: the dataset that was to be replaced is the only whole one.
      if (old !== undefined && !existsSync(join(folder, final))) {
        renameSync(path, join(folder, final));
      } else rmSync(path, { recursive: true, force: true, maxRetries: 5 });
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      // Another run swept at the same time, or it is somebody else's.
      if (!["ENOENT", "EACCES", "EPERM", "EROFS", "ENOTEMPTY", "EEXIST"].includes(code))
        throw error;
    }
  }
}

/**
 * Tells whether another living process of this host is at work on what shall stand at `path`. Of one
 * on another host nobody knows whether it still lives, so that nobody may wait for it.
 */
export function isBeingMade(path: string): boolean {
  const own = processMark();
  return namesIn(dirname(path)).some((name) => {
    const [, final, host = "", boot = "", pid, start] = NAME.exec(name) ?? [];
    if (final !== basename(path) || host !== own.host || Number(pid) === own.pid) return false;
    return !isGone({ host, boot, pid: Number(pid), start: Number(start) });
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // Whoever writes there next says what is wrong with it.
    return [];
  }
}
