import type { Dataset } from "../dataset.ts";
import { DAY, MINUTE } from "../sizes.ts";
import type { Column, Table } from "../table.ts";
import { VIEW_TABLES, type ViewBatch, type ViewColumn, type ViewName } from "../view.ts";
import { openVolumeHistogram, type VolumeHistogram } from "./volume-histogram.ts";

/** How a view's bytes are spread. */
export interface Marginals {
  /** Bytes of a device in a civil day of the span, days without a row as 0. */
  readonly dayBytes: {
    readonly mean: number;
    readonly p10: number;
    readonly p50: number;
    readonly p90: number;
    readonly p99: number;
    readonly p999: number;
    /** Share of device-days without a byte. */
    readonly zero: number;
  };
  /** Share of bytes sent. */
  readonly upShare: number;
  /** Share of all bytes that the top 1 % and 10 % of devices move. */
  readonly topShares: { readonly top1: number; readonly top10: number };
  /** Share of bytes of each word of each category that occurs. */
  readonly categories: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Share of bytes in each civil hour of the day, by the start of the row. */
  readonly hours: readonly number[];
}

/** Words that are too many for a glance stay out of the categories. */
const MOST_WORDS = 20;

/**
 * Measures how a view's bytes are spread over days, devices, directions, hours and categories.
 *
 * One pass; memory is one number for each day of a shard's devices and one for each device.
 */
export function measureMarginals(dataset: Dataset, view: ViewName): Marginals {
  const { manifest } = dataset;
  const { utcOffset } = manifest.span;
  const categories = (VIEW_TABLES[view] as Table).columns
    .filter(({ vocabulary }) => vocabulary !== undefined && vocabulary.length <= MOST_WORDS)
    .map((column) => ({ column, bytes: new Float64Array(column.vocabulary?.length ?? 0) }));
  const columns: ViewColumn[] = ["device", "start", "up", "down"];
  for (const { column } of categories) columns.push(column.name as ViewColumn);
  const perDevice = new Float64Array(manifest.devices);
  const histogram = openVolumeHistogram();
  const hours = new Float64Array(24);
  let up = 0;
  for (let shard = 0; shard < dataset.shards; shard++) {
    const days = openDays(dataset, shard);
    for (const batch of dataset.readView(view, shard, columns)) {
      days.add(batch);
      for (const { column, bytes } of categories) addWords(batch, column.name as "app", bytes);
      for (let i = 0; i < batch.length; i++) {
        const bytes = batch.up[i] + batch.down[i];
        up += batch.up[i];
        perDevice[batch.device[i]] += bytes;
        hours[Math.floor((((batch.start[i] + utcOffset * MINUTE) % DAY) / DAY) * 24)] += bytes;
      }
    }
    days.count(histogram);
  }
  const total = perDevice.reduce((sum, bytes) => sum + bytes, 0);
  const share = (bytes: number): number => (total === 0 ? 0 : bytes / total);
  return {
    dayBytes: describe(histogram, total / Math.max(1, deviceDays(dataset))),
    upShare: share(up),
    topShares: topShares(perDevice, share),
    categories: Object.fromEntries(
      categories.map(({ column, bytes }) => [column.name, wordShares(column, bytes, share)]),
    ),
    hours: Array.from(hours, share),
  };
}

function deviceDays({ manifest }: Dataset): number {
  return manifest.devices * daysOf(manifest.span);
}

function daysOf({ from, to }: { readonly from: number; readonly to: number }): number {
  return Math.max(1, Math.ceil((to - from) / DAY));
}

/** Adds up the days of a shard's devices; days are counted from the start of the span. */
function openDays({ manifest }: Dataset, shard: number) {
  const { span, devices, devicesPerShard } = manifest;
  const first = shard * devicesPerShard;
  const days = daysOf(span);
  const count = Math.min(devices - first, devicesPerShard);
  const bytes = new Float64Array(Math.max(0, count) * days);
  return {
    add({ length, device, start, up, down }: ViewBatch): void {
      for (let i = 0; i < length; i++) {
        // A record may have begun before the span did: its bytes fall to the first day.
        const day = Math.min(days - 1, Math.max(0, Math.floor((start[i] - span.from) / DAY)));
        bytes[(device[i] - first) * days + day] += up[i] + down[i];
      }
    },
    count(histogram: VolumeHistogram): void {
      for (const day of bytes) histogram.add(day);
    },
  };
}

function addWords(batch: ViewBatch, name: "app", bytes: Float64Array): void {
  const codes = batch[name];
  for (let i = 0; i < batch.length; i++) bytes[codes[i]] += batch.up[i] + batch.down[i];
}

function describe(histogram: VolumeHistogram, mean: number): Marginals["dayBytes"] {
  return {
    mean,
    p10: histogram.quantile(0.1),
    p50: histogram.quantile(0.5),
    p90: histogram.quantile(0.9),
    p99: histogram.quantile(0.99),
    p999: histogram.quantile(0.999),
    zero: histogram.zeroShare(),
  };
}

function topShares(perDevice: Float64Array, share: (bytes: number) => number) {
  const sorted = perDevice.slice().sort().reverse();
  const top = (part: number): number => {
    const count = Math.ceil(sorted.length * part);
    return share(sorted.subarray(0, count).reduce((sum, bytes) => sum + bytes, 0));
  };
  return { top1: top(0.01), top10: top(0.1) };
}

function wordShares(
  { vocabulary = [] }: Column,
  bytes: Float64Array,
  share: (bytes: number) => number,
): Record<string, number> {
  const found = vocabulary.map((word, code) => [word, share(bytes[code])] as const);
  return Object.fromEntries(found.filter(([, part]) => part > 0).sort((a, b) => b[1] - a[1]));
}
