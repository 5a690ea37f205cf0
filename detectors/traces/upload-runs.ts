import { HOUR, KB, MINUTE } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Counts separate runs of uploads within some hours.
 *
 * Who sends an album sends it in one go. What goes on over cellular each time that a Wi-Fi fails, or
 * looks for something to send every few minutes, comes in runs with silence between. A run begins
 * with a row that sends much more than it receives after `gap` without one. It fails on trains, where
 * the network makes the runs.
 *
 * O(1) a row, 124 bytes a device.
 *
 * @example
 * const detector = createDetector(uploadRuns, {}, fleet, "flows");
 */
export const uploadRuns = defineDetector({
  name: "upload-runs",
  summary: "separate runs of uploads within some hours",
  views: ["flows"],
  reads: ["time", "device", "start", "up", "down"],
  mayRead: ["access"],
  detects: ["wifi-fallback-upload"],
  scope: "device",
  score: { unit: "runs", threshold: 4 },
  params: {
    gap: {
      summary: "time without an upload after which another run begins",
      unit: "ms",
      default: 3 * MINUTE,
      min: MINUTE,
      source: "chosen: longer than an app prepares the next file",
    },
    least: {
      summary: "bytes up of a row that counts as an upload",
      unit: "bytes",
      default: 500 * KB,
      min: 1,
      source: "chosen: a photo is 1.3 MB and more",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 3 * HOUR,
      min: MINUTE,
      source: "chosen: the better part of a night",
    },
  },

  create({ gap, least, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const runs = slidingSums(deviceCount, window, 12);
    const last = new Float64Array(deviceCount).fill(Number.NEGATIVE_INFINITY);
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          if (up[i] < least || up[i] < 3 * down[i]) continue;
          const id = device[i];
          const isNew = start[i] - last[id] >= gap;
          last[id] = Math.max(last[id], time[i]);
          scores[i] = runs.add(id, time[i], isNew ? 1 : 0);
        }
      },
    };
  },
});
