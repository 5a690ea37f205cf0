import { DAY, HOUR, MB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { openDecay } from "../state/decay.ts";
import { openHabit } from "../state/habit.ts";

/**
 * Scores the bytes of the last hours as a multiple of what the device usually moves in as long.
 *
 * Two exponential means of the same rows, a quick one and a slow one: the oldest habit detector
 * there is, and the cheapest. It needs no plan and no calendar. It fails in the first days of a line
 * (the slow mean is corrected for its age, but knows little), on people whose days differ by a
 * factor of thirty, which is most people, and on a leak that grows as slowly as the mean follows.
 * The floor keeps a first photo on a quiet line from being a thousandfold rise.
 *
 * O(1) a row, 40 bytes a device.
 *
 * @example
 * const detector = createDetector(ewma, { quick: HOUR }, fleet, "flows");
 */
export const ewma = defineDetector({
  name: "ewma",
  summary: "bytes of the last hours against the device's own slow mean",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["visibleAt", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "times the usual", threshold: 20 },
  params: {
    quick: {
      summary: "time constant of the quick mean",
      unit: "ms",
      default: 3 * HOUR,
      min: 60_000,
      max: 2 * DAY,
      source: "chosen: half of a night",
    },
    slow: {
      summary: "time constant of the slow mean",
      unit: "ms",
      default: 7 * DAY,
      min: DAY,
      source: "chosen: a week, so that every weekday weighs about the same",
    },
    floor: {
      summary: "added to the usual bytes of the quick time",
      unit: "bytes",
      default: 50 * MB,
      min: 1,
      source: "chosen: one charging record",
    },
  },

  create({ quick, slow, floor }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const habit = openHabit(deviceCount, quick, slow);
    const decay = openDecay(quick);
    const quickBytes = new Float64Array(deviceCount);
    const seen = new Float64Array(deviceCount);

    return {
      observe(batch, scores) {
        const { length, device, visibleAt, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          if (kind !== null && skip[kind[i]] === 1) {
            scores[i] = -Infinity;
            continue;
          }
          const id = device[i];
          const bytes = up[i] + down[i];
          const usual = habit.add(id, visibleAt[i], bytes);
          const passed = Math.max(0, visibleAt[i] - seen[id]);
          const lately = quickBytes[id] * decay(passed) + bytes;
          quickBytes[id] = lately;
          seen[id] += passed;
          scores[i] = lately / (usual + floor);
        }
      },
    };
  },
});
