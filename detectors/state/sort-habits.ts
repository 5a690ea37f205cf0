import { openDecay } from "./decay.ts";

/** What each device usually moves of each sort, such as an app's bytes. */
export interface SortHabits {
  /**
   * Books `value` at `time`, and returns what the device usually moved of that sort within `window`
   * before it: an exponential mean over `memory`, corrected for a line that has not been seen that
   * long. A sort that is new on a line that is not is nothing usual.
   */
  add(device: number, sort: number, time: number, value: number): number;
}

/**
 * Opens a habit for each device and sort. Unlike `openHabit` for so many devices, all sorts of a
 * device are as old as the device. O(1) a row, 16 bytes a device and sort and 8 bytes a device.
 */
export function sortHabits(
  deviceCount: number,
  sorts: number,
  { window, memory }: { readonly window: number; readonly memory: number },
): SortHabits {
  const decay = openDecay(memory);
  const sums = new Float64Array(deviceCount * sorts);
  const seen = new Float64Array(deviceCount * sorts);
  const firstSeen = new Float64Array(deviceCount).fill(Number.NaN);
  return {
    add(device, sort, time, value) {
      if (Number.isNaN(firstSeen[device])) firstSeen[device] = time;
      const slot = device * sorts + sort;
      const passed = Math.max(0, time - seen[slot]);
      const left = sums[slot] === 0 ? 0 : sums[slot] * decay(passed);
      sums[slot] = left + value;
      seen[slot] += passed;
      const age = Math.max(window, time - firstSeen[device]);
      return (left / (1 - decay(age))) * (window / memory);
    },
  };
}
