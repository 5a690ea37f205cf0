import { noAlerts } from "../alerts/sort-alerts.ts";
import type { Alerts } from "../alerts.ts";

/** The floor that says nothing: no money saved, nobody bothered. Caps of the recorded world are in it. */
export function never(): Alerts {
  return noAlerts();
}
