import { HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Scores how nearly a device sends as much as it receives.
 *
 * "The upload of BitTorrent stays high", says an account of 2015, and other apps were clearly
 * asymmetric. As a rule it loses: a torrent that fetches from quick seeds sends 3 to 6 %, while chats
 * and calls send half of what they move. It ships as the baseline that a look at the flow's shape has
 * to beat. The score is the smaller direction over the larger one in the window, shrunk in
 * proportion where fewer bytes than `least` were moved.
 *
 * O(1) a row, 224 bytes a device.
 *
 * @example
 * const detector = createDetector(uplinkSymmetry, { window: 15 * MINUTE }, fleet, "flows");
 */
export const uplinkSymmetry = defineDetector({
  name: "uplink-symmetry",
  summary: "bytes sent over bytes received, where much is moved",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "share", threshold: 0.3 },
  params: {
    least: {
      summary: "bytes in the window from which the ratio counts fully",
      unit: "bytes",
      default: 500 * MB,
      min: 1,
      source: "chosen: more than any call moves in an hour",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: HOUR,
      min: MINUTE,
      source: "chosen: as rate-window",
    },
  },

  create({ least, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const ups = slidingSums(deviceCount, window, 12);
    const downs = slidingSums(deviceCount, window, 12);
    return {
      observe(batch, scores) {
        const { length, device, time, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const sent = ups.add(device[i], time[i], up[i]);
          const received = downs.add(device[i], time[i], down[i]);
          const less = Math.min(sent, received);
          if (less === 0) continue;
          scores[i] = (less / Math.max(sent, received)) * Math.min(1, (sent + received) / least);
        }
      },
    };
  },
});
