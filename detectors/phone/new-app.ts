import { DAY, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { fullBuckets } from "../state/full-buckets.ts";
import { slidingSums } from "../state/sliding-sums.ts";
import { unseenRows } from "../state/unseen-rows.ts";
import { usualDays } from "../state/usual-days.ts";

/** Ways of an app: it sends, receives, or does both alike. */
const WAYS = 3;
/** One direction that is so many times the other is the app's way. */
const CLEAR = 3;
/** The two hours in which phones count. */
const BUCKET = 2 * HOUR;

/**
 * Counts the buckets of a day in which the phone moved something unseen of a sort that is new to it.
 *
 * A phone's counters name no app, only its class; but an app that steals, relays or plays to nobody
 * does so in a way of its own: a web app that sends as much as it receives, a cloud app that only
 * sends, a game that fetches with nobody there. Class and way make a sort. A bucket counts by how full
 * it is of `least` bytes, whatever else it holds, and the day's buckets are divided by one and
 * `usual` times those that the sort filled on days before yesterday. So what the phone always did never stands
 * out, and one large download, which is over in a bucket or two, hardly does. A line is not judged
 * before so many days of its `past` are known.
 *
 * It misses an app that does what others of the phone do, one whose night is over in a bucket or two
 * (malware-exfil), and what was there from the first day on. Of the look-alikes other-store-app and
 * own-build, new and wanted, fool it now and then, as long as they go on.
 *
 * O(1) a row, 3.7 KB a device. Source: our own, after the stories of unknown-source-app.
 *
 * @example
 * const detector = createDetector(newApp, { past: 7 }, fleet, "netstats");
 */
export const newApp = defineDetector({
  name: "new-app",
  summary: "buckets of a day with unseen bytes of a sort that is new to the phone",
  views: ["netstats"],
  reads: ["time", "device", "start", "up", "down", "app", "access", "foreground", "tethering"],
  detects: ["unknown-source-app", "ad-fraud"],
  scope: "device",
  score: { unit: "buckets of two hours", threshold: 3 },
  params: {
    least: {
      summary: "unseen bytes of a sort in two hours that count fully",
      unit: "bytes",
      default: 2 * MB,
      min: 1,
      source: "chosen: more than beats and notices of a sort that is hardly used",
    },
    usual: {
      summary: "what a bucket that the sort fills on other days weighs",
      unit: "times",
      default: 4,
      min: 0,
      source: "chosen: one usual bucket makes a day of twelve no more than two and a half",
    },
    past: {
      summary: "days of the phone's past before anything is new",
      unit: "days",
      default: 3,
      min: 0,
      source: "chosen: as missing-wifi",
    },
  },

  create({ least, usual, past }, { deviceCount, utcOffset }) {
    const isUnseen = unseenRows();
    const width = WAYS * APPS.length;
    const buckets = fullBuckets(deviceCount * width, BUCKET);
    const days = usualDays(deviceCount, width);
    const sums = slidingSums(deviceCount * width, DAY, 4);
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down, app } = batch;
        for (let i = 0; i < length; i++) {
          const id = device[i];
          scores[i] = Number.NEGATIVE_INFINITY;
          days.turn(id, Math.floor((start[i] + utcOffset[id] * MINUTE) / DAY));
          if (!isUnseen(batch, i)) continue;
          const way = up[i] > CLEAR * down[i] ? 2 : down[i] > CLEAR * up[i] ? 1 : 0;
          const sort = WAYS * app[i] + way;
          const slot = id * width + sort;
          const held = buckets.add(slot, start[i], up[i] + down[i]);
          const more = buckets.raise(slot, Math.min(1, held / least));
          days.add(id, sort, more);
          const today = sums.add(slot, time[i], more);
          if (days.past(id) < past || today <= 0) continue;
          scores[i] = today / (1 + usual * days.usual(id, sort));
        }
      },
    };
  },
});
