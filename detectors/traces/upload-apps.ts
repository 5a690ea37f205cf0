import { HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";

/**
 * Counts the apps that upload within some hours.
 *
 * One app backs a phone up, one sends an album. When several that have nothing to do with each other
 * send at the same time, something set them off together: a Wi-Fi that failed. An app counts from
 * `least` bytes up on, less before, until it has sent nothing for the window. It fails on a busy day of work.
 *
 * O(1) a row (up to 14 apps are compared), 224 bytes a device.
 *
 * @example
 * const detector = createDetector(uploadApps, {}, fleet, "flows");
 */
export const uploadApps = defineDetector({
  name: "upload-apps",
  summary: "apps that upload within some hours",
  views: ["flows"],
  reads: ["time", "device", "up", "down", "app"],
  mayRead: ["access"],
  detects: ["wifi-fallback-upload"],
  scope: "device",
  score: { unit: "apps", threshold: 2 },
  params: {
    least: {
      summary: "bytes up from which an app counts fully",
      unit: "bytes",
      default: 30 * MB,
      min: 1,
      source: "chosen: a handful of photos",
    },
    window: {
      summary: "an app's bytes count for so long after it sent the last",
      unit: "ms",
      default: 3 * HOUR,
      min: MINUTE,
      source: "chosen: the better part of a night",
    },
  },

  create({ least, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const width = APPS.length;
    const sent = new Float64Array(deviceCount * width);
    const last = new Float64Array(deviceCount * width).fill(Number.NEGATIVE_INFINITY);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, app } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          if (up[i] <= down[i]) continue;
          const base = device[i] * width;
          const at = base + app[i];
          const now = time[i];
          sent[at] = (now - last[at] >= window ? 0 : sent[at]) + up[i];
          last[at] = Math.max(last[at], now);
          let apps = 0;
          for (let k = base; k < base + width; k++) {
            if (now - last[k] < window) apps += Math.min(1, sent[k] / least);
          }
          scores[i] = apps;
        }
      },
    };
  },
});
