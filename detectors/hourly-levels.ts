import type { Fleet } from "../datasets/fleet.ts";
import { HOUR, MB, MINUTE } from "../datasets/sizes.ts";

/** Longest silence that is told hour by hour. */
const LONGEST_SILENCE = 7 * 24;

/** Hears of an hour that is over: `hour` counts civil hours since the epoch, `level` as {@link hourlyLevels}. */
export type HourListener = (device: number, hour: number, level: number) => void;

/** Levels of each device, hour by hour. */
export interface HourlyLevels {
  /** Books bytes at a moment and returns the level of the running hour. */
  add(device: number, moment: number, bytes: number): number;
}

/**
 * Adds up the bytes of each device in civil hours and tells each hour's level, log2(1 + MB), when it
 * is over, silent hours included. Levels rather than bytes, because hours of one person differ by a
 * factor of thousands: on the logarithm a heavy evening is a few steps up, in bytes it is a hundred
 * standard deviations. Moments must not run backwards: pass `visibleAt`.
 *
 * O(1) a row and an hour, 16 bytes a device.
 */
export function hourlyLevels(
  { deviceCount, utcOffset }: Fleet,
  onHour: HourListener,
): HourlyLevels {
  const hours = new Float64Array(deviceCount).fill(-1);
  const bytesNow = new Float64Array(deviceCount);
  return {
    add(device, moment, bytes) {
      const hour = Math.floor((moment + utcOffset[device] * MINUTE) / HOUR);
      const running = hours[device];
      if (hour > running) {
        if (running >= 0) {
          onHour(device, running, level(bytesNow[device]));
          for (let h = Math.max(running + 1, hour - LONGEST_SILENCE); h < hour; h++) {
            onHour(device, h, 0);
          }
        }
        hours[device] = hour;
        bytesNow[device] = 0;
      }
      bytesNow[device] += bytes;
      return level(bytesNow[device]);
    },
  };
}

function level(bytes: number): number {
  return Math.log2(1 + bytes / MB);
}
