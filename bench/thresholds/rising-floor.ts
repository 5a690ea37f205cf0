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
  return new Stretches(deviceCount, coolDown, 2 * limit + 1);
}

/** A class, since every cell opens two: its methods compile once. */
class Stretches implements RisingFloor {
  readonly #coolDown: number;
  readonly #size: number;
  readonly #heap: Float64Array;
  #count = 0;
  readonly #stretch: Int32Array;
  readonly #highest: Float64Array;

  constructor(deviceCount: number, coolDown: number, size: number) {
    this.#coolDown = coolDown;
    this.#size = size;
    this.#heap = new Float64Array(size);
    this.#stretch = new Int32Array(deviceCount).fill(-1);
    this.#highest = new Float64Array(deviceCount);
  }

  get floor(): number {
    return this.#count === this.#size ? this.#heap[0] : Number.NEGATIVE_INFINITY;
  }

  see(device: number, time: number, score: number): void {
    const at = Math.floor(time / this.#coolDown);
    if (this.#stretch[device] === at) {
      if (score > this.#highest[device]) this.#highest[device] = score;
      return;
    }
    if (this.#stretch[device] >= 0) this.#book(this.#highest[device]);
    this.#stretch[device] = at;
    this.#highest[device] = score;
  }

  #book(score: number): void {
    const heap = this.#heap;
    if (this.#count < this.#size) {
      heap[this.#count] = score;
      rise(heap, this.#count++);
    } else if (score > heap[0]) {
      heap[0] = score;
      sink(heap, this.#size);
    }
  }
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
