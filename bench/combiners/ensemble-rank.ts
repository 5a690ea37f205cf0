import type { CombinerSpec } from "../combiner.ts";
import { mergedAlerts } from "../combining/merged-alerts.ts";
import { recentMaxima } from "../combining/recent-maxima.ts";
import { shareOfDays } from "../combining/share-of-days.ts";
import { windowParam } from "../combining/window-param.ts";

/**
 * Adds up how unusual each member finds the device, whatever its scores are measured in.
 *
 * A score becomes the share of calibration device-days on which that member reached it, on a
 * logarithm: 2 for one day in a hundred, 3 for one in a thousand. What the members said within a day
 * is added. Several that are half sure outweigh one that is sure, which no vote over thresholds can
 * express. The ranks come from the calibration half alone. It can't rank beyond what that half has
 * seen: a score above all of it is worth one day more than there were.
 */
export const ensembleRank: CombinerSpec = {
  name: "ensemble-rank",
  summary: "ranks of all members within a day, added on a logarithm",
  score: { unit: "decimal digits of rarity", threshold: 4 },
  params: { window: windowParam },

  combine(members, { window }) {
    const recent = recentMaxima(members, window);
    return mergedAlerts(members, (m, i, device) => {
      const { time, score } = members[m].alerts;
      recent.note(m, device, time[i], score[i]);
      let sum = 0;
      for (let k = 0; k < members.length; k++) {
        sum -= Math.log10(shareOfDays(members[k], recent.strongest(k, device, time[i])));
      }
      return sum;
    });
  },
};
