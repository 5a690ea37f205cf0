import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../root.ts";
import { measureSpeed, type PartName, type SpeedOfNode } from "./measure-speed.ts";

/** Where `npm ci --prefix perf/peers --ignore-scripts` lays the newer Node. */
const NEWER = join(ROOT, "perf/peers/node_modules/node-24/bin/node");

/** What to measure, and who hears of it as it comes. */
export interface SpeedAsked {
  readonly quick: boolean;
  readonly beside: string | undefined;
  /** Parts of the table; all of them unless said. */
  readonly parts: readonly PartName[];
  /** What was published before: parts that are not asked for stay as they were. */
  readonly before: readonly SpeedOfNode[];
  /** Hears the table again after each part, so that who stops half way keeps what was measured. */
  readonly onPart: (speed: readonly SpeedOfNode[]) => void;
}

/**
 * Measures the table of speed on the Node that runs this and on the newer one of perf/peers, where it
 * is installed. `beside` is the compiled folder of an older build, beside its node_modules; throws a
 * RangeError when there is none.
 */
export async function runSpeed(
  dir: string,
  { quick, beside, parts, before, onPart }: SpeedAsked,
): Promise<readonly SpeedOfNode[]> {
  const older = beside === undefined ? null : resolve(beside);
  if (older !== null && !existsSync(join(older, "cli/main.js"))) {
    throw new RangeError(`perf: --beside must be a compiled folder, dist/, got ${beside}`);
  }
  const oldest = process.execPath;
  const nodes = [oldest, ...(existsSync(NEWER) ? [NEWER] : [])];
  let speed = before;
  for (const node of nodes) {
    for (const part of parts) {
      const wanted = { dir, quick, node, oldest, beside: older };
      speed = withPart(speed, await measureSpeed(wanted, [part]));
      onPart(speed);
    }
  }
  if (nodes.length === 1) console.error("perf: no newer Node: npm ci --prefix perf/peers");
  return speed;
}

/** Lays a part's figures over what is known of the same Node. */
function withPart(speed: readonly SpeedOfNode[], part: SpeedOfNode): readonly SpeedOfNode[] {
  const known = speed.find(({ machine }) => machine.node === part.machine.node);
  if (known === undefined) return [...speed, part];
  const figures = { ...known.figures, ...part.figures };
  return speed.map((one) => (one === known ? { machine: part.machine, figures } : one));
}
