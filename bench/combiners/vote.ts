import type { CombinerSpec } from "../combiner.ts";
import { mergedAlerts } from "../combining/merged-alerts.ts";
import { recentMaxima } from "../combining/recent-maxima.ts";
import { strength } from "../combining/strength.ts";
import { windowParam } from "../combining/window-param.ts";

/**
 * Alerts when so many members did within a day.
 *
 * The score is that of the member that completes the vote: the `need`-th strongest, each in its own
 * thresholds and with its strongest alert of the window.
 */
export const vote: CombinerSpec = {
  name: "vote",
  summary: "so many members alert within a day",
  score: { unit: "thresholds of the deciding member", threshold: 1 },
  params: {
    need: {
      summary: "members that it takes",
      unit: "count",
      default: 2,
      min: 1,
      source: "chosen: two witnesses",
    },
    window: windowParam,
  },

  combine(members, { need, window }) {
    if (need > members.length) {
      throw new RangeError(`vote: need must be in [1, ${members.length}], got ${need}`);
    }
    const recent = recentMaxima(members, window);
    const heard = new Float64Array(members.length);
    return mergedAlerts(members, (m, i, device) => {
      const time = members[m].alerts.time[i];
      recent.note(m, device, time, strength(members[m], members[m].alerts.score[i]));
      for (let k = 0; k < members.length; k++) heard[k] = recent.strongest(k, device, time);
      return heard.sort()[members.length - need];
    });
  },
};
