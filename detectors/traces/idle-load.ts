import { KB, MB, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/** What people look at while it loads. */
const WATCHED = ["video", "social", "web", "game", "map"] as const;

/**
 * Scores bytes that pass while nobody uses the phone.
 *
 * Who is about leaves pages, films and maps behind; who sleeps, or has put the phone away, does not.
 * The score is log2 of the bytes of all else over those that were watched, both within the window,
 * with `quiet` added to these, so that a silent phone needs something to stand out. What is sent counts
 * as load, whatever app sends it. It fails on whoever waits in front of a download.
 *
 * O(1) a row, 232 bytes a device.
 *
 * @example
 * const detector = createDetector(idleLoad, {}, fleet, "flows");
 */
export const idleLoad = defineDetector({
  name: "idle-load",
  summary: "bytes that pass while nobody uses the phone",
  views: ["flows"],
  reads: ["time", "device", "up", "down", "app"],
  mayRead: ["access"],
  detects: ["app-auto-update", "bt-over-hotspot", "wifi-fallback-upload"],
  scope: "device",
  score: { unit: "doublings", threshold: 6 },
  params: {
    quiet: {
      summary: "watched bytes that leave a phone idle",
      unit: "bytes",
      default: 500 * KB,
      min: 1,
      source: "chosen: pages that refresh by themselves",
    },
    least: {
      summary: "load from which the score counts fully",
      unit: "bytes",
      default: 30 * MB,
      min: 1,
      source: "chosen: more than nightly syncs of most phones",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 105 * MINUTE,
      min: MINUTE,
      source: "chosen: seven quarters of an hour around a load's beginning",
    },
  },

  create({ quiet, least, window }, { deviceCount }, view) {
    const isWatched = new Uint8Array(256);
    for (const word of WATCHED) isWatched[codeOf(APPS, word, "app")] = 1;
    const { column, skip } = countedRows(view, "billed");
    const loads = slidingSums(deviceCount, window, 12);
    const watched = slidingSums(deviceCount, window, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, app } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const isRead = isWatched[app[i]] === 1 && down[i] >= up[i];
          const bytes = up[i] + down[i];
          const load = loads.add(device[i], time[i], isRead ? 0 : bytes);
          const seen = watched.add(device[i], time[i], isRead ? bytes : 0);
          if (load <= seen + quiet) continue;
          scores[i] = Math.log2(load / (seen + quiet)) * Math.min(1, load / least);
        }
      },
    };
  },
});
