import { DAY, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { nightTime } from "../state/night-time.ts";
import { spreadSums } from "../state/spread-sums.ts";

/**
 * Scores the bytes that a line moved within an hour of the night against what is all right there.
 *
 * The commonest rule of one's own, "more than 500 MB in an hour between 23 and 7": people sleep and
 * what runs away does not. It fails on whoever watches films in bed, on night shifts, and on a leak
 * by day; a phone that updates itself at night looks the same.
 *
 * Night is in the line's own civil time; bytes of a record count there by the share of its duration
 * that lies in the night, spread evenly: a record of six hours and 600 MB is 100 MB an hour, not 600
 * in the hour in which it closed. The window lies on a grid of a twelfth of its length. A record
 * that comes late is counted where it belongs and scores the fullest window that it changed; what is
 * 24 windows old when it comes counts no longer. Private Wi-Fi does not count.
 *
 * O(1) a row and O(buckets) a long record, 2.4 KB a device.
 *
 * @example
 * const detector = createDetector(nightVolume, { bytes: "200MB", hours: "22-6" }, fleet, "charging");
 */
export const nightVolume = defineDetector({
  name: "night-volume",
  summary: "volume of a device within an hour of the night",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "start", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "volume that is all right within the window",
      unit: "bytes",
      default: 500 * MB,
      min: 1,
      source: "chosen: an hour of films in low definition, ten times what a sleeping phone syncs",
    },
    from: {
      summary: "when the night begins",
      unit: "hour of day",
      default: 23,
      min: 0,
      max: 24,
      range: { name: "hours", to: "to" },
      source: "chosen: most people have gone to bed",
    },
    to: {
      summary: "when it ends; the same hour as its beginning makes it the whole day",
      unit: "hour of day",
      default: 7,
      min: 0,
      max: 24,
      source: "chosen: most people are still asleep",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: HOUR,
      min: MINUTE,
      max: DAY,
      source: "chosen: longer than any web page, shorter than a film",
    },
  },

  create({ bytes, from, to, window }, { deviceCount, utcOffset }, view) {
    const { column, skip } = countedRows(view, "billed");
    const sums = spreadSums(deviceCount, window, nightTime(from * HOUR, to * HOUR));
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          if (kind !== null && skip[kind[i]] === 1) {
            scores[i] = -Infinity;
            continue;
          }
          const id = device[i];
          const end = time[i] + utcOffset[id] * MINUTE;
          // A record without duration still lies somewhere.
          const begin = Math.min(start[i] + utcOffset[id] * MINUTE, end - 1);
          scores[i] = sums.add(id, begin, end, up[i] + down[i]) / bytes;
        }
      },
    };
  },
});
