import { GB, HOUR } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores the bytes of the last hour against what is all right within an hour.
 *
 * The quickest of the volume rules: it needs no month and no plan, and a torrent at 16 Mbit/s moves
 * 7 GB an hour. A game, a system update or an evening of films in high definition does the same for
 * an hour, which is where it fails; and a slow leak never reaches it. A row counts wholly in the
 * five minutes in which it closed, so records of an hour blur it.
 *
 * O(1) a row, 112 bytes a device.
 *
 * @example
 * const detector = createDetector(rateWindow, { bytes: 2 * GB }, fleet, "charging");
 */
export const rateWindow = defineDetector({
  name: "rate-window",
  summary: "volume of a device within a sliding hour",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "volume that is all right within the window",
      unit: "bytes",
      default: 3 * GB,
      min: 1,
      source: "cited: Shunde 2015, 3 GB in half an hour to an hour between two messages",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: HOUR,
      min: 60_000,
      source: "chosen: longer than any web page, shorter than a film",
    },
  },

  create({ bytes, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const sums = slidingSums(deviceCount, window, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] =
            kind !== null && skip[kind[i]] === 1
              ? -Infinity
              : sums.add(device[i], time[i], up[i] + down[i]) / bytes;
        }
      },
    };
  },
});
