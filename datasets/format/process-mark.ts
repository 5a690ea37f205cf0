import { createHash } from "node:crypto";
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** Which process something belongs to: enough to tell later, and elsewhere, whether it is gone. */
export interface ProcessMark {
  /** Hash of the host and of the space in which its process numbers mean something. */
  readonly host: string;
  /** Hash of the boot of that host; process numbers start anew with each. */
  readonly boot: string;
  readonly pid: number;
  /** When the process started, in ticks since that boot; numbers are given again, this is not. 0 = unknown. */
  readonly start: number;
}

/** Says who this process is. */
export function processMark(): ProcessMark {
  return { ...here(), pid: process.pid, start: startOf(process.pid) ?? 0 };
}

/**
 * Tells whether a process has surely ended. False for one on another host, on a disk that several
 * share, since nobody can know from here.
 */
export function isGone({ host, boot, pid, start }: ProcessMark): boolean {
  const now = here();
  if (host !== now.host) return false;
  if (boot !== now.boot) return true;
  if (start !== 0) return startOf(pid) !== start;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // A process of somebody else is there, and may not be asked.
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

function here(): Pick<ProcessMark, "host" | "boot"> {
  const space = attempt(() => readlinkSync("/proc/self/ns/pid")) ?? "";
  const boot = attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8")) ?? "";
  return { host: shortHash(`${hostname()}\n${space}`), boot: shortHash(boot) };
}

/** Start of a living process in ticks since boot, where /proc tells; null: there is none, or only its remains. */
function startOf(pid: number): number | null {
  const stat = attempt(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (stat === null) return null;
  // The name stands in brackets and may hold anything, brackets too.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" || fields[0] === "X" ? null : Number(fields[19]);
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}
