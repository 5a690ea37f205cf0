import { execFileSync } from "node:child_process";
import { randomInt, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** Environment variable by which processes are known that came from a plug-in, wherever they went. */
const VARIABLE = "BILLSHOCK_PLUGIN";
/** Seconds of processor time that nobody uses up, so that a limit of that many is but a mark. */
const NO_LIMIT = 100_000_000;
const IS_LINUX = process.platform === "linux";

/** How a plug-in's processes are told from all others. */
export interface ProcessMark {
  readonly env: Readonly<Record<string, string>>;
  /** Puts the mark on a command line. */
  wrap(file: string, args: readonly string[]): readonly [file: string, args: readonly string[]];
  /** Whether a process carries it; Linux only. */
  isOn(pid: number): boolean;
}

/**
 * Makes a mark that children inherit: a variable, and a limit of processor time too large to be
 * felt. A child that clears its environment and leaves its session and its parent still has the
 * limit, which can be lowered but not lifted.
 */
export function processMark(): ProcessMark {
  const word = randomUUID();
  const seconds = NO_LIMIT + randomInt(NO_LIMIT);
  const limit = new RegExp(`^Max cpu time\\s+\\d+\\s+${seconds}\\s`, "m");
  return {
    env: { [VARIABLE]: word },
    wrap(file, args) {
      if (!IS_LINUX) return [file, args];
      return ["/bin/sh", ["-c", `ulimit -t ${seconds} 2>&-; exec "$@"`, "sh", file, ...args]];
    },
    isOn: (pid) =>
      limit.test(textOf(`/proc/${pid}/limits`)) ||
      textOf(`/proc/${pid}/environ`).split("\0").includes(`${VARIABLE}=${word}`),
  };
}

/** A process and all that came from it. */
export interface ProcessTree {
  /** Looks at it: how many processes it has, and how many bytes they hold resident. */
  look(): { readonly processes: number; readonly bytes: number };
  /** Kills all of it; returns how many processes besides the first were alive. */
  end(): number;
}

/** Watches the tree below a process, in a group of its own, by descent and by mark. */
export function processTree(pid: number, mark: ProcessMark): ProcessTree {
  // Processes by number and start: a number is used again.
  const seen = new Map<number, number>();
  const born = startOf(pid);
  const note = (): number[] => {
    const tree = treeOf(pid);
    for (const each of tree) if (!seen.has(each)) seen.set(each, startOf(each));
    return tree;
  };
  return {
    look() {
      if (!IS_LINUX) return { processes: 1, bytes: residentBytes(pid) };
      const tree = note();
      return { processes: tree.length, bytes: tree.reduce((sum, each) => sum + heldBy(each), 0) };
    },
    end() {
      const others = new Set<number>();
      // What is killed may have started another just before: look until nothing is new.
      for (let isNew = IS_LINUX; isNew; ) {
        isNew = false;
        note();
        for (const [each, start] of runningSince(born)) {
          if (others.has(each) || !(seen.get(each) === start || mark.isOn(each))) continue;
          others.add(each);
          isNew = true;
          kill(each);
        }
      }
      kill(-pid);
      others.delete(pid);
      return others.size;
    },
  };
}

/**
 * Measures the resident bytes of a process and its descendants. Typed arrays lie outside V8's heap,
 * so no heap limit bounds them: only this does. On systems without /proc it asks `ps` for the process
 * alone; 0 when it is gone.
 */
export function residentBytes(pid: number): number {
  if (IS_LINUX) return treeOf(pid).reduce((sum, each) => sum + heldBy(each), 0);
  try {
    const text = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
    return Number(text.trim()) * 1024;
  } catch {
    return 0;
  }
}

/** Lists a process and all that it started and that is still its descendant. */
function treeOf(pid: number): number[] {
  const tree = [pid];
  for (let i = 0; i < tree.length; i++) {
    const tasks = `/proc/${tree[i]}/task`;
    for (const thread of namesIn(tasks)) {
      const children = textOf(`${tasks}/${thread}/children`).trim();
      if (children !== "") tree.push(...children.split(" ").map(Number));
    }
  }
  return tree;
}

function heldBy(pid: number): number {
  return 1024 * Number(/^VmRSS:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** Processes that started no earlier than `born` and are alive, zombies not, with their starts. */
function runningSince(born: number): (readonly [pid: number, start: number])[] {
  return namesIn("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    const fields = statOf(name);
    const start = Number(fields[19]);
    return start >= born && !["Z", "X"].includes(fields[0]) ? [[Number(name), start] as const] : [];
  });
}

/** When a process started, in ticks of the kernel; 0 when it is gone. */
function startOf(pid: number): number {
  return Number(statOf(pid)[19] ?? 0);
}

/** Fields of a process behind its name, which may hold anything: its state first. */
function statOf(pid: number | string): string[] {
  return textOf(`/proc/${pid}/stat`)
    .replace(/^.*\) /s, "")
    .split(" ");
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended between the look and the signal, or never had a group.
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
