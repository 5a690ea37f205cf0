import { DAY, MB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores the bytes that a line moves abroad within a day.
 *
 * Operators sell roaming in packages of a day and stop there; abroad a megabyte costs what a gigabyte
 * costs at home, so the amount is the harm. A byte that is sent counts `sent` times: who finds the way
 * or reads the news abroad receives, while maps that report where their owner is, and albums, send.
 *
 * It is silent at home, so it misses the same upload where nothing says roaming. Of the look-alikes
 * roaming-photos fools it, and a heavy day of tourist-navigation.
 *
 * O(1) a row, 116 bytes a device. Source: China Mobile's roaming of 2014, which stopped at 50 MB a
 * day.
 *
 * @example
 * const detector = createDetector(roamingGuard, { bytes: 200 * MB }, fleet, "charging");
 */
export const roamingGuard = defineDetector({
  name: "roaming-guard",
  summary: "bytes that a line moves abroad within a day",
  views: ["flows", "charging", "netstats"],
  reads: ["time", "device", "up", "down", "roaming"],
  mayRead: COUNTED_BY,
  detects: ["roaming-map-upload"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "volume abroad that is all right within the window",
      unit: "bytes",
      default: 50 * MB,
      min: 1,
      source: "cited: China Mobile 2014, roaming stops at 50 MB a day",
    },
    sent: {
      summary: "what a byte that is sent counts",
      unit: "times",
      default: 4,
      min: 1,
      max: 100,
      source: "chosen: navigation receives four fifths and more",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "cited: packages of a day",
    },
  },

  create({ bytes, sent, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const sums = slidingSums(deviceCount, window, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, roaming } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (roaming[i] === 0 || (kind !== null && skip[kind[i]] === 1)) continue;
          scores[i] = sums.add(device[i], time[i], sent * up[i] + down[i]) / bytes;
        }
      },
    };
  },
});
