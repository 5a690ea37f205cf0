import { realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Gives the flags that let a node process read our own compiled code, the plug-in and the packages
 * installed above it, and nothing else: no data, no truth, no writes, no processes, no workers. Node
 * calls its permission model a seat belt, and so should we: it stops mistakes and temptations, not
 * an attack on node itself.
 */
export function sandboxFlags(entry: string, plugin: readonly string[]): readonly string[] | null {
  const has = (flag: string) => process.allowedNodeEnvironmentFlags.has(flag);
  const flag = ["--permission", "--experimental-permission"].find(has);
  if (flag === undefined) return null;
  const code = resolve(dirname(entry), "../..");
  const reads = new Set<string>();
  for (const path of [`${code}/`, ...plugin, ...packagesAbove(plugin)]) {
    reads.add(path);
    try {
      reads.add(path.endsWith("/") ? `${realpathSync(path)}/` : realpathSync(path));
    } catch {
      // A folder that isn't there needs no leave.
    }
  }
  return [flag, "--no-warnings", ...[...reads].map((path) => `--allow-fs-read=${path}`)];
}

function packagesAbove(plugin: readonly string[]): string[] {
  const folders: string[] = [];
  for (const path of plugin) {
    for (let at = dirname(path); ; at = dirname(at)) {
      folders.push(`${join(at, "node_modules")}/`);
      if (at === dirname(at)) break;
    }
  }
  return folders;
}
