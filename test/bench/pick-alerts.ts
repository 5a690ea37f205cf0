import { gather } from "../../bench/alerts/sort-alerts.ts";
import type { Alerts } from "../../bench/alerts.ts";

/** The alerts of some devices, in their order: what a shard holds. */
export function pickAlerts(alerts: Alerts, isHere: (device: number) => boolean): Alerts {
  const all = Uint32Array.from(alerts.device.keys());
  return gather(
    alerts,
    all.filter((i) => isHere(alerts.device[i])),
  );
}
