import { KB, MB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { hourlyLevels } from "../state/hourly-levels.ts";

const HOURS = 24;

/**
 * Adds up by how much each hour lies above the device's usual one, and falls back when it does not.
 *
 * Page's cumulative sum, on log2 of one and the hour's bytes over `least`, against a mean of the same hour of the day.
 * It waits for evidence instead of height: an hour of a game counts once, a night that does not end
 * counts every hour, so it tells a torrent from a big download where both are equally fast. It is
 * slow by design, and fails on what is over within an hour or two.
 *
 * O(1) a row, 128 bytes a device.
 *
 * @example
 * const detector = createDetector(cusum, { drift: 2 }, fleet, "charging");
 */
export const cusum = defineDetector({
  name: "cusum",
  summary: "hours above the usual, added up while they last",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["visibleAt", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "doublings above the usual", threshold: 25 },
  params: {
    drift: {
      summary: "what an hour may lie above the usual for nothing",
      unit: "doublings",
      default: 4,
      min: 0,
      source: "chosen: a day of sixteen times the median is usual now and then",
    },
    memory: {
      summary: "share that a new day has in the mean of its hour",
      unit: "share",
      default: 0.2,
      min: 0.001,
      max: 1,
      source: "chosen: about the last five days",
    },
    least: {
      summary: "bytes of an hour below which doublings hardly count",
      unit: "bytes",
      default: MB,
      min: KB,
      source: "chosen: what a phone moves in an hour that nobody uses it",
    },
  },

  create({ drift, memory, least }, fleet, view) {
    const { column, skip } = countedRows(view, "billed");
    const usual = new Float32Array(fleet.deviceCount * HOURS);
    const days = new Uint8Array(fleet.deviceCount);
    const sum = new Float64Array(fleet.deviceCount);

    const levels = hourlyLevels(
      fleet,
      (device, hour, level) => {
        const slot = device * HOURS + (hour % HOURS);
        sum[device] = Math.max(0, sum[device] + level - usual[slot] - drift);
        if (hour % HOURS === 0 && days[device] < 250) days[device]++;
        // The first days are averaged evenly, or the very first would be the habit for a week.
        const weight = Math.max(memory, 1 / (days[device] + 1));
        usual[slot] += weight * (level - usual[slot]);
      },
      least,
    );

    return {
      observe(batch, scores) {
        const { length, device, visibleAt, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const id = device[i];
          const level = levels.add(id, visibleAt[i], up[i] + down[i]);
          const running = sum[id] + level - usual[id * HOURS + (levels.hours[id] % HOURS)] - drift;
          if (running > 0) scores[i] = running;
        }
      },
    };
  },
});
