import type { Entries } from "../../bench/run/bench-cells.ts";
import type { Runnable } from "../../bench/runners/runnable.ts";
import { isLearner } from "../../detectors/state/learning.ts";

/** How a plan cuts its data, as far as detectors may mind. */
export interface Cut {
  /** Files hold fewer lines than those of a bench on one machine. */
  readonly isFiner: boolean;
  /** Most shards with which they don't. */
  readonly mostShards: number;
  /** Why nothing can be learned when the plan is made, and what to do; null where it can. */
  readonly noLessons: string | null;
}

const ON_ONE_MACHINE = "bench it on one machine, or leave it out";

/**
 * Says why a detector can't run in shards, and what to do instead; null where it can. A shard holds
 * whole files of a dataset, and so all that a detector of the catalogue is shown by a bench on one
 * machine.
 */
export function refusalOf(
  { name, spec, how }: Pick<Runnable, "name" | "spec" | "how">,
  { isFiner, mostShards, noLessons }: Cut,
): string | null {
  if (how.kind !== "catalogue") {
    return `${name}: its code lies outside this package, where a plan can't pin it nor know that every machine has the same; ${ON_ONE_MACHINE}`;
  }
  if (isLearner(spec) && noLessons !== null) {
    return `${name}: learns from ${spec.learnsFrom} of the calibration half when the plan is made, ${noLessons}, or leave it out`;
  }
  if (spec.scope === "fleet" && isFiner) {
    return `${name}: compares the lines of a file with each other, and so many shards cut files finer than a bench on one machine does; plan with --shards ${mostShards} at most, or leave it out`;
  }
  return null;
}

/** What of a plan can't run in shards: a sentence for each. */
export function refusalsOf({ runnables, combined }: Entries, cut: Cut): string[] {
  const members = new Set(combined.flatMap((entry) => entry.members));
  return [
    ...combined.map(
      ({ name }) =>
        `${name}: combines what its members said on lines of all shards, by which they are ranked; ${ON_ONE_MACHINE} and plan its members alone`,
    ),
    ...runnables
      .filter(({ runnable }) => !members.has(runnable))
      .flatMap(({ runnable }) => refusalOf(runnable, cut) ?? []),
  ];
}
