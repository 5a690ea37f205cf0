import type { Alerts } from "../alerts.ts";

/** One alert, column by column as {@link Alerts} has it. */
export interface Alert {
  readonly device: number;
  readonly time: number;
  readonly row: number;
  readonly rowStart: number;
  readonly rowEnd: number;
  readonly score: number;
}

/** Alerts that grow one by one, in typed arrays that double. */
export interface AlertBuffer {
  readonly length: number;
  push(alert: Alert): void;
  /** Copies one alert out of columns. */
  copy(from: Alerts, alert: number): void;
  /** Keeps the alerts whose mark is not 0, in their order. */
  keep(marks: Uint8Array): void;
  /** Forgets all alerts and keeps the room for others. */
  clear(): void;
  /** The alerts so far: windows on the buffer's arrays, good until the next push. */
  alerts(): Alerts;
}

/** Opens an empty buffer: 44 bytes an alert, at most twice that. */
export function openAlertBuffer(): AlertBuffer {
  return new Columns();
}

const SMALLEST = 256;

/** A class, since every cell and every replicate of a floor opens one: its methods compile once. */
class Columns implements AlertBuffer {
  length = 0;
  #capacity = 0;
  #device = new Uint32Array(0);
  #time = new Float64Array(0);
  #row = new Float64Array(0);
  #rowStart = new Float64Array(0);
  #rowEnd = new Float64Array(0);
  #score = new Float64Array(0);

  push({ device, time, row, rowStart, rowEnd, score }: Alert): void {
    const at = this.#next();
    this.#device[at] = device;
    this.#time[at] = time;
    this.#row[at] = row;
    this.#rowStart[at] = rowStart;
    this.#rowEnd[at] = rowEnd;
    this.#score[at] = score;
  }

  copy(from: Alerts, alert: number): void {
    const at = this.#next();
    this.#device[at] = from.device[alert];
    this.#time[at] = from.time[alert];
    this.#row[at] = from.row[alert];
    this.#rowStart[at] = from.rowStart[alert];
    this.#rowEnd[at] = from.rowEnd[alert];
    this.#score[at] = from.score[alert];
  }

  keep(marks: Uint8Array): void {
    const { length } = this;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      if (marks[i] === 0) continue;
      this.#device[kept] = this.#device[i];
      this.#time[kept] = this.#time[i];
      this.#row[kept] = this.#row[i];
      this.#rowStart[kept] = this.#rowStart[i];
      this.#rowEnd[kept] = this.#rowEnd[i];
      this.#score[kept++] = this.#score[i];
    }
    this.length = kept;
  }

  clear(): void {
    this.length = 0;
  }

  alerts(): Alerts {
    const { length } = this;
    return {
      length,
      device: this.#device.subarray(0, length),
      time: this.#time.subarray(0, length),
      row: this.#row.subarray(0, length),
      rowStart: this.#rowStart.subarray(0, length),
      rowEnd: this.#rowEnd.subarray(0, length),
      score: this.#score.subarray(0, length),
    };
  }

  /** The next free place. */
  #next(): number {
    if (this.length === this.#capacity) this.#grow();
    return this.length++;
  }

  #grow(): void {
    this.#capacity = Math.max(SMALLEST, this.#capacity * 2);
    const device = new Uint32Array(this.#capacity);
    device.set(this.#device);
    this.#device = device;
    this.#time = larger(this.#time, this.#capacity);
    this.#row = larger(this.#row, this.#capacity);
    this.#rowStart = larger(this.#rowStart, this.#capacity);
    this.#rowEnd = larger(this.#rowEnd, this.#capacity);
    this.#score = larger(this.#score, this.#capacity);
  }
}

function larger(values: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(capacity);
  grown.set(values);
  return grown;
}
