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
  /** Keeps the alerts for which `keep` holds, in their order. */
  prune(keep: (alerts: Alerts, alert: number) => boolean): void;
  /** The alerts so far: windows on the buffer's arrays, good until the next push. */
  alerts(): Alerts;
}

/** Opens an empty buffer: 44 bytes an alert, at most twice that. */
export function openAlertBuffer(): AlertBuffer {
  let capacity = 0;
  let length = 0;
  let device = new Uint32Array(0);
  let columns = [0, 1, 2, 3, 4].map(() => new Float64Array(0));
  const grow = () => {
    capacity = Math.max(256, capacity * 2);
    const larger = new Uint32Array(capacity);
    larger.set(device);
    device = larger;
    columns = columns.map((column) => {
      const values = new Float64Array(capacity);
      values.set(column);
      return values;
    });
  };
  const alerts = (): Alerts => {
    const [time, row, rowStart, rowEnd, score] = columns.map((c) => c.subarray(0, length));
    return { length, device: device.subarray(0, length), time, row, rowStart, rowEnd, score };
  };
  return {
    get length() {
      return length;
    },
    push(alert) {
      if (length === capacity) grow();
      device[length] = alert.device;
      const [time, row, rowStart, rowEnd, score] = columns;
      time[length] = alert.time;
      row[length] = alert.row;
      rowStart[length] = alert.rowStart;
      rowEnd[length] = alert.rowEnd;
      score[length++] = alert.score;
    },
    copy(from, alert) {
      if (length === capacity) grow();
      device[length] = from.device[alert];
      const [time, row, rowStart, rowEnd, score] = columns;
      time[length] = from.time[alert];
      row[length] = from.row[alert];
      rowStart[length] = from.rowStart[alert];
      rowEnd[length] = from.rowEnd[alert];
      score[length++] = from.score[alert];
    },
    prune(keep) {
      const all = alerts();
      const places = new Uint32Array(length);
      let kept = 0;
      for (let i = 0; i < length; i++) if (keep(all, i)) places[kept++] = i;
      for (const column of [device, ...columns]) {
        for (let i = 0; i < kept; i++) column[i] = column[places[i]];
      }
      length = kept;
    },
    alerts,
  };
}
