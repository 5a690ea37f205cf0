import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

/** Environment variable by which processes are known that came from a plug-in, wherever they went. */
export const MARK = "BILLSHOCK_PLUGIN";

/** Lists a process and all that it started and that is still its descendant. */
function treeOf(pid: number): number[] {
  const tree = [pid];
  for (let i = 0; i < tree.length; i++) {
    const path = `/proc/${tree[i]}/task/${tree[i]}/children`;
    const children = textOf(path).trim();
    if (children !== "") tree.push(...children.split(" ").map(Number));
  }
  return tree;
}

/**
 * Measures the resident bytes of a process and its descendants. Typed arrays lie outside V8's heap,
 * so no heap limit bounds them: only this does. On systems without /proc it asks `ps` for the process
 * alone; 0 when it is gone.
 */
export function residentBytes(pid: number): number {
  if (process.platform !== "linux") {
    try {
      const text = execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" });
      return Number(text.trim()) * 1024;
    } catch {
      return 0;
    }
  }
  let kilobytes = 0;
  for (const each of treeOf(pid)) {
    kilobytes += Number(/^VmRSS:\s+(\d+) kB/m.exec(textOf(`/proc/${each}/status`))?.[1] ?? 0);
  }
  return kilobytes * 1024;
}

/**
 * Kills a process group and, on Linux, every process whose environment carries the mark, so that a
 * grandchild that left the group is found too. Returns how many besides `pid` itself were alive. A
 * process that also cleared its environment stays unseen.
 */
export function killMarked(pid: number, mark: string): number {
  let others = 0;
  for (const each of marked(mark)) {
    if (each !== pid) others++;
    kill(each);
  }
  kill(-pid);
  return others;
}

function marked(mark: string): number[] {
  if (process.platform !== "linux") return [];
  const wanted = `${MARK}=${mark}`;
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => textOf(`/proc/${name}/environ`).split("\0").includes(wanted))
    .filter((name) => !/^State:\s+Z/m.test(textOf(`/proc/${name}/status`)))
    .map(Number);
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
