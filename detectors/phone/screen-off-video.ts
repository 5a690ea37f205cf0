import { DAY, HOUR, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { fullBuckets } from "../state/full-buckets.ts";
import { slidingSums } from "../state/sliding-sums.ts";
import { sortHabits } from "../state/sort-habits.ts";
import { unseenRows } from "../state/unseen-rows.ts";

/** Apps whose pictures are worth nothing to whom does not see them. */
const SHOWN = ["video", "game"] as const;
/** The two hours in which phones count. */
const BUCKET = 2 * HOUR;
const MEMORY = 7 * DAY;

/**
 * Counts the buckets of a day in which video came down behind a dark screen.
 *
 * Ads are paid for by the spot, so an app that cheats plays them whenever it can, in sleep as well:
 * what a game or a player fetches unseen then goes on around the clock, where a list of videos that
 * somebody falls asleep over is through in some hours. A bucket counts by how full it is of `least`
 * bytes and `usual` times what the app fetches unseen on other days, since players fetch ahead; and
 * twice where the app is a game, which has nothing to fetch ahead.
 *
 * It misses cheats that play on screen, and phones that are on Wi-Fi day and night; half a day must pass
 * before it is sure. Of the look-alikes screen-off-playlist fools it seldom, on the longest evenings;
 * reward-video, which is on screen, never.
 *
 * O(1) a row, 204 bytes a device. Source: DrainerBot 2019, as ad-fraud cites it.
 *
 * @example
 * const detector = createDetector(screenOffVideo, { least: 5 * MB }, fleet, "netstats");
 */
export const screenOffVideo = defineDetector({
  name: "screen-off-video",
  summary: "buckets of a day in which video came down behind a dark screen",
  views: ["netstats"],
  reads: ["time", "device", "start", "up", "down", "app", "access", "foreground", "tethering"],
  detects: ["ad-fraud", "unknown-source-app"],
  scope: "device",
  score: { unit: "buckets of two hours", threshold: 6 },
  params: {
    least: {
      summary: "unseen bytes of one app in two hours that count fully",
      unit: "bytes",
      default: 6 * MB,
      min: 1,
      source: "chosen: one spot of half a minute",
    },
    usual: {
      summary: "times the app's usual two hours that a full bucket holds besides",
      unit: "times",
      default: 3,
      min: 0,
      source: "chosen: as background-runaway",
    },
    span: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: BUCKET,
      source: "chosen: ads know no hour, films do",
    },
  },

  create({ least, usual, span }, { deviceCount }) {
    const [video, game] = SHOWN.map((word) => codeOf(APPS, word, "app"));
    const isUnseen = unseenRows();
    const width = SHOWN.length;
    const buckets = fullBuckets(deviceCount * width, BUCKET);
    const habits = sortHabits(deviceCount, width, { window: BUCKET, memory: MEMORY });
    const sums = slidingSums(deviceCount, span, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down, app } = batch;
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          const isGame = app[i] === game;
          if ((!isGame && app[i] !== video) || up[i] > down[i] || !isUnseen(batch, i)) continue;
          const sort = isGame ? 1 : 0;
          const slot = device[i] * width + sort;
          const full = least + usual * habits.add(device[i], sort, time[i], down[i]);
          const held = buckets.add(slot, start[i], down[i]);
          const more = buckets.raise(slot, Math.min(1, held / full));
          const count = sums.add(device[i], time[i], isGame ? 2 * more : more);
          if (count > 0) scores[i] = count;
        }
      },
    };
  },
});
