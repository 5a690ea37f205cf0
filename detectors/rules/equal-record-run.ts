import { HOUR, MB } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";

/**
 * Counts charging records of equal size in a row.
 *
 * The naive rule that an account of 2015 suggested: a bill full of records of exactly 50 MB must be
 * BitTorrent. It is not; the charging plane closes a record at 50 MB whatever flows through it, so
 * an evening of films gives the same list. It ships as the baseline that a better idea has to beat.
 * Where records are cut by time alone it never fires.
 *
 * O(1) a row, 20 bytes a device.
 *
 * @example
 * const detector = createDetector(equalRecordRun, { pause: HOUR }, fleet, "charging");
 */
export const equalRecordRun = defineDetector({
  name: "equal-record-run",
  summary: "charging records of equal size in a row",
  views: ["charging"],
  reads: ["time", "device", "start", "up", "down"],
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "records in a run", threshold: 60 },
  params: {
    least: {
      summary: "smaller records are passed over",
      unit: "bytes",
      default: MB,
      min: 0,
      source: "chosen: keep-alives are all of one size",
    },
    tolerance: {
      summary: "sizes that differ by this share at most are equal",
      unit: "share",
      default: 0.001,
      min: 0,
      max: 1,
      source: "measured: records of the Wuhan bill pass 50 MB by 1 to 32 KB, 0.06 % at most",
    },
    pause: {
      summary: "a run ends when the next record begins later than this",
      unit: "ms",
      default: HOUR,
      min: 0,
      source: "chosen: longer than any gap of the Wuhan night",
    },
  },

  create({ least, tolerance, pause }, { deviceCount }) {
    const size = new Float64Array(deviceCount);
    const ended = new Float64Array(deviceCount).fill(-Infinity);
    const run = new Uint32Array(deviceCount);
    return {
      observe({ length, device, time, start, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const bytes = up[i] + down[i];
          if (bytes < least) {
            scores[i] = -Infinity;
            continue;
          }
          const isEqual = Math.abs(bytes - size[id]) <= tolerance * bytes;
          run[id] = isEqual && start[i] - ended[id] <= pause ? run[id] + 1 : 1;
          size[id] = bytes;
          ended[id] = Math.max(ended[id], time[i]);
          scores[i] = run[id];
        }
      },
    };
  },
});
