import type { ResolvedOptions } from "../../datasets/options.ts";
import type { ViewName } from "../../datasets/view.ts";

import { alertsOfShard } from "../alerts/alerts-of-shards.ts";
import type { Alerts } from "../alerts.ts";
import { COMBINERS } from "../combining/catalogue.ts";
import { dailyMaxima } from "../combining/daily-maxima.ts";
import type { DatasetSource } from "../runners/dataset-source.ts";
import { scoredTime } from "../scoring/scored-time.ts";
import type { Scoring } from "../scoring/scoring.ts";
import type { MemberAlerts } from "./task.ts";

/** Where combined alerts go, and what members are ranked by. */
export interface CombineSettings {
  scoringOf(view: ViewName): Scoring;
  /** Takes the combined alerts of one shard after the other. */
  take(alerts: Alerts): void;
}

/**
 * Combines detectors shard by shard: no device lies in two, so the answer is that of combining all
 * at once, and memory holds one shard's alerts of every member. Members are read twice, since their
 * ranks come from all shards.
 */
export function combineShards(
  source: DatasetSource,
  members: readonly MemberAlerts[],
  combiner: { readonly name: string; readonly options: ResolvedOptions },
  { scoringOf, take }: CombineSettings,
): void {
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
  for (const [i] of members[0].shards.entries()) {
    const given = ranked.map((member, m) => ({
      ...member,
      alerts: alertsOfShard(source, member.view, members[m].shards[i]),
    }));
    take(spec.combine(given, combiner.options));
  }
}
