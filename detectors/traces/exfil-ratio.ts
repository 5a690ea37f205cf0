import { HOUR, MB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores by how many bytes a device sent more than it received within some hours.
 *
 * People fetch; phones that send more than they fetch back something up, or give something away. A
 * byte received takes away as much as a byte sent adds, so calls and chats stay near nothing and a
 * night of uploads stands alone, though it may be no more than a few hundred megabytes. Photos that
 * somebody sends on purpose look the same from here; nothing in the bytes tells them apart.
 *
 * O(1) a row, 112 bytes a device.
 *
 * @example
 * const detector = createDetector(exfilRatio, { bytes: 100 * MB }, fleet, "charging");
 */
export const exfilRatio = defineDetector({
  name: "exfil-ratio",
  summary: "bytes sent beyond those received within some hours",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["wifi-fallback-upload"],
  scope: "device",
  score: { unit: "share of the limit", threshold: 1, of: "bytes" },
  params: {
    bytes: {
      summary: "bytes sent beyond those received that are all right within the window",
      unit: "bytes",
      default: 150 * MB,
      min: 1,
      source: "chosen: a video of a minute or two; article B's night sent several hundred MB",
    },
    offset: {
      summary: "bytes sent that a byte received makes up for",
      unit: "ratio",
      default: 1,
      min: 0,
      max: 10,
      source: "chosen: calls are near-symmetric and must cancel out",
    },
    least: {
      summary: "fewer bytes sent beyond those received say nothing",
      unit: "bytes",
      default: 20 * MB,
      min: 0,
      source: "chosen: a handful of photos",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: 6 * HOUR,
      min: 60_000,
      source: "chosen: a night's upload of five hours, and the hour after",
    },
  },

  create({ bytes, offset, least, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const net = slidingSums(deviceCount, window, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const beyond = net.add(device[i], time[i], up[i] - offset * down[i]);
          if (beyond > least) scores[i] = beyond / bytes;
        }
      },
    };
  },
});
