import type { ResolvedOptions } from "../../datasets/options.ts";
import type { ViewName } from "../../datasets/view.ts";

import { alertsOfShard, ofShard } from "../alerts/alerts-of-shards.ts";
import type { Alerts } from "../alerts.ts";
import { COMBINERS } from "../combining/catalogue.ts";
import { dailyMaxima } from "../combining/daily-maxima.ts";
import type { DatasetSource } from "../runners/dataset-source.ts";
import { scoredTime } from "../scoring/scored-time.ts";
import type { Scoring } from "../scoring/scoring.ts";
import type { MemberAlerts } from "./task.ts";

/** A combiner, its members, and what these are ranked by. */
export interface CombinationParts {
  readonly members: readonly MemberAlerts[];
  readonly combiner: { readonly name: string; readonly options: ResolvedOptions };
  scoringOf(view: ViewName): Scoring;
}

/**
 * Opens a combination of detectors that is made shard by shard: no device lies in two, so the answer
 * is that of combining all at once, and memory holds one shard's alerts of every member. Members are
 * read once more before, since their ranks come from all shards.
 */
export function openCombination(
  source: DatasetSource,
  { members, combiner, scoringOf }: CombinationParts,
): (shard: number) => Alerts {
  const spec = COMBINERS.find(({ name }) => name === combiner.name);
  if (spec === undefined) throw new RangeError(`unknown combiner ${combiner.name}`);
  const ranked = members.map(({ name, view, shards, pass }) => {
    const { scored, deviceDays } = scoredTime(scoringOf(view).world, "calibration");
    const reference = shards.flatMap((shard) => [
      ...dailyMaxima(alertsOfShard(source, view, shard), scored),
    ]);
    return {
      name,
      view,
      threshold: Number(pass),
      reference: Float64Array.from(reference).sort(),
      referenceDays: deviceDays,
    };
  });
  const alertsOf = ({ view, shards }: MemberAlerts, shard: number) =>
    alertsOfShard(source, view, ofShard(shards, shard));
  return (shard) =>
    spec.combine(
      ranked.map((member, m) => ({ ...member, alerts: alertsOf(members[m], shard) })),
      combiner.options,
    );
}
