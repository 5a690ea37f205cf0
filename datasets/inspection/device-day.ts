import type { Tariff } from "../billing/tariff.ts";
import { billingMonth, civilDay, startOfBillingMonth, startOfDay } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { DAY, HOUR } from "../sizes.ts";
import type { ViewName } from "../view.ts";
import { CAUSES, RATING_GROUPS, ROLES, VERDICTS } from "../vocabularies.ts";

/** One charging record on the bill of a device. */
export interface BillLine {
  readonly seq: number;
  readonly start: number;
  readonly time: number;
  readonly visibleAt: number;
  readonly up: number;
  readonly down: number;
  readonly ratingGroup: string;
  readonly cause: string;
  readonly inBundle: number;
  /** Rated for this record, in the plan's minor unit. */
  readonly charged: number;
  /** Rated in its billing period so far, before the cap; of all lines on the bill. */
  readonly total: number;
}

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
  const fleet = dataset.fleet();
  const utcOffset = fleet.utcOffset[device];
  const moment = at ?? heaviestMoment(dataset, device, utcOffset);
  const from = startOfDay(civilDay(moment, utcOffset), utcOffset);
  const day = { from, to: from + DAY };
  const plan = dataset.planNames()[device] ?? "unknown";
  const tariff = manifest.plans[plan];
  const calendar = { utcOffset, billingDay: fleet.billingDay[device], from: start };
  return {
    device,
    plan,
    billedWith: [...fleet.payer.keys()].filter(
      (other) => other !== device && fleet.payer[other] === fleet.payer[device],
    ),
    currency: tariff?.currency ?? manifest.currency,
    day,
    views: Object.fromEntries(
      dataset.views.map((view) => [view, viewDay(dataset, view, device, day)]),
    ),
    bill: readBill(dataset, { device, payer: fleet.payer }, day, { tariff, calendar }),
    episodes: manifest.truth === null ? null : readEpisodes(dataset, device, day),
  };
}

interface Day {
  readonly from: number;
  readonly to: number;
}

function shardOf({ manifest }: Dataset, device: number): number {
  return Math.floor(device / manifest.devicesPerShard);
}

function heaviestMoment(dataset: Dataset, device: number, utcOffset: number): number {
  const { from } = dataset.manifest.span;
  const days = new Map<number, number>();
  const view = dataset.views[0];
  const columns = ["device", "start", "up", "down"] as const;
  for (const batch of dataset.readView(view, shardOf(dataset, device), columns)) {
    for (let i = 0; i < batch.length; i++) {
      if (batch.device[i] !== device) continue;
      const day = civilDay(batch.start[i], utcOffset);
      days.set(day, (days.get(day) ?? 0) + batch.up[i] + batch.down[i]);
    }
  }
  let best = civilDay(from, utcOffset);
  for (const [day, bytes] of days) if (bytes > (days.get(best) ?? 0)) best = day;
  return startOfDay(best, utcOffset);
}

function viewDay(dataset: Dataset, view: ViewName, device: number, { from, to }: Day) {
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

interface Plan {
  readonly tariff: Tariff | undefined;
  readonly calendar: {
    readonly utcOffset: number;
    readonly billingDay: number;
    readonly from: number;
  };
}

/** Finds when the billing period that holds a moment began. */
function periodStart(time: number, { tariff, calendar }: Plan): number {
  const { utcOffset, billingDay, from } = calendar;
  if (typeof tariff?.period === "number") {
    const length = tariff.period * DAY;
    return from + Math.floor((time - from) / length) * length;
  }
  const month = billingMonth(time, utcOffset, billingDay);
  return startOfBillingMonth(month, utcOffset, billingDay);
}

/** The bill follows the order of closing, not of arrival, over all lines on it. */
function readBill(
  dataset: Dataset,
  { device, payer }: { readonly device: number; readonly payer: Uint32Array },
  day: Day,
  plan: Plan,
): DeviceDay["bill"] {
  const periodFrom = periodStart(day.to - 1, plan);
  const lines = dataset.views.includes("charging") ? readLines(dataset, device, payer) : [];
  const totals = new Map<number, number>();
  const records: BillLine[] = [];
  let rated = 0;
  for (const { of, ...line } of lines.sort(
    (a, b) => a.time - b.time || a.of - b.of || a.seq - b.seq,
  )) {
    const period = periodStart(line.time, plan);
    const total = (totals.get(period) ?? 0) + line.charged;
    totals.set(period, total);
    if (of === device && line.start >= day.from && line.start < day.to)
      records.push({ ...line, total });
    if (period === periodFrom && line.time < day.to) rated = total;
  }
  const cap = plan.tariff?.moneyCap ?? 0;
  return { periodFrom, rated, billed: cap > 0 ? Math.min(cap, rated) : rated, records };
}

/** Lines of the bill that the device is on, and whose they are. */
function readLines(
  dataset: Dataset,
  device: number,
  payer: Uint32Array,
): (Omit<BillLine, "total"> & { readonly of: number })[] {
  const lines: (Omit<BillLine, "total"> & { readonly of: number })[] = [];
  for (const batch of dataset.readView("charging", shardOf(dataset, device))) {
    for (let i = 0; i < batch.length; i++) {
      if (payer[batch.device[i]] !== payer[device]) continue;
      lines.push({
        of: batch.device[i],
        seq: batch.seq[i],
        start: batch.start[i],
        time: batch.time[i],
        visibleAt: batch.visibleAt[i],
        up: batch.up[i],
        down: batch.down[i],
        ratingGroup: RATING_GROUPS[batch.ratingGroup[i]],
        cause: CAUSES[batch.cause[i]],
        inBundle: batch.inBundle[i],
        charged: batch.charged[i],
      });
    }
  }
  return lines;
}

function readEpisodes(dataset: Dataset, device: number, { from, to }: Day) {
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
