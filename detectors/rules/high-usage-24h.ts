import { DAY, GB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores the bytes of the last 24 hours against what is all right in a day.
 *
 * The high-usage rule of fraud management: every system has it, since it needs nothing but volume.
 * Whatever moves a terabyte in a night trips it; it fails on everything that is no more than a heavy
 * day, and a day of thirty times one's median is a normal day now and then. Private Wi-Fi does not
 * count.
 *
 * O(1) a row, 208 bytes a device.
 *
 * @example
 * const detector = createDetector(highUsage24h, { bytes: 40 * GB }, fleet, "wlan");
 */
export const highUsage24h = defineDetector({
  name: "high-usage-24h",
  summary: "volume of a device within sliding 24 hours",
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
      default: 15 * GB,
      min: 1,
      source: "chosen: what a whole month is capped at in most Chinese plans of 2015",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "cited: the high-usage rule of fraud management systems, a day",
    },
  },

  create({ bytes, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const sums = slidingSums(deviceCount, window, 24);
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
