/** A score below which no threshold can lie, rising while alerts stream by. */
export interface RisingFloor {
  /** Takes note of an alert; alerts of one device must come in order of time. */
  see(device: number, time: number, score: number): void;
  /** No threshold with at most `limit` alarms lies below; -Infinity until that is certain. */
  readonly floor: number;
}

/**
 * Opens a bound on thresholds that allow at most `limit` alarms of the devices it is shown.
 *
 * An alarm's cool-down touches at most two stretches of one cool-down each, so a threshold reached
 * in n stretches (of any devices) makes at least n / 2 alarms. Once 2 limit + 1 stretches have
 * reached a score, every threshold at or below that score breaks the limit. A stretch is counted
 * when its device has left it.
 *
 * O(log limit) a stretch; 12 bytes a device and 8 per stretch of the limit.
 */
export function openRisingFloor(deviceCount: number, coolDown: number, limit: number): RisingFloor {
  const size = 2 * limit + 1;
  const heap = new Float64Array(size);
  let count = 0;
  const stretch = new Int32Array(deviceCount).fill(-1);
  const highest = new Float64Array(deviceCount);
  const book = (score: number) => {
    if (count < size) {
      heap[count] = score;
      count++;
      rise(heap, count - 1);
    } else if (score > heap[0]) {
      heap[0] = score;
      sink(heap, size);
    }
  };
  return {
    get floor() {
      return count === size ? heap[0] : Number.NEGATIVE_INFINITY;
    },
    see(device, time, score) {
      const at = Math.floor(time / coolDown);
      if (stretch[device] === at) {
        if (score > highest[device]) highest[device] = score;
        return;
      }
      if (stretch[device] >= 0) book(highest[device]);
      stretch[device] = at;
      highest[device] = score;
    },
  };
}

function rise(heap: Float64Array, from: number): void {
  let at = from;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (heap[parent] <= heap[at]) return;
    const value = heap[parent];
    heap[parent] = heap[at];
    heap[at] = value;
    at = parent;
  }
}

function sink(heap: Float64Array, size: number): void {
  const value = heap[0];
  let at = 0;
  for (let child = 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && heap[child + 1] < heap[child]) child++;
    if (heap[child] >= value) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = value;
}
