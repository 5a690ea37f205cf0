/** Sums of each device over a sliding window. */
export interface SlidingSums {
  /** Books `value` at `time` and returns the device's sum over the window that ends there. */
  add(device: number, time: number, value: number): number;
}

/**
 * Opens one sliding sum for each device, cut in `buckets` equal parts of whole ms.
 *
 * A sum never holds anything that is `window` old or older; it may already have dropped the oldest
 * bucket, so the window is between `window - window / buckets` and `window` long. A row that comes
 * late is booked where it belongs, or not at all when the window has passed it.
 *
 * O(1) a row, 8 x buckets + 20 bytes a device.
 */
export function slidingSums(deviceCount: number, window: number, buckets: number): SlidingSums {
  const width = Math.max(1, Math.floor(window / buckets));
  const parts = new Float64Array(deviceCount * buckets);
  const sums = new Float64Array(deviceCount);
  // The newest bucket's number, and where it lies among the device's parts: a ring without modulo.
  const newest = new Float64Array(deviceCount).fill(-Infinity);
  const newestPart = new Uint32Array(deviceCount);

  function advance(device: number, bucket: number): void {
    const base = device * buckets;
    const passed = Math.min(buckets, bucket - newest[device]);
    let part = newestPart[device];
    let sum = sums[device];
    for (let k = 0; k < passed; k++) {
      part = part + 1 === buckets ? 0 : part + 1;
      sum -= parts[base + part];
      parts[base + part] = 0;
    }
    newest[device] = bucket;
    newestPart[device] = part;
    // Nothing is left: also not what rounding may have left of values that are no integers.
    sums[device] = passed === buckets ? 0 : sum;
  }

  return {
    add(device, time, value) {
      const bucket = Math.floor(time / width);
      let part = newestPart[device];
      if (bucket !== newest[device]) {
        const age = newest[device] - bucket;
        if (age >= buckets) return sums[device];
        if (age < 0) {
          advance(device, bucket);
          part = newestPart[device];
        } else part = part >= age ? part - age : part - age + buckets;
      }
      parts[device * buckets + part] += value;
      const sum = sums[device] + value;
      sums[device] = sum;
      return sum;
    },
  };
}
