import { DAY, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { slidingSums } from "../sliding-sums.ts";

/**
 * Scores the cellular bytes that apps moved within a day while nobody looked at them.
 *
 * What a data-saver screen shows as "background": the phone alone knows it. Updates, backups and
 * uploads that fall back to cellular all stand here and hardly anything else does, since push and
 * sync are small. Guests behind the hotspot are left out, private Wi-Fi is free. It fails on music
 * and calls that go on with the screen off, and it is two hours late, the length of the phone's
 * buckets.
 *
 * O(1) a row, 112 bytes a device.
 *
 * @example
 * const detector = createDetector(backgroundBudget, { budget: 100 * MB }, fleet, "netstats");
 */
export const backgroundBudget = defineDetector({
  name: "background-budget",
  summary: "cellular bytes in the background within a day",
  views: ["netstats"],
  reads: ["time", "device", "up", "down", "access", "foreground", "tethering"],
  detects: ["app-auto-update", "wifi-fallback-upload"],
  scope: "device",
  score: { unit: "share of the budget", threshold: 1 },
  params: {
    budget: {
      summary: "background bytes that are all right within the window",
      unit: "bytes",
      default: 200 * MB,
      min: 1,
      source: "cited: the least of article B's night; a median user's updates of a month",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: 2 * 3_600_000,
      source: "chosen: the day that data-saver screens show",
    },
  },

  create({ budget, window }, { deviceCount }) {
    const cellular = new Uint8Array(256);
    for (const word of ["unknown", "cellular"]) cellular[codeOf(ACCESS, word, "access")] = 1;
    const sums = slidingSums(deviceCount, window, 12);
    return {
      observe({ length, device, time, up, down, access, foreground, tethering }, scores) {
        for (let i = 0; i < length; i++) {
          const counts = cellular[access[i]] === 1 && foreground[i] === 0 && tethering[i] === 0;
          scores[i] = counts ? sums.add(device[i], time[i], up[i] + down[i]) / budget : -Infinity;
        }
      },
    };
  },
});
