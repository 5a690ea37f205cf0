import type { Fleet } from "../../datasets/fleet.ts";
import { HOUR, MB, MINUTE } from "../../datasets/sizes.ts";

/** Longest silence that is told hour by hour. */
const LONGEST_SILENCE = 7 * 24;

/** Hears of an hour that is over: `hour` counts civil hours since the epoch, `level` as {@link hourlyLevels}. */
export type HourListener = (device: number, hour: number, level: number) => void;

/** Levels of each device, hour by hour. */
export interface HourlyLevels {
  /** Books bytes at a moment and returns the level of the running hour. */
  add(device: number, moment: number, bytes: number): number;
  /** The running civil hour of each device, counted from the epoch. */
  readonly hours: Int32Array;
}

/**
 * Adds up the bytes of each device in civil hours and tells each hour's level, log2(1 + bytes over
 * `least`), when it is over, silent hours included. Levels rather than bytes, because hours of one person differ by a
 * factor of thousands: on the logarithm a heavy evening is a few steps up, in bytes it is a hundred
 * standard deviations. Moments must not run backwards: pass `visibleAt`.
 *
 * O(1) a row and an hour, 20 bytes a device.
 */
export function hourlyLevels(
  { deviceCount, utcOffset }: Fleet,
  onHour: HourListener,
  least: number = MB,
): HourlyLevels {
  const hours = new Int32Array(deviceCount).fill(-1);
  const hourEnds = new Float64Array(deviceCount).fill(-Infinity);
  const bytesNow = new Float64Array(deviceCount);

  function turn(device: number, moment: number): void {
    const shift = utcOffset[device] * MINUTE;
    const hour = Math.floor((moment + shift) / HOUR);
    const last = hours[device];
    if (last >= 0) {
      onHour(device, last, levelOf(bytesNow[device], least));
      for (let h = Math.max(last + 1, hour - LONGEST_SILENCE); h < hour; h++) onHour(device, h, 0);
    }
    hours[device] = hour;
    hourEnds[device] = (hour + 1) * HOUR - shift;
    bytesNow[device] = 0;
  }

  return {
    hours,
    add(device, moment, bytes) {
      if (moment >= hourEnds[device]) turn(device, moment);
      const sum = bytesNow[device] + bytes;
      bytesNow[device] = sum;
      return levelOf(sum, least);
    },
  };
}

/** Parts of `least` that are told apart. */
const PARTS = 1024;
const MOST = 0x7fffffff;

/**
 * log2(1 + bytes over `least`) by straight lines between the powers of two, which is 0.09 off at most
 * and needs no call of a library; constant above two million times `least`.
 */
export function levelOf(bytes: number, least: number = MB): number {
  const parts = Math.min(MOST, PARTS + Math.floor(bytes * (PARTS / least))) | 0;
  const exponent = 31 - Math.clz32(parts);
  return exponent - 11 + parts / (1 << exponent);
}
