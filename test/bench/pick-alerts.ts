import type { Alerts } from "../../bench/alerts.ts";

/** The alerts of some devices, in their order: what a shard holds. */
export function pickAlerts(alerts: Alerts, isHere: (device: number) => boolean): Alerts {
  const index = [...alerts.device.keys()].filter((i) => isHere(alerts.device[i]));
  const pick = (values: Float64Array) => Float64Array.from(index, (i) => values[i]);
  return {
    length: index.length,
    device: Uint32Array.from(index, (i) => alerts.device[i]),
    time: pick(alerts.time),
    row: pick(alerts.row),
    rowStart: pick(alerts.rowStart),
    rowEnd: pick(alerts.rowEnd),
    score: pick(alerts.score),
  };
}
