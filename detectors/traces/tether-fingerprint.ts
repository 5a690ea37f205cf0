import { GB, HOUR } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, DEVICE_TYPES } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { guestRows } from "../state/guest-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores the bytes that guests behind a phone's hotspot moved within some hours.
 *
 * The probe knows a guest by a time to live that has lost a hop, or by an operating system that no
 * phone runs; the phone's own counters book guests apart. Whose guest it is and whether the owner
 * wants it, neither can say: a family on a train looks the same, so only the amount speaks. It fails
 * where the hotspot rewrites the time to live, and on lines that are meant for many (routers are
 * left out).
 *
 * O(1) a row, 112 bytes a device.
 *
 * @example
 * const detector = createDetector(tetherFingerprint, { bytes: GB }, fleet, "flows");
 */
export const tetherFingerprint = defineDetector({
  name: "tether-fingerprint",
  summary: "bytes of guests behind the hotspot within some hours",
  views: ["flows", "netstats"],
  reads: ["time", "device", "up", "down"],
  mayRead: ["access"],
  readsAny: ["ttl", "osFingerprint", "tethering"],
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "bytes of guests that are all right within the window",
      unit: "bytes",
      default: 5 * GB,
      min: 1,
      source: "cited: a Windows PC on a hotspot moves 4 to 5.5 GB in a day without any use",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 6 * HOUR,
      min: 60_000,
      source: "chosen: most of a night",
    },
  },

  create({ bytes, window }, { deviceCount, deviceType }, view) {
    const sums = slidingSums(deviceCount, window, 12);
    const router = codeOf(DEVICE_TYPES, "router", "deviceType");
    const wifi = codeOf(ACCESS, "wifi", "access");
    const isGuestRow = guestRows();
    return {
      observe(batch, scores) {
        const { length, device, time, up, down, access } = batch;
        const { tethering } = batch;
        const isFlows = view === "flows";
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const isGuest = isFlows ? isGuestRow(batch, i) : tethering[i] === 1;
          scores[i] =
            isGuest && deviceType[id] !== router && access[i] !== wifi
              ? sums.add(id, time[i], up[i] + down[i]) / bytes
              : -Infinity;
        }
      },
    };
  },
});
