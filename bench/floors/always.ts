import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { sortAlerts } from "../alerts/sort-alerts.ts";
import type { Alerts } from "../alerts.ts";
import type { Scoring } from "../scoring/scoring.ts";

/**
 * The floor that alerts on every row: what a detector costs that never keeps quiet. Only the rows
 * that open an alarm are kept, since the others are merged away at any threshold.
 *
 * O(rows), 8 bytes a device and 44 an alarm.
 */
export function always({ world, time, options }: Scoring): Alerts {
  const last = new Float64Array(world.deviceCount).fill(Number.NEGATIVE_INFINITY);
  const buffer = openAlertBuffer();
  const extending = options.merge === "extending";
  world.scan(["device", "visibleAt", "start", "time"], (batch, firstRow) => {
    const { length, device, visibleAt, start, time: end } = batch;
    for (let i = 0; i < length; i++) {
      const d = device[i];
      const t = visibleAt[i];
      if (time.scored[d] === 0 || t < time.from[d] || t >= time.to[d]) continue;
      if (t - last[d] >= options.coolDown) {
        buffer.push({
          device: d,
          time: t,
          row: firstRow + i,
          rowStart: start[i],
          rowEnd: end[i],
          score: 1,
        });
        last[d] = t;
      } else if (extending) {
        last[d] = t;
      }
    }
  });
  return sortAlerts(buffer.alerts());
}
