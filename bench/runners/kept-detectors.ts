import type { Fleet } from "../../datasets/fleet.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Detector, DetectorSpec } from "../../detectors/detector.ts";

/** A detector of the catalogue at work on a shard. */
export interface KeptDetector {
  readonly detector: Detector;
  /** Hands it back for another shard. One that threw, or was left half way, is not handed back. */
  giveBack(): void;
}

/** Which detector is asked for, and where it is to work. */
export interface KeptRequest {
  readonly spec: DetectorSpec;
  /** Tells its options, and what it learned, from others of its name. */
  readonly cell: string;
  readonly fleet: Fleet;
  readonly view: ViewName;
  readonly shard: number;
  readonly create: () => Detector;
}

interface Kept {
  readonly detector: Detector;
  readonly seen: Set<number>;
  isFree: boolean;
}

let at: { readonly fleet: Fleet; readonly view: ViewName } | null = null;
let cells = new Map<string, Kept[]>();

/**
 * Takes a detector that has not seen the shard, or creates one. A line lies in one shard, and a
 * detector of scope device keeps state by line alone: to one that comes from other shards these lines
 * are as new as to a fresh one, and its code is compiled already, which would otherwise be done anew
 * for every shard. Those of scope fleet are always fresh. Detectors are kept for one view of one
 * dataset, two for a cell as a rule: one for the first pass, one for the second look.
 */
export function takeDetector({ spec, cell, create, ...where }: KeptRequest): KeptDetector {
  const { fleet, view, shard } = where;
  if (spec.scope !== "device") return { detector: create(), giveBack() {} };
  if (at?.fleet !== fleet || at.view !== view) {
    at = { fleet, view };
    cells = new Map();
  }
  const key = `${spec.name} ${cell}`;
  const all = cells.get(key) ?? [];
  const found = all.find(({ isFree, seen }) => isFree && !seen.has(shard));
  const kept = found ?? { detector: create(), seen: new Set<number>(), isFree: true };
  if (found === undefined) cells.set(key, [...all, kept]);
  kept.isFree = false;
  kept.seen.add(shard);
  return {
    detector: kept.detector,
    giveBack() {
      kept.isFree = true;
    },
  };
}
