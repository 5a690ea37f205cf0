import { DAY, HOUR, MB } from "../../datasets/sizes.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { fullBuckets } from "../state/full-buckets.ts";
import { slidingSums } from "../state/sliding-sums.ts";
import { sortHabits } from "../state/sort-habits.ts";
import { unseenRows } from "../state/unseen-rows.ts";

/** The two hours in which phones count. */
const BUCKET = 2 * HOUR;
const MEMORY = 7 * DAY;

/**
 * Adds up, over the buckets of a day, how much more one app moved unseen than it usually does.
 *
 * A backup or an update is over in a bucket or two, whatever its size; an app that is out of its mind
 * goes on, bucket after bucket, though each may hold little. A bucket counts log2 of one and its bytes
 * over `least` and `usual` times what the app moves in two hours of other days: a tenfold bucket counts
 * as three and a half, ten buckets as ten. Each app is counted by itself. background-budget adds up
 * bytes of all of them, so that one large night is as bad as a day without end.
 *
 * It misses what is over within hours, so retry-loop, and what runs on Wi-Fi most of the day. Of the
 * look-alikes season-release fools it more often than not, podcast-sync and first-photo-sync hardly ever,
 * match-day, which is on screen, never.
 *
 * O(1) a row, 2.2 KB a device. Source: the reports that runaway-sync and buggy-app-version are
 * written from, hours to days of one app.
 *
 * @example
 * const detector = createDetector(backgroundRunaway, { least: 5 * MB }, fleet, "netstats");
 */
export const backgroundRunaway = defineDetector({
  name: "background-runaway",
  summary: "doublings of one app's unseen bytes, added up over a day's buckets",
  views: ["netstats"],
  reads: ["time", "device", "start", "up", "down", "app", "access", "foreground", "tethering"],
  detects: ["runaway-sync", "buggy-app-version", "ad-fraud"],
  scope: "device",
  score: { unit: "doublings", threshold: 8 },
  params: {
    least: {
      summary: "unseen bytes of one app in two hours that count as one",
      unit: "bytes",
      default: 10 * MB,
      min: 1,
      source: "chosen: a round of 50 kB every half a minute, the middle of runaway-sync's range",
    },
    usual: {
      summary: "times the app's usual two hours that are added to it",
      unit: "times",
      default: 3,
      min: 0,
      source: "chosen: as background-budget",
    },
    span: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: BUCKET,
      source: "chosen: the day that data-saver screens show",
    },
  },

  create({ least, usual, span }, { deviceCount }) {
    const width = APPS.length;
    const isUnseen = unseenRows();
    const buckets = fullBuckets(deviceCount * width, BUCKET);
    const habits = sortHabits(deviceCount, width, { window: BUCKET, memory: MEMORY });
    const sums = slidingSums(deviceCount * width, span, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down, app } = batch;
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (!isUnseen(batch, i)) continue;
          const slot = device[i] * width + app[i];
          const bytes = up[i] + down[i];
          const full = least + usual * habits.add(device[i], app[i], time[i], bytes);
          const held = buckets.add(slot, start[i], bytes);
          const more = buckets.raise(slot, Math.log2(1 + held / full));
          const count = sums.add(slot, time[i], more);
          if (count > 0) scores[i] = count;
        }
      },
    };
  },
});
