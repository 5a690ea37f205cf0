import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { ShardReport } from "../write-shard.ts";
import type { PlanFile, PlannedScenario } from "./plan-file.ts";
import { liveFiles, type OnDay } from "./scenario-dataset.ts";
import { keepWork, shardFolder } from "./work-folder.ts";

/** Whose lines are lived, and where their rows are kept. */
export interface LivingPlace {
  /** Folder of the plan. */
  readonly folder: string;
  readonly plan: PlanFile;
  readonly index: number;
  /** Folder that keeps the work of shards between stages. */
  readonly work: string;
  readonly signal?: AbortSignal | undefined;
  readonly onDay?: OnDay | undefined;
}

/** Lives the lines of a shard, keeps their rows for the stages to come, and tells what is beside them. */
export function liveShard(on: PlannedScenario, place: LivingPlace): Promise<ShardReport[]> {
  return live(on, place, () => {});
}

/**
 * Finds the rows of a shard that was lived, or lives it again where they are gone. Throws a RangeError
 * where it then comes out otherwise: other rows would be scored at thresholds that are not theirs.
 */
export async function rowsOf(
  on: PlannedScenario,
  place: LivingPlace,
  reported: readonly ShardReport[],
): Promise<string> {
  const dir = rowsFolder(place);
  if (!hasRows(dir, reported)) {
    await live(on, place, (reports) => mustBeTheSame(place.index, reported, reports));
  }
  return dir;
}

function live(
  on: PlannedScenario,
  place: LivingPlace,
  check: (reports: readonly ShardReport[]) => void,
): Promise<ShardReport[]> {
  const { plan, index, onDay, signal } = place;
  const dir = rowsFolder(place);
  return keepWork(
    dir,
    (reports) => hasRows(dir, reports),
    async (temporary) => {
      const reports = await liveFiles(on, plan.shards[index].files, temporary, { onDay, signal });
      check(reports);
      return reports;
    },
  );
}

function rowsFolder({ work, index }: LivingPlace): string {
  return join(work, shardFolder(index), "rows");
}

function hasRows(dir: string, reported: readonly ShardReport[]): boolean {
  const files = reported.flatMap(({ facts }) => Object.entries(facts.files));
  return files.every(([path, { bytes }]) => {
    const file = join(dir, path);
    return existsSync(file) && statSync(file).size === bytes;
  });
}

function mustBeTheSame(
  index: number,
  reported: readonly ShardReport[],
  reports: readonly ShardReport[],
): void {
  const [before, now] = [reported, reports].map((list) =>
    JSON.stringify(list.map(({ facts }) => facts.views)),
  );
  if (before === now) return;
  throw new RangeError(
    `shard ${index}: its lines must live as they did at first, and don't: ${now} instead of ${before}; the machine, or its node, is another`,
  );
}
