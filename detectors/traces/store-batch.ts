import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Counts the 5-tuples that a phone opens to the app store within some hours.
 *
 * A check for updates that finds what has gathered fetches package after package, each over
 * connections of its own; a game that somebody chose is one. It fails on a new phone that restores
 * its apps, and on owners who update all by hand.
 *
 * O(1) a row, 116 bytes a device.
 *
 * @example
 * const detector = createDetector(storeBatch, {}, fleet, "flows");
 */
export const storeBatch = defineDetector({
  name: "store-batch",
  summary: "5-tuples to the app store within some hours",
  views: ["flows"],
  reads: ["time", "device", "flows", "app"],
  mayRead: ["access"],
  detects: ["app-auto-update"],
  scope: "device",
  score: { unit: "5-tuples", threshold: 20 },
  params: {
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 4 * HOUR,
      min: MINUTE,
      source: "chosen: a batch of some dozens of apps",
    },
  },

  create({ window }, { deviceCount }, view) {
    const store = codeOf(APPS, "store", "app");
    const { column, skip } = countedRows(view, "billed");
    const sums = slidingSums(deviceCount, window, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, flows, app } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (app[i] !== store || (kind !== null && skip[kind[i]] === 1)) continue;
          scores[i] = sums.add(device[i], time[i], flows[i]);
        }
      },
    };
  },
});
