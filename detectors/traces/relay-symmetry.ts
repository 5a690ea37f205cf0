import { DAY, KB, MINUTE } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Counts bursts of a day that go up as much as they come down.
 *
 * What a relay takes in it gives out at once, so each of its rows is alike both ways, burst after
 * burst at odd moments. A call is as alike, but goes on: its rows follow each other and make one burst.
 * uplink-symmetry adds an hour up first, where a photo that is sent evens out a page that is fetched,
 * and asks for hundreds of megabytes; this one takes each row by itself, and little is enough.
 *
 * It misses relays that talk without a pause, and those whose rows the probe mixes with pages. Of the
 * look-alikes wanted-vpn-relay fools it, one in three, as a relay of its owner's own, and crypto-node
 * one in four, while it charges.
 *
 * O(1) a row, 220 bytes a device. Source: our own, after proxyware's story: every byte counts twice.
 *
 * @example
 * const detector = createDetector(relaySymmetry, { alike: 0.9 }, fleet, "flows");
 */
export const relaySymmetry = defineDetector({
  name: "relay-symmetry",
  summary: "bursts of a day that go up as much as they come down",
  views: ["flows"],
  reads: ["time", "device", "start", "up", "down"],
  mayRead: ["access"],
  detects: ["proxyware", "unknown-source-app"],
  scope: "device",
  score: { unit: "bursts", threshold: 12 },
  params: {
    alike: {
      summary: "smaller direction of a row over the larger one, at least",
      unit: "share",
      default: 0.75,
      min: 0,
      max: 1,
      source: "chosen: a relay's own overhead, and what the minute's cut leaves to the next row",
    },
    least: {
      summary: "bytes of a row that counts",
      unit: "bytes",
      default: 500 * KB,
      min: 1,
      source: "chosen: as upload-runs, more than a page of chat",
    },
    gap: {
      summary: "time without such a row after which another burst begins",
      unit: "ms",
      default: 2 * MINUTE,
      min: 0,
      source: "chosen: a call has rows every minute",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: MINUTE,
      source: "chosen: a relay runs day and night",
    },
  },

  create({ alike, least, gap, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const bursts = slidingSums(deviceCount, window, 24);
    const last = new Float64Array(deviceCount).fill(Number.NEGATIVE_INFINITY);
    return {
      observe(batch, scores) {
        const { length, device, time, start, up, down } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const less = Math.min(up[i], down[i]);
          if (up[i] + down[i] < least || less < alike * Math.max(up[i], down[i])) continue;
          const id = device[i];
          const isNew = start[i] - last[id] >= gap;
          last[id] = Math.max(last[id], time[i]);
          scores[i] = bursts.add(id, time[i], isNew ? 1 : 0);
        }
      },
    };
  },
});
