import {
  billingMonth,
  civilDay,
  hourOfDay,
  startOfBillingMonth,
  startOfDay,
} from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { FEATURES, type Feature } from "../inspection/features.ts";
import { DAY, HOUR, MINUTE } from "../sizes.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../view.ts";

/** Stretches over which a one-line rule may look at a column. */
export const WINDOWS = ["row", "session", "hour", "night", "day", "period"] as const;
/** Name of such a stretch. */
export type Window = (typeof WINDOWS)[number];

/** A column over a window: its largest value on each day of each device. */
export interface DaySeries {
  readonly feature: string;
  readonly window: Window;
  /** Device by device, day by day. */
  readonly values: Float64Array;
}

const SILENCE = 5 * MINUTE;

/** Columns of the published list: those of the night are windows here. */
export const featuresOf = (view: ViewName): Feature[] =>
  FEATURES.filter((feature) => feature.view === view && !/night/.test(feature.name));

/** Number of civil days that a dataset touches. */
export function daysOf({ manifest: { span } }: Dataset): number {
  return civilDay(span.to - 1, span.utcOffset) - civilDay(span.from, span.utcOffset) + 1;
}

/**
 * Reads each column of a view over each window: the largest row, session (no 5 minutes without a row)
 * and hour of a day, the night from 22 to 6 that ends on it, its sum, and that of the billing period
 * to date. Sums and maxima take all windows, distinct values the day's alone. 8 bytes a device, day
 * and series.
 */
export function readDaySeries(dataset: Dataset, view: ViewName): DaySeries[] {
  const features = featuresOf(view);
  const { devices } = dataset.manifest;
  const days = daysOf(dataset);
  const gathered = features.map((feature) => openGatherer(feature, devices, days));
  const columns = new Set<ViewColumn>([
    ...["device" as const, "start" as const, "time" as const],
    ...features.flatMap(({ reads }) => reads),
  ]);
  const { span } = dataset.manifest;
  const first = civilDay(span.from, span.utcOffset);
  const sessionEnd = new Float64Array(devices).fill(Number.NEGATIVE_INFINITY);
  for (let shard = 0; shard < dataset.shards; shard++) {
    for (const batch of dataset.readView(view, shard, [...columns])) {
      for (let i = 0; i < batch.length; i++) {
        const start = batch.start[i];
        const device = batch.device[i];
        const at = {
          ...{ device, isNew: start - sessionEnd[device] >= SILENCE },
          day: civilDay(start, span.utcOffset) - first,
          hour: Math.floor(start / HOUR),
          clock: hourOfDay(start, span.utcOffset),
        };
        sessionEnd[device] = Math.max(sessionEnd[device], batch.time[i]);
        if (at.day >= 0 && at.day < days) for (const each of gathered) each.add(batch, i, at);
      }
    }
  }
  const period = periodStarts(dataset, days);
  return gathered.flatMap((each) => each.series(period));
}

/** Where a row lies. */
interface Place {
  readonly device: number;
  /** It opens a session. */
  readonly isNew: boolean;
  readonly day: number;
  readonly hour: number;
  /** Civil hour of the day. */
  readonly clock: number;
}

interface Gatherer {
  add(batch: ViewBatch, i: number, at: Place): void;
  series(periodStart: Uint8Array): DaySeries[];
}

function openGatherer(feature: Feature, devices: number, days: number): Gatherer {
  const open = () => new Float64Array(devices * days);
  const [row, session, hour, night, day] = [open(), open(), open(), open(), open()];
  const running = new Float64Array(devices);
  const hourly = new Float64Array(devices);
  const hourNow = new Float64Array(devices);
  const seen = new Map<number, Set<number>>();
  return {
    add(batch, i, at) {
      const value = feature.value(batch, i, 0);
      const cell = at.device * days + at.day;
      if (feature.gather === "distinct") {
        const known = seen.get(cell) ?? new Set<number>();
        seen.set(cell, known.add(value));
        day[cell] = known.size;
        return;
      }
      row[cell] = Math.max(row[cell], value);
      running[at.device] = (at.isNew ? 0 : running[at.device]) + value;
      session[cell] = Math.max(session[cell], running[at.device]);
      hourly[at.device] = (hourNow[at.device] === at.hour ? hourly[at.device] : 0) + value;
      hourNow[at.device] = at.hour;
      hour[cell] = Math.max(hour[cell], hourly[at.device]);
      day[cell] += value;
      if (at.clock < 6) night[cell] += value;
      if (at.clock >= 22 && at.day + 1 < days) night[cell + 1] += value;
    },
    series(periodStart) {
      const { name } = feature;
      if (feature.gather === "distinct") return [{ feature: name, window: "day", values: day }];
      const period = open();
      for (let cell = 0; cell < period.length; cell++) {
        period[cell] = day[cell] + (periodStart[cell] === 1 ? 0 : period[cell - 1]);
      }
      const all = { row, session, hour, night, day, period };
      return WINDOWS.map((window) => ({ feature: name, window, values: all[window] }));
    },
  };
}

/** 1 on days that open a billing period of their device, and on each device's first. */
function periodStarts(dataset: Dataset, days: number): Uint8Array {
  const { devices, span } = dataset.manifest;
  const { billingDay, utcOffset } = dataset.fleet();
  const opens = new Uint8Array(devices * days);
  const first = startOfDay(civilDay(span.from, span.utcOffset), span.utcOffset);
  for (let device = 0; device < devices; device++) {
    for (let day = 0; day < days; day++) {
      const from = first + day * DAY;
      const month = billingMonth(from + DAY - 1, utcOffset[device], billingDay[device]);
      const begin = startOfBillingMonth(month, utcOffset[device], billingDay[device]);
      if (day === 0 || begin >= from) opens[device * days + day] = 1;
    }
  }
  return opens;
}
