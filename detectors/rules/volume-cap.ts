import { DAY, GB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";

/**
 * Scores how much of a fixed volume a device has used within one period.
 *
 * This is the rule that operators and phones apply today ("you have used your day's gigabytes"):
 * exact, explainable, and late, since it cannot tell a film from a torrent until both have been
 * paid for. It fails on people who use much every day, and on a leak that stays below the cap. A
 * period starts at civil midnight when it is one day long, else at a multiple of its length since
 * the Unix epoch, in the line's own time; a record counts in the period in which it closed, and not
 * at all once a later one has begun. Private Wi-Fi does not count.
 *
 * O(1) a row, 16 bytes a device.
 *
 * @example
 * const detector = createDetector(volumeCap, { cap: 2 * GB }, fleet, "charging");
 */
export const volumeCap = defineDetector({
  name: "volume-cap",
  summary: "volume of a device within a period against a fixed cap",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "share of the cap", threshold: 1, of: "cap" },
  params: {
    cap: {
      summary: "volume that is all right within a period",
      unit: "bytes",
      default: 5 * GB,
      min: 1,
      source: "cited: the 5 GB plan of the Wuhan case, here for a day",
    },
    period: {
      summary: "length of a period",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "chosen: the day, over which a heavy evening is still seen whole",
    },
  },

  create({ cap, period }, { deviceCount, utcOffset }, view) {
    const { column, skip } = countedRows(view, "billed");
    const used = new Float64Array(deviceCount);
    const current = new Float64Array(deviceCount).fill(-1);

    return {
      observe(batch, scores) {
        const { length, device, time, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          if (kind !== null && skip[kind[i]] === 1) {
            scores[i] = -Infinity;
            continue;
          }
          const id = device[i];
          const now = Math.floor((time[i] + utcOffset[id] * 60_000) / period);
          if (now > current[id]) {
            current[id] = now;
            used[id] = 0;
          }
          if (now === current[id]) used[id] += up[i] + down[i];
          scores[i] = used[id] / cap;
        }
      },
    };
  },
});
