import { civilDay, startOfDay } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { DAY, HOUR } from "../sizes.ts";
import type { ViewName } from "../view.ts";
import { ROLES, VERDICTS } from "../vocabularies.ts";
import { type Bill, type BillLine, openBill } from "./bill.ts";
import { heaviestDay } from "./heaviest-day.ts";
import type { TimeWindow } from "./time-window.ts";

/** One day of one device: what each view saw, the bill, and what truth says. */
export interface DeviceDay {
  readonly device: number;
  readonly plan: string;
  /** Other lines on its bill: they share its bundle and caps. */
  readonly billedWith: readonly number[];
  readonly currency: string;
  /** The civil day, ms UTC. */
  readonly day: { readonly from: number; readonly to: number };
  /** Rows that began on the day, and their bytes in each civil hour. */
  readonly views: Readonly<
    Partial<Record<ViewName, { rows: number; up: number; down: number; hours: number[] }>>
  >;
  readonly bill: {
    /** First moment of the billing period that the day ends in. */
    readonly periodFrom: number;
    /** Rated in the period up to the end of the day, before the cap; and what of it is billed. */
    readonly rated: number;
    readonly billed: number;
    /** Records that began on the day, in order of closing. */
    readonly records: readonly BillLine[];
  };
  /** Incidents and look-alikes that touch the day; null without truth. */
  readonly episodes:
    | null
    | readonly {
        readonly episode: number;
        readonly kind: string;
        readonly role: string;
        readonly verdict: string;
        readonly start: number;
        readonly end: number;
        readonly up: number;
        readonly down: number;
      }[];
}

/**
 * Reads one day of one device: `at` is any moment of it, by default of the device's heaviest day.
 *
 * Reads the device's shard once or twice; memory is the device's charging records.
 */
export function readDeviceDay(dataset: Dataset, device: number, at?: number): DeviceDay {
  const { manifest, dir } = dataset;
  if (!(Number.isInteger(device) && device >= 0 && device < manifest.devices)) {
    throw new RangeError(`${dir}: device must be in [0, ${manifest.devices}), got ${device}`);
  }
  const { from: start, to: end } = manifest.span;
  if (at !== undefined && !(at >= start && at < end)) {
    throw new RangeError(`${dir}: at must be in [${start}, ${end}), got ${at}`);
  }
  const utcOffset = dataset.fleet().utcOffset[device];
  const moment = at ?? heaviestDay(dataset, device, "bytes")?.from ?? start;
  const from = startOfDay(civilDay(moment, utcOffset), utcOffset);
  const day = { from, to: from + DAY };
  const bill = openBill(dataset, device);
  const { plan, billedWith, currency } = bill;
  return {
    device,
    plan,
    billedWith,
    currency,
    day,
    views: Object.fromEntries(
      dataset.views.map((view) => [view, viewDay(dataset, view, device, day)]),
    ),
    bill: dayOfBill(bill, device, day),
    episodes: manifest.truth === null ? null : readEpisodes(dataset, device, day),
  };
}

function shardOf({ manifest }: Dataset, device: number): number {
  return Math.floor(device / manifest.devicesPerShard);
}

function viewDay(dataset: Dataset, view: ViewName, device: number, { from, to }: TimeWindow) {
  const sums = { rows: 0, up: 0, down: 0, hours: Array<number>(24).fill(0) };
  const columns = ["device", "start", "up", "down"] as const;
  for (const batch of dataset.readView(view, shardOf(dataset, device), columns)) {
    for (let i = 0; i < batch.length; i++) {
      const start = batch.start[i];
      if (batch.device[i] !== device || start < from || start >= to) continue;
      sums.rows++;
      sums.up += batch.up[i];
      sums.down += batch.down[i];
      sums.hours[Math.floor((start - from) / HOUR)] += batch.up[i] + batch.down[i];
    }
  }
  return sums;
}

/** A record that began on the day may close on the next one, so the bill is read to its end. */
function dayOfBill(bill: Bill, device: number, day: TimeWindow): DeviceDay["bill"] {
  const periodFrom = bill.periodOf(day.to - 1);
  const records: BillLine[] = [];
  let rated = 0;
  for (const { of, period, line } of bill.read(day.from, Number.POSITIVE_INFINITY)) {
    if (of === device && line.start >= day.from && line.start < day.to) records.push(line);
    if (period === periodFrom && line.time < day.to) rated = line.total;
  }
  return { periodFrom, rated, billed: bill.billed(rated), records };
}

function readEpisodes(dataset: Dataset, device: number, { from, to }: TimeWindow) {
  const table = dataset.readTruth("episodes");
  const found = [];
  for (let i = 0; i < table.length; i++) {
    if (table.device[i] !== device || table.start[i] >= to || table.end[i] < from) continue;
    found.push({
      episode: table.episode[i],
      kind: table.vocabularies["kind"][table.kind[i]],
      role: ROLES[table.role[i]],
      verdict: VERDICTS[table.verdict[i]],
      start: table.start[i],
      end: table.end[i],
      up: table.up[i],
      down: table.down[i],
    });
  }
  return found;
}
