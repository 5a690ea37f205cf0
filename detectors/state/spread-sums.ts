/** Sums of each device over the fullest window that a row reaches. */
export interface SpreadSums {
  /**
   * Spreads `value`, a whole number, evenly over `[begin, end)`, and returns the largest sum over a
   * window that holds a part of it; -Infinity where none of it counts.
   */
  add(device: number, begin: number, end: number, value: number): number;
}

/** Parts of a window: its grid. */
const PARTS = 12;
/** Windows that are kept, so that a late row finds its place. */
const KEPT = 25;

/**
 * Opens sums over windows on a grid of a twelfth of their length, in any order of rows. `counted`
 * tells how much time that counts had passed by a moment; what lies outside it is not booked.
 *
 * Whole numbers stay whole, so that a limit is met exactly. Unlike `slidingSums` it places a row by
 * its whole duration, and a late one scores the window where it lies: dearer, and 2.4 KB for
 * each device with a row; of the others nothing is ever written, so that it takes no memory.
 */
export function spreadSums(
  deviceCount: number,
  window: number,
  counted: (moment: number) => number,
): SpreadSums {
  const width = Math.max(1, Math.ceil(window / PARTS));
  const size = PARTS * KEPT;
  const parts = new Float64Array(deviceCount * size);
  // Number of the newest part; the part k lies at k modulo size.
  const newest = new Float64Array(deviceCount).fill(-Infinity);

  function advance(device: number, to: number): void {
    const base = device * size;
    const passed = Math.min(size, to - newest[device]);
    for (let k = to - passed + 1; k <= to; k++) parts[base + place(k)] = 0;
    newest[device] = to;
  }

  function place(k: number): number {
    const at = k % size;
    return at < 0 ? at + size : at;
  }

  function fullest(device: number, from: number, to: number): number {
    const base = device * size;
    const oldest = newest[device] - size + 1;
    let sum = 0;
    for (let k = Math.max(oldest, from - PARTS + 1); k < from; k++) sum += parts[base + place(k)];
    let most = 0;
    for (let k = from; k <= to; k++) {
      sum += parts[base + place(k)];
      if (sum > most) most = sum;
      if (k - PARTS + 1 >= oldest) sum -= parts[base + place(k - PARTS + 1)];
    }
    return most;
  }

  return {
    add(device, begin, end, value) {
      const before = counted(begin);
      if (counted(end) === before) return -Infinity;
      const last = Math.floor((end - 1) / width);
      if (last > newest[device]) advance(device, last);
      const first = Math.max(Math.floor(begin / width), newest[device] - size + 1);
      if (last < first) return -Infinity;
      const base = device * size;
      const share = value / (end - begin);
      // Rounded from the beginning on, so that the pieces add up to the whole.
      let booked = Math.round(share * (counted(Math.max(begin, first * width)) - before));
      for (let k = first; k <= last; k++) {
        const upTo = Math.min(end, (k + 1) * width);
        const all = Math.round(share * (counted(upTo) - before));
        parts[base + place(k)] += all - booked;
        booked = all;
      }
      return fullest(device, first, Math.min(last + PARTS - 1, newest[device]));
    },
  };
}
