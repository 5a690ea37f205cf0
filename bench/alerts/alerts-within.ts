import type { Alerts } from "../alerts.ts";
import { gather } from "./sort-alerts.ts";

/** The alerts on consecutive devices, `[from, to)`, in their order. */
export function alertsWithin(
  alerts: Alerts,
  { from, to }: { readonly from: number; readonly to: number },
): Alerts {
  const { length, device } = alerts;
  const all = Uint32Array.from({ length }, (_, i) => i);
  return gather(
    alerts,
    all.filter((i) => device[i] >= from && device[i] < to),
  );
}
