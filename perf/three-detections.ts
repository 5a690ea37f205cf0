import { DAY, HOUR } from "../datasets/sizes.ts";

/** Columns of the flows view, in the order of its files. */
export interface Rows {
  readonly length: number;
  readonly devices: number;
  readonly visibleAt: Float64Array;
  readonly device: Uint32Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
}

/** What a detection found: how often, and a sum that depends on where. */
export interface Answer {
  readonly count: number;
  readonly checksum: number;
}

/** The detections that every engine does. */
export const RULES = ["volume", "upShare", "spike"] as const;

/** Name of one of them. */
export type Rule = (typeof RULES)[number];

/** Bytes of a device in a UTC day that `volume` looks for. */
const DAILY_CAP = 1_000_000_000;
/** Least bytes of an hour that `upShare` judges. */
const HOURLY_FLOOR = 5_000_000;
/** Rows of a device that `spike` compares with, least bytes of a spike, and how many times the mean. */
const MEMORY = 16;
const SPIKE_FLOOR = 1_000_000;
const SPIKE = 8;

/**
 * The three detections, precisely, as columns in and numbers out. All sums are of whole bytes below
 * 2^53, so that every engine gets the same ones in whatever order it adds.
 *
 * - volume: days (UTC, of visibleAt) of a device whose bytes so far pass 1 GB at some row; the
 *   checksum adds the visibleAt of those rows.
 * - upShare: hours (UTC, of visibleAt) of a device with at least 5 MB, more than half of them up;
 *   the checksum adds the bytes up of those hours.
 * - spike: rows above 1 MB and above 8 times the mean of the device's 16 rows before, once there
 *   are 16; the checksum adds the bytes of those rows.
 */
export const detectAll: Readonly<Record<Rule, (rows: Rows) => Answer>> = {
  volume({ length, devices, visibleAt, device, up, down }) {
    const used = new Float64Array(devices);
    const current = new Float64Array(devices).fill(-1);
    let count = 0;
    let checksum = 0;
    for (let i = 0; i < length; i++) {
      const id = device[i];
      const day = Math.floor(visibleAt[i] / DAY);
      const before = current[id] === day ? used[id] : 0;
      const after = before + up[i] + down[i];
      current[id] = day;
      used[id] = after;
      if (before <= DAILY_CAP && after > DAILY_CAP) {
        count++;
        checksum += visibleAt[i];
      }
    }
    return { count, checksum };
  },

  upShare({ length, devices, visibleAt, device, up, down }) {
    const hourUp = new Float64Array(devices);
    const hourDown = new Float64Array(devices);
    const current = new Float64Array(devices).fill(-1);
    let count = 0;
    let checksum = 0;
    const judge = (id: number) => {
      const sent = hourUp[id];
      if (sent + hourDown[id] < HOURLY_FLOOR || !(2 * sent > sent + hourDown[id])) return;
      count++;
      checksum += sent;
    };
    for (let i = 0; i < length; i++) {
      const id = device[i];
      const hour = Math.floor(visibleAt[i] / HOUR);
      if (current[id] !== hour) {
        judge(id);
        current[id] = hour;
        hourUp[id] = 0;
        hourDown[id] = 0;
      }
      hourUp[id] += up[i];
      hourDown[id] += down[i];
    }
    for (let id = 0; id < devices; id++) judge(id);
    return { count, checksum };
  },

  spike({ length, devices, device, up, down }) {
    const last = new Float64Array(devices * MEMORY);
    const sum = new Float64Array(devices);
    const seen = new Uint32Array(devices);
    let count = 0;
    let checksum = 0;
    for (let i = 0; i < length; i++) {
      const id = device[i];
      const bytes = up[i] + down[i];
      if (bytes > SPIKE_FLOOR && seen[id] >= MEMORY && bytes * MEMORY > SPIKE * sum[id]) {
        count++;
        checksum += bytes;
      }
      const at = id * MEMORY + (seen[id]++ % MEMORY);
      sum[id] += bytes - last[at];
      last[at] = bytes;
    }
    return { count, checksum };
  },
};
