import { HOUR, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores the share of the app store's cellular bytes that nobody looked at.
 *
 * Who asks for updates mostly stays in front of the store; what updates by itself does so with the
 * screen off. The score is the background's share of what the store moved over cellular within some
 * hours, times log2 of one and its bytes over `least`. By itself it is a weak cue: every phone that may update over
 * cellular does so in the background. It is meant to be counted with others.
 *
 * O(1) a row, 88 bytes a device.
 *
 * @example
 * const detector = createDetector(storeUnseen, {}, fleet, "netstats");
 */
export const storeUnseen = defineDetector({
  name: "store-unseen",
  summary: "share of the store's cellular bytes that pass in the background",
  views: ["netstats"],
  reads: ["time", "device", "up", "down", "app", "access", "foreground"],
  detects: ["app-auto-update"],
  scope: "device",
  score: { unit: "doublings by share", threshold: 0.6 },
  params: {
    least: {
      summary: "bytes of the store that count once",
      unit: "bytes",
      default: 200 * MB,
      min: 1,
      source: "chosen: more than a day's updates of most phones",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 6 * HOUR,
      min: 2 * HOUR,
      source: "chosen: a batch of apps, and the buckets in which phones count",
    },
  },

  create({ least, window }, { deviceCount }) {
    const store = codeOf(APPS, "store", "app");
    const cellular = codeOf(ACCESS, "cellular", "access");
    const all = slidingSums(deviceCount, window, 3);
    const unseen = slidingSums(deviceCount, window, 3);
    return {
      observe({ length, device, time, up, down, app, access, foreground }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (app[i] !== store || access[i] !== cellular) continue;
          const bytes = up[i] + down[i];
          const total = all.add(device[i], time[i], bytes);
          const behind = unseen.add(device[i], time[i], foreground[i] === 1 ? 0 : bytes);
          if (behind > 0) scores[i] = (behind / total) * Math.log2(1 + behind / least);
        }
      },
    };
  },
});
