import type { EnforcementRow } from "../../datasets/enforcement.ts";
import { areSilent } from "../charging/notice-terms.ts";
import { Orders } from "../network/orders.ts";
import type { SafeguardTargets } from "../safeguard.ts";
import { cutEpisode, type EpisodeRecord } from "./episode-record.ts";

/**
 * Opens what was decided about a line, with a way to its episodes by their numbers; null where
 * nothing ever is, and its owner learns nothing by which he would decide, so that nothing is looked up
 * for it.
 */
export function openOrders(
  rows: readonly EnforcementRow[],
  { habits, notices }: Pick<SafeguardTargets, "habits" | "notices">,
  numbered: (episode: number) => EpisodeRecord,
): Orders | null {
  const isLeft = rows.length === 0 && !Object.values(habits).some(Boolean);
  if (isLeft && areSilent(notices)) return null;
  return new Orders(rows, {
    incidentStart(episode) {
      const { model, planned } = numbered(episode);
      return model.role === "incident" ? planned.start : Infinity;
    },
    cut(episode, time, endKind) {
      if (episode >= 0) cutEpisode(numbered(episode), time, endKind);
    },
  });
}
