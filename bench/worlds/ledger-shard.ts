import type { Dataset } from "../../datasets/dataset.ts";
import { codeOf } from "../../datasets/table.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import { ACCESS, RATING_GROUPS } from "../../datasets/vocabularies.ts";
import type { LedgerRows } from "../world.ts";

/** Rows of the ledger, with what the factual bill says of them where the view is rated. */
export interface RatedRows extends LedgerRows {
  readonly inBundle: Float64Array;
  readonly charged: Float64Array;
}

/** The rows of one shard of the ledger, by device. */
export interface LedgerShard {
  readonly rows: number;
  readonly of: ReadonlyMap<number, RatedRows>;
}

/**
 * Reads one shard of the ledger: each device's rows in the order in which they closed, (time, seq),
 * with the bytes that truth gives to cases. About 70 bytes a row.
 */
export function readLedgerShard(
  dataset: Dataset,
  view: ViewName,
  shard: number,
  subjectOf: ReadonlyMap<number, number>,
): LedgerShard {
  const read = readColumns(dataset, view, shard);
  const { device, time, seq } = read;
  const order = orderOf(device, time, seq);
  const place = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) place[order[i]] = i;
  const parts = readParts(dataset, view, shard, { subjectOf, place });
  const sorted = (values: Float64Array) => {
    const taken = new Float64Array(order.length);
    for (let i = 0; i < order.length; i++) taken[i] = values[order[i]];
    return taken;
  };
  const columns = {
    start: sorted(read.start),
    end: sorted(time),
    up: sorted(read.up),
    down: sorted(read.down),
    inBundle: sorted(read.inBundle),
    charged: sorted(read.charged),
  };
  const ratingGroup = new Uint8Array(sorted(read.group));
  const of = new Map<number, RatedRows>();
  let nextPart = 0;
  for (let from = 0, to = 0; from < order.length; from = to) {
    const here = device[order[from]];
    while (to < order.length && device[order[to]] === here) to++;
    const firstPart = nextPart;
    while (nextPart < parts.length && parts[nextPart].row < to) nextPart++;
    const slice = (values: Float64Array) => values.subarray(from, to);
    of.set(here, {
      length: to - from,
      start: slice(columns.start),
      end: slice(columns.end),
      up: slice(columns.up),
      down: slice(columns.down),
      inBundle: slice(columns.inBundle),
      charged: slice(columns.charged),
      ratingGroup: ratingGroup.subarray(from, to),
      parts: partsOf(parts.slice(firstPart, nextPart), from),
    });
  }
  return { rows: order.length, of };
}

/** Devices between the lowest and the highest, by row: more are not counted one by one. */
const SPARSE = 1000;

/** Rows in order of device, then of (time, seq). Those of one device come nearly so, if not quite. */
function orderOf(device: Float64Array, time: Float64Array, seq: Float64Array): Uint32Array {
  const { length } = device;
  if (length === 0) return new Uint32Array(0);
  let [lowest, highest] = [device[0], device[0]];
  for (let i = 0; i < length; i++) {
    lowest = Math.min(lowest, device[i]);
    highest = Math.max(highest, device[i]);
  }
  const compare = (a: number, b: number) => time[a] - time[b] || seq[a] - seq[b];
  // A broken file may name any device: that is no reason to make room for all between.
  if (highest - lowest > SPARSE * length) {
    const all = new Uint32Array(length).map((_, i) => i);
    return all.sort((a, b) => device[a] - device[b] || compare(a, b));
  }
  const starts = new Uint32Array(highest - lowest + 2);
  for (let i = 0; i < length; i++) starts[device[i] - lowest + 1]++;
  for (let d = 1; d < starts.length; d++) starts[d] += starts[d - 1];
  const place = starts.slice();
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i++) order[place[device[i] - lowest]++] = i;
  for (let d = 0; d + 1 < starts.length; d++) {
    const own = order.subarray(starts[d], starts[d + 1]);
    if (!settleNearly(own, compare)) own.sort(compare);
  }
  return order;
}

/** Most places that rows move on average, before sorting them anew is cheaper. */
const FEW_PLACES = 32;

/** Sorts what is nearly in order, row by row; false where it is not, and then it is left half way. */
function settleNearly(rows: Uint32Array, compare: (a: number, b: number) => number): boolean {
  let left = FEW_PLACES * rows.length;
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i];
    let at = i;
    for (; at > 0 && compare(rows[at - 1], row) > 0; at--) {
      rows[at] = rows[at - 1];
      left--;
    }
    rows[at] = row;
    if (left < 0) return false;
  }
  return true;
}

interface Part {
  /** Place of its row in the sorted shard. */
  readonly row: number;
  readonly subject: number;
  readonly up: number;
  readonly down: number;
}

function partsOf(parts: readonly Part[], from: number): LedgerRows["parts"] {
  return {
    length: parts.length,
    row: Uint32Array.from(parts, ({ row }) => row - from),
    subject: Int32Array.from(parts, ({ subject }) => subject),
    up: Float64Array.from(parts, ({ up }) => up),
    down: Float64Array.from(parts, ({ down }) => down),
  };
}

/** Where the parts of a shard belong: to which subject, and into which row. */
interface Places {
  /** By episode. */
  readonly subjectOf: ReadonlyMap<number, number>;
  /** By row of the file: its place in the sorted shard. */
  readonly place: Uint32Array;
}

function readParts(
  dataset: Dataset,
  view: ViewName,
  shard: number,
  { subjectOf, place }: Places,
): Part[] {
  if (dataset.manifest.truth === null) return [];
  const parts: Part[] = [];
  for (const batch of dataset.readRecordTruth(view, shard)) {
    for (let i = 0; i < batch.length; i++) {
      const subject = subjectOf.get(batch.episode[i]);
      if (subject === undefined || subject < 0) continue;
      parts.push({ row: place[batch.row[i]], subject, up: batch.up[i], down: batch.down[i] });
    }
  }
  return parts.sort((a, b) => a.row - b.row || a.subject - b.subject);
}

const NUMBERS = ["time", "start", "up", "down", "inBundle", "charged"] as const;
const RATED: readonly ViewColumn[] = ["ratingGroup", "inBundle", "charged"];
const BASE: readonly ViewColumn[] = ["device", "seq", "time", "start", "up", "down"];

function readColumns(dataset: Dataset, view: ViewName, shard: number) {
  const more: readonly ViewColumn[] =
    view === "charging" ? RATED : view === "wlan" ? [] : ["access", "roaming"];
  const chunks: Record<string, Float64Array>[] = [];
  for (const batch of dataset.readView(view, shard, [...BASE, ...more])) {
    const chunk: Record<string, Float64Array> = {
      device: new Float64Array(batch.device.subarray(0, batch.length)),
      seq: new Float64Array(batch.seq.subarray(0, batch.length)),
      group: groupsOf(batch, view),
    };
    for (const name of NUMBERS) {
      const values = batch[name] as Float64Array | undefined;
      chunk[name] = values?.slice(0, batch.length) ?? new Float64Array(batch.length);
    }
    chunks.push(chunk);
  }
  const joined = (name: string) => {
    const values = new Float64Array(chunks.reduce((sum, chunk) => sum + chunk[name].length, 0));
    let at = 0;
    for (const chunk of chunks) {
      values.set(chunk[name], at);
      at += chunk[name].length;
    }
    return values;
  };
  return {
    device: joined("device"),
    seq: joined("seq"),
    group: joined("group"),
    time: joined("time"),
    start: joined("start"),
    up: joined("up"),
    down: joined("down"),
    inBundle: joined("inBundle"),
    charged: joined("charged"),
  };
}

const DATA = codeOf(RATING_GROUPS, "data");
const ROAMING = codeOf(RATING_GROUPS, "roaming");
const WLAN = codeOf(RATING_GROUPS, "wlan");
const WIFI_ACCESS = codeOf(ACCESS, "wifi");
const WLAN_ACCESS = codeOf(ACCESS, "wlan");

/**
 * Where a view has no rating group, its access tells, and whether the row is from abroad: private Wi-Fi
 * is nobody's bill, and a tariff that names no roaming rates it as data.
 */
function groupsOf(batch: ViewBatch, view: ViewName): Float64Array {
  const groups = new Float64Array(batch.length);
  const { ratingGroup, roaming, access } = batch;
  for (let i = 0; i < batch.length; i++) {
    if (view === "charging") groups[i] = ratingGroup[i] || DATA;
    else if (view === "wlan" || access[i] === WLAN_ACCESS) groups[i] = WLAN;
    else if (access[i] === WIFI_ACCESS) groups[i] = 0;
    else groups[i] = roaming[i] === 1 ? ROAMING : DATA;
  }
  return groups;
}
