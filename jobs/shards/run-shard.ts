import { join } from "node:path";
import type { ShardReport } from "../write-shard.ts";
import { type LivingPlace, liveShard } from "./live-shard.ts";
import { openPart, type ShardProgress } from "./open-part.ts";
import { type PlanFile, readPlan, type StageName } from "./plan-file.ts";
import { checkDataset, PlanFolder, REPORTS } from "./plan-folder.ts";
import { checkBytes, publish } from "./publication.ts";
import type { OnDay } from "./scenario-dataset.ts";
import { STAGE } from "./stages.ts";
import { shardFolder } from "./work-folder.ts";

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
  const origin = { plan: plan.hash, stage, shard: index };
  const place = join(folder, "shards", shardFolder(index));
  const work = { folder, plan, index, work: options.work ?? join(folder, "work"), signal };
  if (stage === "live") {
    const sections = new Map([[REPORTS, await lived(work, options)]]);
    const { marker } = publish(place, { ...origin, basis: null }, sections);
    return { ...answer, wasThere: false, sha256: marker.sha256 };
  }
  const { sections: before, sha256: basis } = await opened.before(stage);
  const { needsAlerts, run } = STAGE[stage];
  const part = await openPart({
    ...{ ...work, needsAlerts, isFirst: stage === plan.stages[0] },
    small: await opened.small(),
    reported: opened.reports(index),
    onProgress: options.onProgress,
  });
  try {
    const sections = run(part.part, part.alerts, before);
    signal?.throwIfAborted();
    const effort = stage === "count" ? part.effort : {};
    const { marker } = publish(place, { ...origin, basis }, sections, effort);
    return { ...answer, wasThere: false, sha256: marker.sha256 };
  } finally {
    part.close();
  }
}

async function lived(
  place: Omit<LivingPlace, "onDay">,
  { signal, onProgress }: RunShardOptions,
): Promise<readonly ShardReport[]> {
  const { on } = place.plan;
  if (on.kind !== "scenario") return [];
  const onDay: OnDay = (done, total) => onProgress?.({ what: "simulate", done, total });
  const reports = await liveShard(on, { ...place, onDay });
  signal?.throwIfAborted();
  return reports;
}

/** The first stage that some shard has not published; the last where all are whole. */
function nextStage(opened: PlanFolder): StageName {
  const { stages } = opened.plan;
  return stages.find((stage) => opened.missing(stage).length > 0) ?? (stages.at(-1) as StageName);
}
