import { HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { SEGMENTS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";
import { COUNTED_BY, countedRows } from "../state/counted-rows.ts";
import { hourSums } from "../state/hour-sums.ts";

const HOURS = 24;
/** Fewer hours than these tell no quantile: the segment's whole day stands in, then everybody's. */
const FEWEST = 200;

/**
 * Scores the bytes of a line in the running civil hour against what its segment moves at that hour.
 *
 * It learns, from traffic alone, a high quantile of bytes an hour for each segment and hour of day:
 * the baseline of somebody who knows nothing of a line but its contract. It fits lines from their
 * first row on, where a baseline of the line's own has to wait; it fails on people who are not like
 * their segment, and forgives a leak at the hours at which all watch films.
 *
 * Hours in which a line is silent are not counted, so a quantile is of the hours in use. A record
 * counts in the hour in which it becomes visible. Private Wi-Fi does not count. What the calibration
 * half has of incidents is in the quantiles too: at 99 % that is little.
 *
 * O(1) a row, 16 bytes a device; learning keeps 8 bytes for each device and hour in use.
 *
 * @example
 * const lessons = { batches, labels: null, fleet, view: "charging" };
 * const fitted = fitDetector(segmentQuantiles, {}, lessons);
 * const detector = createDetector(segmentQuantiles, {}, fleet, "charging", fitted);
 */
export const segmentQuantiles = defineDetector({
  name: "segment-quantiles",
  summary: "volume in an hour against a quantile of the segment at that hour",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["visibleAt", "device", "up", "down"],
  mayRead: COUNTED_BY,
  detects: ["app-auto-update", "bt-over-hotspot", "wifi-fallback-upload", "wlan-credential-theft"],
  scope: "device",
  learnsFrom: "traffic",
  score: { unit: "times the quantile", threshold: 5 },
  params: {
    quantile: {
      summary: "quantile of bytes an hour that is still usual",
      unit: "share",
      default: 0.99,
      min: 0.5,
      max: 0.9999,
      source: "chosen: one hour of use in a hundred, some four days' worth",
    },
    least: {
      summary: "least volume of an hour that can be unusual",
      unit: "bytes",
      default: 20 * MB,
      min: 1,
      source: "chosen: a segment that sleeps at 4 would make every update stand out",
    },
  },

  // biome-ignore lint/complexity/useMaxParams: the contract, which plug-ins are written to
  fit(batches, _labels, { quantile, least }, fleet, view) {
    const { column, skip } = countedRows(view, "billed");
    const seen = Array.from({ length: SEGMENTS.length * HOURS }, growing);
    const sums = hourSums(fleet, (device, hour, bytes) => {
      seen[slotOf(fleet.segment[device], hour)].push(bytes);
    });
    for (const batch of batches) {
      const { length, device, visibleAt, up, down } = batch;
      const kind = column(batch);
      for (let i = 0; i < length; i++) {
        if (kind !== null && skip[kind[i]] === 1) continue;
        sums.add(device[i], visibleAt[i], up[i] + down[i]);
      }
    }
    sums.finish();
    const all = seen.map(({ values }) => values().sort());
    const everybody = merged(all);
    const limits = new Float64Array(all.length);
    for (let segment = 0; segment < SEGMENTS.length; segment++) {
      const day = merged(all.slice(segment * HOURS, (segment + 1) * HOURS));
      for (let hour = 0; hour < HOURS; hour++) {
        const slot = slotOf(segment, hour);
        const told = [all[slot], day].find(({ length }) => length >= FEWEST) ?? everybody;
        limits[slot] = Math.max(least, quantileOf(told, quantile));
      }
    }
    return { limits };
  },

  create(_options, fleet, view, fitted) {
    const limits = fitted["limits"] as Float64Array;
    const { segment, utcOffset } = fleet;
    const { column, skip } = countedRows(view, "billed");
    const sums = hourSums(fleet, () => {});
    return {
      observe(batch, scores) {
        const { length, device, visibleAt, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          if (kind !== null && skip[kind[i]] === 1) {
            scores[i] = -Infinity;
            continue;
          }
          const id = device[i];
          const bytes = sums.add(id, visibleAt[i], up[i] + down[i]);
          const hour = Math.floor((visibleAt[i] + utcOffset[id] * MINUTE) / HOUR);
          scores[i] = bytes / limits[slotOf(segment[id], hour)];
        }
      },
    };
  },
});

/** Where a segment's hour of day stands; hours are civil ones since the epoch. */
function slotOf(segment: number, hour: number): number {
  return segment * HOURS + (((hour % HOURS) + HOURS) % HOURS);
}

/** A list of numbers of no known length, without an object for each. */
function growing() {
  let array = new Float64Array(64);
  let length = 0;
  return {
    push(value: number): void {
      if (length === array.length) {
        const larger = new Float64Array(2 * length);
        larger.set(array);
        array = larger;
      }
      array[length++] = value;
    },
    values: () => array.slice(0, length),
  };
}

function merged(lists: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) {
    all.set(list, at);
    at += list.length;
  }
  return all.sort();
}

/** The smallest value that so large a share does not exceed; 0 of none. */
function quantileOf(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
