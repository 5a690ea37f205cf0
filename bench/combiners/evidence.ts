import { HOUR } from "../../datasets/sizes.ts";
import type { CombinerSpec } from "../combiner.ts";
import { mergedAlerts } from "../combining/merged-alerts.ts";
import { recentMaxima } from "../combining/recent-maxima.ts";
import { shareOfDays } from "../combining/share-of-days.ts";
import { windowParam } from "../combining/window-param.ts";

/**
 * Counts the cues that come together within hours, each by how seldom it is seen.
 *
 * A member is a cue, whatever its scores are measured in and whatever view it reads. It is worth up
 * to 1: one less the share of calibration device-days on which it said as much, over `common`. So a
 * cue of every fifth day or oftener is worth nothing, and none outweighs two others, however extreme
 * it is: that is what a hard case takes, in which each cue alone is shared by something innocent.
 * Members need no threshold of their own; the sum is calibrated as a whole.
 *
 * It fails where cues share a cause, since they then come together on ordinary days as well.
 */
export const evidence: CombinerSpec = {
  name: "evidence",
  summary: "cues of all members within some hours, counted by how seldom each is seen",
  score: { unit: "cues", threshold: 2 },
  params: {
    common: {
      summary: "share of device-days on which a cue is seen that is worth nothing",
      unit: "share",
      default: 0.2,
      min: 0.001,
      max: 1,
      source: "chosen: what every fifth day shows tells little of any one",
    },
    window: {
      ...windowParam,
      default: 6 * HOUR,
      source: "chosen: a night; cues of one cause are hours apart at most",
    },
  },

  combine(members, { common, window }) {
    const recent = recentMaxima(members, window);
    return mergedAlerts(members, (m, i, device) => {
      const { time, score } = members[m].alerts;
      recent.note(m, device, time[i], score[i]);
      let cues = 0;
      for (let k = 0; k < members.length; k++) {
        const share = shareOfDays(members[k], recent.strongest(k, device, time[i]));
        cues += Math.max(0, 1 - share / common);
      }
      return cues > 0 ? cues : Number.NEGATIVE_INFINITY;
    });
  },
};
