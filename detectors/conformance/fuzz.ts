import type { Fleet } from "../../datasets/fleet.ts";
import { PLACES } from "../../datasets/places.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { allocate, type Batch, type Column, type Values } from "../../datasets/table.ts";
import { VIEW_TABLES, type ViewName } from "../../datasets/view.ts";
import { DEVICE_TYPES, SEGMENTS } from "../../datasets/vocabularies.ts";

/** Devices of the fuzz fleet. */
export const FUZZ_DEVICES = 12;
/** 2024-01-20, in the middle of a billing month. */
const FROM = 1_705_708_800_000;

/** Draws numbers in [0, 1) from a seed: mulberry32, a mixed counter of 32 bits. */
export function dice(seed: number): () => number {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x6d2b79f5) | 0;
    let t = Math.imul(counter ^ (counter >>> 15), counter | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Makes a small fleet that holds the odd ones: no quota, no caps, no price, no known home. */
export function fuzzFleet(deviceCount = FUZZ_DEVICES): Fleet {
  const cycle = <T extends Values>(values: T, choices: readonly number[]): T => {
    for (let i = 0; i < values.length; i++) values[i] = choices[i % choices.length];
    return values;
  };
  return {
    deviceCount,
    from: FROM,
    payer: Uint32Array.from({ length: deviceCount }, (_, device) => device),
    quota: cycle(new Float64Array(deviceCount), [5 * GB, 0, 300 * MB, 40 * GB]),
    price: cycle(new Float64Array(deviceCount), [30_000, 0, 293]),
    moneyCap: cycle(new Float64Array(deviceCount), [100_000, 0]),
    volumeCap: cycle(new Float64Array(deviceCount), [0, 15 * GB, 0]),
    billingDay: cycle(new Uint8Array(deviceCount), [1, 28, 15]),
    utcOffset: cycle(new Int32Array(deviceCount), [480, -210, 0]),
    homeProvince: cycle(new Uint8Array(deviceCount), [10, 0, 31, 3]),
    segment: cycle(new Uint8Array(deviceCount), [0, 1, 2, SEGMENTS.length - 1]),
    deviceType: cycle(new Uint8Array(deviceCount), [1, 0, DEVICE_TYPES.length - 1]),
    activatedAt: cycle(new Float64Array(deviceCount), [0, FROM, FROM - 400 * DAY]),
  };
}

/**
 * Makes rows of a view that no network would send in one night, in order of (visibleAt, device,
 * seq): quiet hours and bursts, empty rows, rows that last nothing and rows that last a day, late
 * delivery, every word of every category, sessions that never stop.
 */
export function fuzzRows(view: ViewName, seed: number, length: number): Batch {
  const random = dice(seed);
  const draft = draw(view, random, length);
  const { visibleAt, device } = draft;
  const order = Array.from({ length }, (_, i) => i).sort(
    (a, b) => visibleAt[a] - visibleAt[b] || device[a] - device[b] || a - b,
  );
  const seqs = new Uint32Array(FUZZ_DEVICES);
  const columns: Record<string, Values> = {};
  for (const column of VIEW_TABLES[view].columns as readonly Column[]) {
    const from = draft[column.name];
    const to = allocate(column, length);
    order.forEach((row, i) => {
      to[i] = column.name === "seq" ? seqs[device[row]]++ : from[row];
    });
    columns[column.name] = to;
  }
  return { length, columns };
}

/** Columns of a view that is being made: those that every view has are named. */
type Draft = Record<string, Values> &
  Record<"time" | "visibleAt" | "device" | "start", Float64Array | Uint32Array>;

function draw(view: ViewName, random: () => number, length: number): Draft {
  const drafts = {} as Draft;
  const columns = VIEW_TABLES[view].columns as readonly Column[];
  for (const column of columns) drafts[column.name] = allocate(column, length);
  let now = FROM;
  for (let i = 0; i < length; i++) {
    now += pick(random, [0, 1000, 20_000, MINUTE, 20 * MINUTE, 7 * HOUR]) * (random() + 0.01);
    const span = pick(random, [0, 1, 20_000, MINUTE, 2 * HOUR, DAY]);
    const time = Math.floor(now);
    for (const column of columns) drafts[column.name][i] = value(column, random);
    drafts.device[i] = Math.floor(random() * random() * FUZZ_DEVICES);
    drafts.time[i] = time;
    drafts.start[i] = time - Math.floor(span * random());
    drafts.visibleAt[i] = time + Math.floor(pick(random, [0, 0, MINUTE, 3 * HOUR]) * random());
  }
  return drafts;
}

function value(column: Column, random: () => number): number {
  switch (column.kind) {
    case "bytes":
    case "money":
      return Math.floor(pick(random, [0, 200, 50_000, 50 * MB, 50 * MB, 3 * GB]) * random());
    case "id":
      return Math.floor(random() * pick(random, [3, 40]));
    case "count":
      return Math.floor(pick(random, [0, 3, 60, 5000]) * random());
    case "category":
      return Math.floor(random() * (column.vocabulary?.length ?? PLACES.length));
    case "octet":
      return pick(random, [0, 63, 64, 127, 128, 255]);
    case "flag":
      return random() < 0.3 ? 1 : 0;
    case "share":
      return pick(random, [0, 0.5, 1]);
    default:
      return Math.floor(random() * 1000);
  }
}

function pick<T>(random: () => number, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)];
}

/** Copies the rows that `keep` names into a table of their own, in order. */
export function rowsWhere(rows: Batch, keep: (row: number) => boolean): Batch {
  const kept: number[] = [];
  for (let i = 0; i < rows.length; i++) if (keep(i)) kept.push(i);
  const columns: Record<string, Values> = {};
  for (const [name, values] of Object.entries(rows.columns)) {
    const copy = new (values.constructor as new (length: number) => Values)(kept.length);
    kept.forEach((row, i) => {
      copy[i] = values[row];
    });
    columns[name] = copy;
  }
  return { length: kept.length, columns };
}
