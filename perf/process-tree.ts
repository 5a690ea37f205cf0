import { readdirSync, readFileSync } from "node:fs";

/** Seconds of CPU of a running process and of its children, ended ones too, to a hundredth. */
export function cpuOfTree(pid: number): number {
  const TICKS = 100; // a second, on every Linux that node runs on
  let ticks = 0;
  for (const each of treeOf(pid)) {
    const fields = read(`/proc/${each}/stat`).split(") ").at(-1)?.split(" ") ?? [];
    for (const at of [11, 12, 13, 14]) ticks += Number(fields[at] ?? 0);
  }
  return ticks / TICKS;
}

/** Bytes that lie in memory of a running process and of its children; 0 where there is no /proc. */
export function residentBytes(pid: number): number {
  const kilobytes = treeOf(pid).map(
    (each) => /VmRSS:\s*(\d+)/.exec(read(`/proc/${each}/status`))?.[1],
  );
  return kilobytes.reduce((sum, each) => sum + 1024 * Number(each ?? 0), 0);
}

function treeOf(pid: number): number[] {
  const threads = entries(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) =>
    read(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(treeOf)];
}

/** A process may end while it is looked at. */
function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function entries(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
