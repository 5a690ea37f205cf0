import { civilDay, startOfDay } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { DAY } from "../sizes.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../view.ts";
import type { TimeWindow } from "./time-window.ts";

/** What a day is weighed by. */
export type DayMeasure = "bytes" | "money";

interface Scale {
  readonly view: ViewName;
  readonly reads: readonly ViewColumn[];
  /** Bytes belong to the day on which their row began, money to the one on which its record closed. */
  at(row: ViewBatch, i: number): number;
  weight(row: ViewBatch, i: number): number;
}

/**
 * Finds the civil day on which a device moved most bytes in the dataset's first view, or was charged
 * most; null where it moved none, or nothing was charged. The first of equal days wins.
 *
 * Reads the device's shard once; memory is a number a day.
 */
export function heaviestDay(
  dataset: Dataset,
  device: number,
  measure: DayMeasure,
): TimeWindow | null {
  const scale = scaleOf(dataset, measure);
  if (scale === null) return null;
  const utcOffset = dataset.fleet().utcOffset[device];
  const shard = Math.floor(device / dataset.manifest.devicesPerShard);
  const days = new Map<number, number>();
  for (const batch of dataset.readView(scale.view, shard, ["device", ...scale.reads])) {
    for (let i = 0; i < batch.length; i++) {
      if (batch.device[i] !== device) continue;
      const day = civilDay(scale.at(batch, i), utcOffset);
      days.set(day, (days.get(day) ?? 0) + scale.weight(batch, i));
    }
  }
  let best: number | null = null;
  let most = 0;
  for (const [day, weight] of days) {
    if (weight > most || (weight === most && best !== null && day < best)) {
      best = day;
      most = weight;
    }
  }
  if (best === null) return null;
  const from = startOfDay(best, utcOffset);
  return { from, to: from + DAY };
}

function scaleOf({ views }: Dataset, measure: DayMeasure): Scale | null {
  if (measure === "bytes") {
    return {
      view: views[0],
      reads: ["start", "up", "down"],
      at: ({ start }, i) => start[i],
      weight: ({ up, down }, i) => up[i] + down[i],
    };
  }
  if (!views.includes("charging")) return null;
  return {
    view: "charging",
    reads: ["time", "charged"],
    at: ({ time }, i) => time[i],
    weight: ({ charged }, i) => charged[i],
  };
}
