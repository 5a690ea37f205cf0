import type { Alerts } from "../alerts.ts";

/** No alerts. */
export function noAlerts(): Alerts {
  return gather(
    {
      length: 0,
      device: new Uint32Array(0),
      time: new Float64Array(0),
      row: new Float64Array(0),
      rowStart: new Float64Array(0),
      rowEnd: new Float64Array(0),
      score: new Float64Array(0),
    },
    new Uint32Array(0),
  );
}

/**
 * Puts alerts in order of (time, row) and leaves one for each row: its highest score counts. Alerts
 * without a row all stay. O(n log n).
 */
export function sortAlerts(alerts: Alerts): Alerts {
  const { length, time, row, score, device } = alerts;
  const order = Uint32Array.from({ length }, (_, i) => i);
  order.sort(
    (a, b) => time[a] - time[b] || row[a] - row[b] || device[a] - device[b] || score[b] - score[a],
  );
  return withoutRepeats(alerts, order);
}

/** Merges alerts of several shards or workers into one list in order. */
export function mergeAlerts(parts: readonly Alerts[]): Alerts {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const merged = {
    length,
    device: new Uint32Array(length),
    time: new Float64Array(length),
    row: new Float64Array(length),
    rowStart: new Float64Array(length),
    rowEnd: new Float64Array(length),
    score: new Float64Array(length),
  };
  let at = 0;
  for (const part of parts) {
    for (const name of ["device", "time", "row", "rowStart", "rowEnd", "score"] as const) {
      merged[name].set(part[name].subarray(0, part.length), at);
    }
    at += part.length;
  }
  return sortAlerts(merged);
}

/** A row may be named at several moments: only the alert with the highest score, then the earliest, stays. */
function withoutRepeats(alerts: Alerts, order: Uint32Array): Alerts {
  const { row, score } = alerts;
  if (!hasRepeats(row)) return gather(alerts, order);
  const best = new Map<number, number>();
  for (const i of order) {
    const other = best.get(row[i]);
    if (row[i] >= 0 && (other === undefined || score[i] > score[other])) best.set(row[i], i);
  }
  return gather(
    alerts,
    order.filter((i) => row[i] < 0 || best.get(row[i]) === i),
  );
}

function hasRepeats(row: Float64Array): boolean {
  const sorted = Float64Array.from(row).sort();
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i] >= 0 && sorted[i] === sorted[i - 1]) return true;
  }
  return false;
}

/** Copies the alerts at the given indexes, in that order. */
export function gather(alerts: Alerts, order: Uint32Array): Alerts {
  const { length } = order;
  const taken = {
    length,
    device: new Uint32Array(length),
    time: new Float64Array(length),
    row: new Float64Array(length),
    rowStart: new Float64Array(length),
    rowEnd: new Float64Array(length),
    score: new Float64Array(length),
  };
  for (let i = 0; i < length; i++) {
    const from = order[i];
    taken.device[i] = alerts.device[from];
    taken.time[i] = alerts.time[from];
    taken.row[i] = alerts.row[from];
    taken.rowStart[i] = alerts.rowStart[from];
    taken.rowEnd[i] = alerts.rowEnd[from];
    taken.score[i] = alerts.score[from];
  }
  return taken;
}
