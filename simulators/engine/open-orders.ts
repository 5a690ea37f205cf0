import type { EnforcementRow } from "../../datasets/enforcement.ts";
import type { Habits } from "../life/device-life.ts";
import { Orders } from "../network/orders.ts";
import { cutEpisode, type EpisodeRecord } from "./episode-record.ts";

/**
 * Opens what was decided about a line, with a way to its episodes by their numbers; null where
 * nothing ever is, so that nothing is looked up for it.
 */
export function openOrders(
  rows: readonly EnforcementRow[],
  habits: Readonly<Habits>,
  numbered: (episode: number) => EpisodeRecord,
): Orders | null {
  if (rows.length === 0 && !Object.values(habits).some(Boolean)) return null;
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
