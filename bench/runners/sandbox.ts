import { realpathSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Gives the flags that let a node process read our own compiled code and what belongs to the plug-in
 * (see `pluginFiles`), and nothing else: no data, no truth, no writes, no processes, no workers. Node
 * calls its permission model a seat belt, and so should we: it stops mistakes and temptations, not
 * an attack on node itself.
 */
export function sandboxFlags(entry: string, plugin: readonly string[]): readonly string[] | null {
  const has = (flag: string) => process.allowedNodeEnvironmentFlags.has(flag);
  const flag = ["--permission", "--experimental-permission"].find(has);
  if (flag === undefined) return null;
  const code = resolve(dirname(entry), "../..");
  const reads = new Set([`${code}/`, `${realpathSync(code)}/`, ...plugin]);
  return [flag, "--no-warnings", ...[...reads].map((path) => `--allow-fs-read=${path}`)];
}
