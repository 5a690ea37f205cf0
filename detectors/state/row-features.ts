import type { Fleet } from "../../datasets/fleet.ts";
import { DAY, HOUR, MB, MINUTE, SECOND } from "../../datasets/sizes.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { openDecay } from "./decay.ts";
import { openHabit } from "./habit.ts";
import { levelOf } from "./hourly-levels.ts";

/**
 * What a learner is told of a row, in this order; sums fade with a time constant, so that they need
 * no window. A level is log2(1 + MB) of bytes, or log2(1 + n) of a number.
 */
export const ROW_FEATURES = [
  "level of the bytes up",
  "level of the bytes down",
  "share of the row that goes up",
  "level of its seconds",
  "level of its bytes a minute",
  "level of the line's last hour",
  "share of that hour that goes up",
  "level of the line's last day",
  "level of the rows of its last hour",
  "levels by which the last hour exceeds the line's usual hour",
  "1 between midnight and six, civil time",
  "last day as a share of the bundle, at most 4",
] as const;

/** A line that is seen for the first time has no habit yet: it is like others after this long. */
const MEMORY = 7 * DAY;
const NIGHT_ENDS = 6;
const MOST_BUNDLES = 4;

/** Tells the features of rows, one after the other. */
export interface RowFeatures {
  /** Books row `i` and writes its features into `out`, one for each of {@link ROW_FEATURES}. */
  read(batch: ViewBatch, i: number, out: Float64Array): void;
}

/**
 * Opens the features of rows: of common columns alone, so that they are the same on every view.
 * Rows of a device must come in order of delivery. O(1) a row, 88 bytes a device.
 */
export function rowFeatures({ deviceCount, utcOffset, quota }: Fleet): RowFeatures {
  const hour = openFading(deviceCount, HOUR);
  const hourUp = openFading(deviceCount, HOUR);
  const hourRows = openFading(deviceCount, HOUR);
  const day = openFading(deviceCount, DAY);
  const habit = openHabit(deviceCount, HOUR, MEMORY);
  return {
    read({ device, time, visibleAt, start, up, down }, i, out) {
      const id = device[i];
      const now = visibleAt[i];
      const bytes = up[i] + down[i];
      const seconds = Math.max(SECOND, time[i] - start[i]) / SECOND;
      const lastHour = hour(id, now, bytes);
      const lastDay = day(id, now, bytes);
      const usual = habit.add(id, now, bytes);
      const civil = now + utcOffset[id] * MINUTE;
      out[0] = levelOf(up[i]);
      out[1] = levelOf(down[i]);
      out[2] = bytes > 0 ? up[i] / bytes : 0;
      out[3] = levelOf(seconds * MB);
      out[4] = levelOf((bytes / seconds) * 60);
      out[5] = levelOf(lastHour);
      out[6] = hourUp(id, now, up[i]) / Math.max(1, lastHour);
      out[7] = levelOf(lastDay);
      out[8] = levelOf(hourRows(id, now, 1) * MB);
      out[9] = out[5] - levelOf(usual);
      out[10] = (civil - Math.floor(civil / DAY) * DAY) / HOUR < NIGHT_ENDS ? 1 : 0;
      out[11] = quota[id] > 0 ? Math.min(MOST_BUNDLES, lastDay / quota[id]) : 0;
    },
  };
}

/** Opens sums that fade exponentially; each call adds to one and returns it. */
function openFading(deviceCount: number, timeConstant: number) {
  const decay = openDecay(timeConstant);
  const sums = new Float64Array(deviceCount);
  const seen = new Float64Array(deviceCount);
  return (device: number, moment: number, value: number): number => {
    const passed = Math.max(0, moment - seen[device]);
    seen[device] += passed;
    sums[device] = sums[device] * decay(passed) + value;
    return sums[device];
  };
}
