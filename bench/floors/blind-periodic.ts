import { keyedUniform, keyOf } from "../../datasets/keyed.ts";
import { DAY } from "../../datasets/sizes.ts";
import { openAlertBuffer } from "../alerts/alert-buffer.ts";
import { sortAlerts } from "../alerts/sort-alerts.ts";
import type { Alerts } from "../alerts.ts";
import type { Scoring } from "../scoring/scoring.ts";
import type { DeviceRange } from "../scoring/tally.ts";

/**
 * The floor that looks at nothing: it alarms on every device once in P, from a keyed phase, with
 * P = max(cool-down, scored time / `alarms`), so it makes about as many alarms as the detector
 * beside it. It names no row, so nothing is evidence. Give `range` for the alarms of one shard.
 *
 * O(its alarms).
 */
export function blindPeriodic(
  { world, time, options }: Scoring,
  alarms: number,
  range: DeviceRange = { from: 0, to: world.deviceCount },
): Alerts {
  if (alarms <= 0) return openAlertBuffer().alerts();
  const period = Math.max(options.coolDown, (time.deviceDays * DAY) / alarms);
  const key = keyOf(options.seed, "blind-periodic", world.seed ?? "");
  const buffer = openAlertBuffer();
  for (let device = range.from; device < range.to; device++) {
    if (time.scored[device] === 0) continue;
    const phase = keyedUniform(key, device) * period;
    for (let k = 0; ; k++) {
      const at = time.from[device] + Math.floor(phase + k * period);
      if (at >= time.to[device]) break;
      buffer.push({ device, time: at, row: -1, rowStart: at, rowEnd: at, score: 1 });
    }
  }
  return sortAlerts(buffer.alerts());
}
