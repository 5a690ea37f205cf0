import type { Alerts } from "../alerts.ts";
import { openAlertBuffer } from "./alert-buffer.ts";

/** The alerts on consecutive devices, `[from, to)`, in their order. */
export function alertsWithin(
  alerts: Alerts,
  { from, to }: { readonly from: number; readonly to: number },
): Alerts {
  const buffer = openAlertBuffer();
  for (let i = 0; i < alerts.length; i++) {
    if (alerts.device[i] >= from && alerts.device[i] < to) buffer.copy(alerts, i);
  }
  return buffer.alerts();
}
