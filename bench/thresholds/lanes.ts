import type { Alerts } from "../alerts.ts";
import type { ScoredTime } from "../scoring/scored-time.ts";

/** Counted alerts, device after device, each in order of (time, row). */
export interface Lanes {
  /** Alert at each position. */
  readonly order: Uint32Array;
  readonly device: Uint32Array;
  readonly time: Float64Array;
  readonly score: Float64Array;
  /** Where the lane of each device starts; that of the next is its end. */
  readonly starts: Uint32Array;
}

/** Lays alerts of scored devices in the scored time, above a score, out in lanes, one a device. O(alerts). */
export function layOutLanes(
  alerts: Alerts,
  { scored, from, to }: ScoredTime,
  above = Number.NEGATIVE_INFINITY,
): Lanes {
  const { length, device, time, score } = alerts;
  const starts = new Uint32Array(scored.length + 1);
  for (let i = 0; i < length; i++) {
    const d = device[i];
    if (scored[d] === 1 && time[i] >= from[d] && time[i] < to[d] && score[i] > above)
      starts[d + 1]++;
  }
  for (let d = 0; d < scored.length; d++) starts[d + 1] += starts[d];
  const total = starts[scored.length];
  const place = starts.slice();
  const lanes: Lanes = {
    order: new Uint32Array(total),
    device: new Uint32Array(total),
    time: new Float64Array(total),
    score: new Float64Array(total),
    starts,
  };
  for (let i = 0; i < length; i++) {
    const d = device[i];
    if (!(scored[d] === 1 && time[i] >= from[d] && time[i] < to[d] && score[i] > above)) continue;
    const at = place[d]++;
    lanes.order[at] = i;
    lanes.device[at] = d;
    lanes.time[at] = time[i];
    lanes.score[at] = score[i];
  }
  return lanes;
}
