import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { hourlyLevels } from "../state/hourly-levels.ts";

/** Working days taken as one and free days as another: 48 hours make the week. */
const SLOTS = 48;
/** Median absolute deviation of a normal distribution is its standard deviation over this. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Scores how many robust deviations the running hour lies above the device's usual such hour.
 *
 * Median and median absolute deviation of the hour of the week, on log2(1 + MB): one wild night
 * does not move them, and a gigabyte at four in the morning is another thing than at nine in the
 * evening. True medians need all values; here each is followed by a step up or down for every value
 * above or below it (Robbins and Monro), with steps that shrink, so it lags in the first weeks and
 * never settles wholly. Monday to Friday count as one day, since two weeks hold each hour of the
 * week only twice. It fails on people who live by no clock, and on trips and holidays.
 *
 * O(1) a row, 640 bytes a device.
 *
 * @example
 * const detector = createDetector(robustZ, { floor: 2 }, fleet, "flows");
 */
export const robustZ = defineDetector({
  name: "robust-z",
  summary: "running hour against median and MAD of the same hour of the week",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["visibleAt", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "z", threshold: 6 },
  params: {
    floor: {
      summary: "deviation of the steadiest device",
      unit: "doublings",
      default: 1,
      min: 0.01,
      source: "chosen: half or twice as much is no news",
    },
    step: {
      summary: "first step of a median; the n-th is this over n, a tenth of it at least",
      unit: "doublings",
      default: 4,
      min: 0.01,
      max: 20,
      source: "chosen: reaches any usual hour within four visits",
    },
  },

  create({ floor, step }, fleet, view) {
    const { column, skip } = countedRows(view, "billed");
    const median = new Float32Array(fleet.deviceCount * SLOTS);
    const deviation = new Float32Array(fleet.deviceCount * SLOTS).fill(floor);
    const visits = new Uint8Array(fleet.deviceCount * SLOTS);

    const levels = hourlyLevels(fleet, (device, hour, level) => {
      const slot = device * SLOTS + slotOf(hour);
      visits[slot] = Math.min(250, visits[slot] + 1);
      const stride = step * Math.max(0.1, 1 / visits[slot]);
      const off = Math.abs(level - median[slot]);
      median[slot] += towards(median[slot], level, stride);
      deviation[slot] += towards(deviation[slot], off, stride / 2);
    });

    return {
      observe(batch, scores) {
        const { length, device, visibleAt, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const id = device[i];
          const level = levels.add(id, visibleAt[i], up[i] + down[i]);
          const slot = id * SLOTS + slotOf(levels.hours[id]);
          const above = level - median[slot];
          const spread = MAD_TO_SIGMA * Math.max(0, deviation[slot]) + floor;
          if (above > 0) scores[i] = above / spread;
        }
      },
    };
  },
});

/** The epoch's first day was a Thursday: day 2 and 3 of each seven are the weekend. */
function slotOf(hour: number): number {
  const hourOfDay = hour % 24;
  const day = ((hour - hourOfDay) / 24) % 7;
  return day === 2 || day === 3 ? 24 + hourOfDay : hourOfDay;
}

/** A step of at most `stride` from `now` towards `goal`. */
function towards(now: number, goal: number, stride: number): number {
  return Math.max(-stride, Math.min(stride, goal - now));
}
