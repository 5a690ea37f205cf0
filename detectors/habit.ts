/** What each device usually moves. */
export interface Habit {
  /**
   * Books `value` at `time`, and returns what the device usually moved within `window` before it: an
   * exponential mean over `memory`, corrected for a line that has not been seen that long.
   */
  add(device: number, time: number, value: number): number;
}

/** Opens a habit for each device. O(1) a row, 24 bytes a device. */
export function openHabit(deviceCount: number, window: number, memory: number): Habit {
  const sums = new Float64Array(deviceCount);
  const seen = new Float64Array(deviceCount).fill(-1);
  const firstSeen = new Float64Array(deviceCount);
  return {
    add(device, time, value) {
      if (seen[device] < 0) {
        firstSeen[device] = time;
        seen[device] = time;
      }
      const passed = Math.max(0, time - seen[device]);
      sums[device] *= Math.exp(-passed / memory);
      seen[device] += passed;
      const age = Math.max(window, seen[device] - firstSeen[device]);
      const usual = (sums[device] / (1 - Math.exp(-age / memory))) * (window / memory);
      sums[device] += value;
      return usual;
    },
  };
}
