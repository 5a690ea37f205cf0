/** Sums of each device over a sliding window. */
export interface SlidingSums {
  /** Books `value` at `time` and returns the device's sum over the window that ends there. */
  add(device: number, time: number, value: number): number;
}

/**
 * Opens one sliding sum for each device, cut in `buckets` equal parts.
 *
 * A sum never holds anything that is `window` old or older; it may already have dropped the oldest
 * bucket, so the window is between `window - window / buckets` and `window` long. A row that comes
 * late is booked where it belongs, or not at all when the window has passed it.
 *
 * O(1) a row, 8 x buckets + 16 bytes a device.
 */
export function slidingSums(deviceCount: number, window: number, buckets: number): SlidingSums {
  const width = window / buckets;
  const parts = new Float64Array(deviceCount * buckets);
  const newest = new Float64Array(deviceCount).fill(-Infinity);
  const sums = new Float64Array(deviceCount);

  function advance(device: number, bucket: number): void {
    const passed = bucket - newest[device];
    newest[device] = bucket;
    const base = device * buckets;
    if (passed >= buckets) {
      parts.fill(0, base, base + buckets);
      sums[device] = 0;
      return;
    }
    for (let k = 0; k < passed; k++) {
      const slot = base + ((bucket - k) % buckets);
      sums[device] -= parts[slot];
      parts[slot] = 0;
    }
  }

  return {
    add(device, time, value) {
      const bucket = Math.floor(time / width);
      if (bucket > newest[device]) advance(device, bucket);
      else if (bucket <= newest[device] - buckets) return sums[device];
      parts[device * buckets + (bucket % buckets)] += value;
      sums[device] += value;
      return sums[device];
    },
  };
}
