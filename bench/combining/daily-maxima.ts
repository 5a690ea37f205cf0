import { DAY } from "../../datasets/sizes.ts";
import type { Alerts } from "../alerts.ts";

/**
 * Gathers what ensemble-rank ranks by: the highest score of each calibration device and UTC day, in
 * ascending order. `isCalibration` holds 1 for the devices of that half. O(n log n).
 */
export function dailyMaxima(
  { length, device, time, score }: Alerts,
  isCalibration: Uint8Array,
): Float64Array {
  const best = new Map<number, number>();
  for (let i = 0; i < length; i++) {
    if (isCalibration[device[i]] !== 1) continue;
    const key = Math.floor(time[i] / DAY) * isCalibration.length + device[i];
    const before = best.get(key);
    if (before === undefined || score[i] > before) best.set(key, score[i]);
  }
  return Float64Array.from(best.values()).sort();
}
