import type { Alerts } from "../alerts.ts";
import type { ScoredTime } from "./scored-time.ts";
import type { ScoringOptions } from "./scoring-options.ts";

/**
 * Leaves alarms of alerts: those of scored devices in the scored time, at or above the threshold,
 * outside the cool-down of the device's last alarm. Returns indexes into the alerts, in their
 * order.
 *
 * A fixed window runs from the opening, so that a chattering detector pays every cool-down. The
 * rule never looks at the truth: a false alarm mutes a true one. Warm-up alerts go before merging,
 * so they neither count nor mute.
 *
 * O(alerts), 8 bytes per device and 4 per alarm.
 */
export function mergeAlarms(
  alerts: Alerts,
  threshold: number,
  time: ScoredTime,
  { coolDown, merge }: Pick<ScoringOptions, "coolDown" | "merge">,
): Uint32Array {
  const { length, device, time: at, score } = alerts;
  const extending = merge === "extending";
  const last = new Float64Array(time.scored.length).fill(Number.NEGATIVE_INFINITY);
  let alarms = new Uint32Array(64);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const d = device[i];
    const t = at[i];
    if (!(score[i] >= threshold) || time.scored[d] === 0) continue;
    if (t < time.from[d] || t >= time.to[d]) continue;
    if (t - last[d] >= coolDown) {
      if (count === alarms.length) alarms = grown(alarms);
      alarms[count++] = i;
      last[d] = t;
    } else if (extending) {
      last[d] = t;
    }
  }
  return alarms.slice(0, count);
}

function grown(values: Uint32Array): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(values.length * 2);
  larger.set(values);
  return larger;
}
