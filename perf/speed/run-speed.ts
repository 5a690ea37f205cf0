import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../root.ts";
import { measureSpeed, type SpeedOfNode } from "./measure-speed.ts";

/** Where `npm ci --prefix perf/peers --ignore-scripts` lays the newer Node. */
const NEWER = join(ROOT, "perf/peers/node_modules/node-24/bin/node");

/**
 * Measures the table of speed on the Node that runs this and on the newer one of perf/peers, where it
 * is installed. `beside` is the compiled folder of an older build, beside its node_modules; throws a
 * RangeError when there is none.
 */
export async function runSpeed(
  dir: string,
  { quick, beside }: { readonly quick: boolean; readonly beside: string | undefined },
): Promise<SpeedOfNode[]> {
  const older = beside === undefined ? null : resolve(beside);
  if (older !== null && !existsSync(join(older, "cli/main.js"))) {
    throw new RangeError(`perf: --beside must be a compiled folder, dist/, got ${beside}`);
  }
  const oldest = process.execPath;
  const nodes = [oldest, ...(existsSync(NEWER) ? [NEWER] : [])];
  const measured: SpeedOfNode[] = [];
  for (const node of nodes) {
    measured.push(await measureSpeed({ dir, quick, node, oldest, beside: older }));
  }
  if (nodes.length === 1) console.error("perf: no newer Node: npm ci --prefix perf/peers");
  return measured;
}
