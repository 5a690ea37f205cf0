import { DAY, GB, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS, DEVICE_TYPES } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { guestRows } from "../state/guest-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/** What a PC does by itself. */
const CHORES = ["store", "system", "cloud", "game", "download"] as const;

/**
 * Scores what a guest behind the hotspot does by itself within a day, beside what somebody does with it.
 *
 * A PC that takes the hotspot for a Wi-Fi without a meter updates its system, syncs its drive and
 * patches its games, while its owner reads mail. Who works or watches over the hotspot leaves pages,
 * films and meetings instead. Chores are measured against `bytes`, to which `offset` times all other
 * bytes of guests are added. tether-fingerprint measures all that guests move.
 *
 * It misses guests that the probe does not know for guests and chores that it can't name. Of the
 * look-alikes wanted-pc-update fools it always, and steam-hotspot and pc-sync-overnight must: chores
 * that somebody wants. hotspot-workday fools it one time in three.
 *
 * O(1) a row, 232 bytes a device. Source: reports of Windows on a hotspot, as
 * hotspot-pc-housekeeping cites them.
 *
 * @example
 * const detector = createDetector(tetheringMeter, { bytes: GB }, fleet, "flows");
 */
export const tetheringMeter = defineDetector({
  name: "tethering-meter",
  summary: "what guests behind the hotspot do by themselves within a day",
  views: ["flows"],
  reads: ["time", "device", "up", "down", "app"],
  mayRead: ["access"],
  readsAny: ["ttl", "osFingerprint"],
  detects: ["hotspot-pc-housekeeping"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "bytes of chores that are all right within the window",
      unit: "bytes",
      default: GB / 2,
      min: MB,
      source:
        "cited: a Windows PC on a hotspot moves 4 to 5.5 GB in a day without any use; chosen: an eighth of it",
    },
    offset: {
      summary: "bytes of chores that a byte of use makes up for",
      unit: "ratio",
      default: 1,
      min: 0,
      max: 100,
      source: "chosen: half of it is used",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY / 2,
      min: 60_000,
      source: "chosen: a work day",
    },
  },

  create({ bytes, offset, window }, { deviceCount, deviceType }) {
    const router = codeOf(DEVICE_TYPES, "router", "deviceType");
    const wifi = codeOf(ACCESS, "wifi", "access");
    const isChore = new Uint8Array(256);
    for (const word of CHORES) isChore[codeOf(APPS, word, "app")] = 1;
    const chores = slidingSums(deviceCount, window, 12);
    const uses = slidingSums(deviceCount, window, 12);
    const isGuest = guestRows();
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, app, access } = batch;
        for (let i = 0; i < length; i++) {
          const id = device[i];
          scores[i] = Number.NEGATIVE_INFINITY;
          if (!isGuest(batch, i) || deviceType[id] === router || access[i] === wifi) continue;
          const moved = up[i] + down[i];
          const own = isChore[app[i]] === 1;
          const done = chores.add(id, time[i], own ? moved : 0);
          const used = uses.add(id, time[i], own ? 0 : moved);
          if (own) scores[i] = done / (bytes + offset * used);
        }
      },
    };
  },
});
