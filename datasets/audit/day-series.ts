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
  const placesOf = openPlaces(dataset, days);
  for (let shard = 0; shard < dataset.shards; shard++) {
    for (const batch of dataset.readView(view, shard, [...columns])) {
      const places = placesOf(batch);
      for (const each of gathered) each.add(batch, places);
    }
  }
  const period = periodStarts(dataset, days);
  return gathered.flatMap((each) => each.series(period));
}

/** Where the rows of a batch lie, worked out once for all columns. */
interface Places {
  /** Device and day as one number; -1 outside the span. */
  readonly cell: Int32Array;
  /** 1 where a row opens a session. */
  readonly isNew: Uint8Array;
  /** 1 where a row is its device's first of an hour. */
  readonly isNewHour: Uint8Array;
  /** Civil hour of the day. */
  readonly clock: Uint8Array;
}

function openPlaces(dataset: Dataset, days: number): (batch: ViewBatch) => Places {
  const { devices, span } = dataset.manifest;
  const first = civilDay(span.from, span.utcOffset);
  const sessionEnd = new Float64Array(devices).fill(Number.NEGATIVE_INFINITY);
  const hourNow = new Float64Array(devices);
  return ({ length, device, start, time }) => {
    const cell = new Int32Array(length).fill(-1);
    const isNew = new Uint8Array(length);
    const isNewHour = new Uint8Array(length);
    const clock = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const id = device[i];
      if (start[i] - sessionEnd[id] >= SILENCE) isNew[i] = 1;
      sessionEnd[id] = Math.max(sessionEnd[id], time[i]);
      const day = civilDay(start[i], span.utcOffset) - first;
      if (day < 0 || day >= days) continue;
      cell[i] = id * days + day;
      clock[i] = hourOfDay(start[i], span.utcOffset);
      const hour = Math.floor(start[i] / HOUR);
      if (hourNow[id] !== hour) isNewHour[i] = 1;
      hourNow[id] = hour;
    }
    return { cell, isNew, isNewHour, clock };
  };
}

interface Gatherer {
  add(batch: ViewBatch, places: Places): void;
  series(periodStart: Uint8Array): DaySeries[];
}

function openGatherer(feature: Feature, devices: number, days: number): Gatherer {
  const open = () => new Float64Array(devices * days);
  const day = open();
  return feature.gather === "distinct"
    ? openDistinct(feature, day)
    : openSums(feature, { days, day, devices, open });
}

/** Counts the different values of each day. */
function openDistinct(feature: Feature, day: Float64Array): Gatherer {
  const seen = new Map<number, Set<number>>();
  return {
    add(batch, { cell }) {
      for (let i = 0; i < batch.length; i++) {
        if (cell[i] < 0) continue;
        const known = seen.get(cell[i]) ?? new Set<number>();
        seen.set(cell[i], known.add(feature.value(batch, i, 0)));
        day[cell[i]] = known.size;
      }
    },
    series: () => [{ feature: feature.name, window: "day", values: day }],
  };
}

interface DaySums {
  readonly devices: number;
  readonly days: number;
  readonly day: Float64Array;
  readonly open: () => Float64Array;
}

/** Sums over all windows, and takes the largest of those that are shorter than a day. */
function openSums(feature: Feature, { devices, days, day, open }: DaySums): Gatherer {
  const [row, session, hour, night] = [open(), open(), open(), open()];
  const running = new Float64Array(devices);
  const hourly = new Float64Array(devices);
  return {
    add(batch, { cell, isNew, isNewHour, clock }) {
      const { length, device } = batch;
      for (let i = 0; i < length; i++) {
        const at = cell[i];
        if (at < 0) continue;
        const id = device[i];
        const value = feature.value(batch, i, 0);
        if (value > row[at]) row[at] = value;
        running[id] = (isNew[i] === 1 ? 0 : running[id]) + value;
        if (running[id] > session[at]) session[at] = running[id];
        hourly[id] = (isNewHour[i] === 1 ? 0 : hourly[id]) + value;
        if (hourly[id] > hour[at]) hour[at] = hourly[id];
        day[at] += value;
        if (clock[i] < 6) night[at] += value;
        if (clock[i] >= 22 && (at + 1) % days !== 0) night[at + 1] += value;
      }
    },
    series(periodStart) {
      const { name } = feature;
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
