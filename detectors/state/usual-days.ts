/** What each device usually does of each sort on a civil day. */
export interface UsualDays {
  /** Lets the device's day begin where it is a later one than the running; silent days count too. */
  turn(device: number, day: number): void;
  /** Books into the running day. */
  add(device: number, sort: number, value: number): void;
  /** Mean of the days before yesterday: what began within a day is no habit yet. */
  usual(device: number, sort: number): number;
  /** Days of the device before the running one. */
  past(device: number): number;
}

/** Days after which a mean follows its last ones only. */
const MEMORY = 14;

/**
 * Opens means over the days of each device and sort: even ones for two weeks, then fading. Unlike a
 * habit they leave out yesterday and today, so that something new is held against what was before it.
 *
 * O(1) a row, and the sorts of a device once a day; 12 bytes a device and sort, 8 bytes a device.
 */
export function usualDays(deviceCount: number, sorts: number): UsualDays {
  const running = new Int32Array(deviceCount).fill(-1);
  const known = new Uint32Array(deviceCount);
  const today = new Float32Array(deviceCount * sorts);
  const yesterday = new Float32Array(deviceCount * sorts);
  const mean = new Float32Array(deviceCount * sorts);

  function next(device: number): void {
    known[device]++;
    // Yesterday becomes part of the mean: of one day less than have passed.
    const weight = known[device] < 2 ? 0 : 1 / Math.min(MEMORY, known[device] - 1);
    for (let slot = device * sorts; slot < (device + 1) * sorts; slot++) {
      mean[slot] += weight * (yesterday[slot] - mean[slot]);
      yesterday[slot] = today[slot];
      today[slot] = 0;
    }
  }

  return {
    turn(device, day) {
      if (day <= running[device]) return;
      const days = running[device] < 0 ? 0 : day - running[device];
      running[device] = day;
      // After so many silent days hardly anything is left.
      for (let k = Math.min(days, 4 * MEMORY); k > 0; k--) next(device);
      known[device] += Math.max(0, days - 4 * MEMORY);
    },
    add(device, sort, value) {
      today[device * sorts + sort] += value;
    },
    usual: (device, sort) => mean[device * sorts + sort],
    past: (device) => known[device],
  };
}
