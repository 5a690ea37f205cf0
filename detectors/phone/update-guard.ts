import { HOUR, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/** Who fetches updates: the store apps, the system an image of itself. */
const UPDATERS = ["store", "system"] as const;

/**
 * Scores the bytes of updates over cellular that nobody asked for, beside what people do meanwhile.
 *
 * An image of the system is gigabytes, of an app that otherwise moves next to nothing. Who asks for
 * it has its bar of progress on screen, and who is up uses other apps while it loads: on the phone's
 * own counters an update on screen counts as use, and every byte of use makes up for `offset` bytes of
 * updates. app-budget holds each app against a number alone and idle-load takes any load. The probe
 * sees no screen, but minutes instead of two hours.
 *
 * It misses updates while their owner is up, and systems that load over several nights. On the probe's
 * view beta-image fools it nearly always and chosen-os-update mostly (docs/detectors.md); the phone's
 * own counters know who asked, and come when an image is through. Nothing here tells updates-put-away and
 * updates-without-wifi.
 *
 * O(1) a row, 232 bytes a device. Source: the stories of os-auto-update and app-auto-update.
 *
 * @example
 * const detector = createDetector(updateGuard, { bytes: 500 * MB }, fleet, "flows");
 */
export const updateGuard = defineDetector({
  name: "update-guard",
  summary: "bytes of updates that nobody asked for, beside what people do meanwhile",
  views: ["flows", "netstats"],
  reads: ["time", "device", "up", "down", "app"],
  mayRead: ["access", "foreground"],
  detects: ["os-auto-update", "app-auto-update"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "bytes of updates that are all right within the window, while nothing else moves",
      unit: "bytes",
      default: 200 * MB,
      min: 1,
      source: "cited: a median user's app updates of a month",
    },
    offset: {
      summary: "bytes of updates that a byte of use makes up for",
      unit: "ratio",
      default: 10,
      min: 0,
      max: 1000,
      source: "chosen: an hour of pages and chats beside a gigabyte",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 4 * HOUR,
      min: 60_000,
      source: "chosen: an image at a few Mbit/s, with its pauses",
    },
  },

  create({ bytes, offset, window }, { deviceCount }, view) {
    const isUpdater = new Uint8Array(256);
    for (const word of UPDATERS) isUpdater[codeOf(APPS, word, "app")] = 1;
    const { column, skip } = countedRows(view, "billed");
    const updates = slidingSums(deviceCount, window, 12);
    const uses = slidingSums(deviceCount, window, 12);
    const hasScreen = view === "netstats";
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, app, foreground } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const isSeen = hasScreen && foreground[i] === 1;
          const isUpdate = isUpdater[app[i]] === 1 && !isSeen;
          // Others in the background go on by themselves and tell nothing of their owner.
          const isUse = isSeen || (!hasScreen && !isUpdate);
          const moved = up[i] + down[i];
          const used = uses.add(device[i], time[i], isUse ? moved : 0);
          const updated = updates.add(device[i], time[i], isUpdate ? moved : 0);
          if (isUpdate && updated > 0) scores[i] = updated / (bytes + offset * used);
        }
      },
    };
  },
});
