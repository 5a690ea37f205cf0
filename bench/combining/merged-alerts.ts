import type { Alerts } from "../alerts.ts";
import type { CombinerMember } from "../combiner.ts";

/** Gets each alert of all members in turn; returns the combined score, or -Infinity for none. */
export type Combine = (member: number, alert: number, device: number) => number;

/**
 * Walks through the alerts of all members in order of time (then row, then member) and gathers what
 * `combine` makes of each. O(alerts x members).
 */
export function mergedAlerts(members: readonly CombinerMember[], combine: Combine): Alerts {
  const size = members.reduce((sum, { alerts }) => sum + alerts.length, 0);
  const isOneView = members.every(({ view }) => view === members[0].view);
  const next = new Uint32Array(members.length);
  const merged = {
    device: new Uint32Array(size),
    time: new Float64Array(size),
    row: new Float64Array(size),
    rowStart: new Float64Array(size),
    rowEnd: new Float64Array(size),
    score: new Float64Array(size),
  };
  let length = 0;
  for (let done = 0; done < size; done++) {
    const from = earliest(members, next);
    const { alerts } = members[from];
    const i = next[from]++;
    const score = combine(from, i, alerts.device[i]);
    if (score === -Infinity) continue;
    const row = isOneView ? alerts.row[i] : -1;
    if (row >= 0 && length > 0 && merged.row[length - 1] === row) {
      merged.score[length - 1] = Math.max(merged.score[length - 1], score);
      continue;
    }
    merged.device[length] = alerts.device[i];
    merged.time[length] = alerts.time[i];
    merged.row[length] = row;
    merged.rowStart[length] = alerts.rowStart[i];
    merged.rowEnd[length] = alerts.rowEnd[i];
    merged.score[length++] = score;
  }
  return cut(merged, length);
}

function earliest(members: readonly CombinerMember[], next: Uint32Array): number {
  let best = -1;
  for (let m = 0; m < members.length; m++) {
    const { alerts } = members[m];
    if (next[m] >= alerts.length) continue;
    if (best < 0) best = m;
    const other = members[best].alerts;
    const sooner =
      alerts.time[next[m]] - other.time[next[best]] || alerts.row[next[m]] - other.row[next[best]];
    if (sooner < 0) best = m;
  }
  return best;
}

function cut(merged: Omit<Alerts, "length">, length: number): Alerts {
  return {
    length,
    device: merged.device.slice(0, length),
    time: merged.time.slice(0, length),
    row: merged.row.slice(0, length),
    rowStart: merged.rowStart.slice(0, length),
    rowEnd: merged.rowEnd.slice(0, length),
    score: merged.score.slice(0, length),
  };
}
