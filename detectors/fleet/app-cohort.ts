import { DAY, HOUR, MB } from "../../datasets/sizes.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { slidingSums } from "../state/sliding-sums.ts";
import { sortHabits } from "../state/sort-habits.ts";
import { unseenRows } from "../state/unseen-rows.ts";

const SPAN = 6 * HOUR;
const MEMORY = 7 * DAY;
/** Without anything odd for so long, what was odd is over. */
const OVER = 12 * HOUR;

/**
 * Counts the lines on which one app moves more unseen than usual, at once and for hours.
 *
 * A release that is out of its mind hits every phone that has it: one line shows an app that is
 * loud, many lines with the same app within hours show its maker. A line is one of them while the app's
 * unseen cellular bytes of six hours lie above `least` and `usual` times its own, and has been for
 * `settle`: what people wait for on one day, a season or a match, is through by then. A row scores the
 * lines that are one of them with its app, where its own line is.
 *
 * It sees the lines that are run together: in a bench those of a shard. It knows classes of apps and
 * no versions. Neither look-alike fools it as simulated: season-release is through before it settles,
 * match-day is on screen. A release that many fetch into the night would.
 *
 * O(1) a row, 1.5 KB a device. Source: pocket-casts-android#5591, as buggy-app-version cites it.
 *
 * @example
 * const detector = createDetector(appCohort, { settle: 6 * HOUR }, fleet, "netstats");
 */
export const appCohort = defineDetector({
  name: "app-cohort",
  summary: "lines on which one app moves more unseen than usual, at once and for hours",
  views: ["netstats"],
  reads: ["time", "device", "up", "down", "app", "access", "foreground", "tethering"],
  detects: ["buggy-app-version"],
  scope: "fleet",
  score: { unit: "lines", threshold: 3 },
  params: {
    least: {
      summary: "unseen bytes of an app in six hours that are odd",
      unit: "bytes",
      default: 200 * MB,
      min: 1,
      source: "chosen: as background-budget has it for a day of all apps",
    },
    usual: {
      summary: "times the app's usual six hours that are odd besides",
      unit: "times",
      default: 3,
      min: 0,
      source: "chosen: as background-runaway",
    },
    settle: {
      summary: "a line counts when its app has been odd for so long",
      unit: "ms",
      default: 12 * HOUR,
      min: 0,
      source:
        "measured: of 10, 12 and 15 h the first that a season of nine hours does not reach, on a seed that is not scored",
    },
  },

  create({ least, usual, settle }, { deviceCount }) {
    const width = APPS.length;
    const slots = deviceCount * width;
    const isUnseen = unseenRows();
    const habits = sortHabits(deviceCount, width, { window: SPAN, memory: MEMORY });
    const moved = slidingSums(slots, SPAN, 6);
    const since = new Float64Array(slots);
    const last = new Float64Array(slots).fill(Number.NEGATIVE_INFINITY);
    const marked = new Float64Array(slots).fill(Number.NEGATIVE_INFINITY);
    // A line marks its app once in the span of the marks, so that marks are lines.
    const marks = slidingSums(width, SPAN, 6);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, app } = batch;
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (!isUnseen(batch, i)) continue;
          const now = time[i];
          const slot = device[i] * width + app[i];
          const bytes = up[i] + down[i];
          const limit = least + usual * habits.add(device[i], app[i], now, bytes);
          if (moved.add(slot, now, bytes) < limit) continue;
          if (now - last[slot] > OVER) since[slot] = now;
          last[slot] = Math.max(last[slot], now);
          if (now - since[slot] < settle) continue;
          const isDue = now - marked[slot] >= SPAN;
          if (isDue) marked[slot] = now;
          // Its own line is one, also where its mark is about to be renewed.
          scores[i] = Math.max(1, marks.add(app[i], now, isDue ? 1 : 0));
        }
      },
    };
  },
});
