import { join } from "node:path";
import type { Sections } from "../../bench/shards/part.ts";
import type { ShardReport } from "../write-shard.ts";
import { openPart, type ShardProgress, shardFolder } from "./open-part.ts";
import { type PlanFile, readPlan, type StageName } from "./plan-file.ts";
import { checkDataset, PlanFolder, REPORTS } from "./plan-folder.ts";
import { checkBytes, publish, readSection } from "./publication.ts";
import { STAGE } from "./stages.ts";

/** Which shard of which plan to run. */
export interface RunShardOptions {
  /** Folder of the plan. */
  readonly folder: string;
  /** Which shard, from 0. */
  readonly index: number;
  /** Which pass; the first that is not whole when left out. */
  readonly stage?: StageName | undefined;
  /** Folder that keeps rows and alerts between stages; `work` in the plan's when left out. */
  readonly work?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ShardProgress) => void;
}

/** What came of it. */
export interface RanShard {
  readonly plan: string;
  readonly shard: number;
  readonly stage: StageName;
  /** It had been published before, and nothing was done. */
  readonly wasThere: boolean;
  /** SHA-256 of its results, the same whoever works them out. */
  readonly sha256: string;
}

/** Checks which shard and stage are asked for; throws a RangeError where the plan has none such. */
export function shardOf(
  folder: string,
  { index, stage }: Pick<RunShardOptions, "index" | "stage">,
): PlanFile {
  const plan = readPlan(folder);
  if (!(Number.isInteger(index) && index >= 0 && index < plan.shards.length)) {
    throw new RangeError(`${folder}: index must be in [0, ${plan.shards.length}), got ${index}`);
  }
  if (stage !== undefined && !plan.stages.includes(stage)) {
    throw new RangeError(`${folder}: stage must be one of ${plan.stages.join(", ")}, got ${stage}`);
  }
  checkDataset(plan);
  return plan;
}

/**
 * Runs one stage of one shard and publishes what it comes to; when this resolves, the results are on
 * the disk. A shard that has published before is left as it is. Throws a RangeError where the stage
 * before is not whole, naming the shards that are missing.
 *
 * @example
 * await runShard({ folder: "plan", index: 3, stage: "count" });
 */
export async function runShard(options: RunShardOptions): Promise<RanShard> {
  const { folder, index, signal } = options;
  const plan = shardOf(folder, options);
  const opened = new PlanFolder(folder, plan);
  const stage = options.stage ?? nextStage(opened);
  const answer = { plan: plan.hash, shard: index, stage };
  const found = opened.find(stage, index);
  if (found !== null) {
    checkBytes(found);
    return { ...answer, wasThere: true, sha256: found.marker.sha256 };
  }
  const { sections: before, sha256: basis } = await opened.before(stage);
  const isFirst = stage === plan.stages[0];
  const part = await openPart({
    ...{ plan, index, work: options.work ?? join(folder, "work"), signal },
    needsAlerts: STAGE[stage].needsAlerts,
    small: isFirst ? null : await opened.small(),
    reported: isFirst ? null : reportedBy(opened, index),
    onProgress: options.onProgress,
  });
  try {
    const sections: Sections = new Map([
      ...STAGE[stage].run(part.part, part.alerts, before),
      ...(isFirst ? ([[REPORTS, part.reports ?? []]] as const) : []),
    ]);
    signal?.throwIfAborted();
    const origin = { plan: plan.hash, stage, shard: index, basis };
    const place = join(folder, "shards", shardFolder(index));
    const { marker } = publish(place, origin, sections, isFirst ? part.effort : {});
    return { ...answer, wasThere: false, sha256: marker.sha256 };
  } finally {
    part.close();
  }
}

/** The first stage that some shard has not published; the last where all are whole. */
function nextStage(opened: PlanFolder): StageName {
  const { stages } = opened.plan;
  return stages.find((stage) => opened.missing(stage).length > 0) ?? (stages.at(-1) as StageName);
}

function reportedBy(opened: PlanFolder, index: number): readonly ShardReport[] {
  const found = opened.find(opened.plan.stages[0], index);
  return (found && readSection<readonly ShardReport[]>(found, REPORTS)) ?? [];
}
