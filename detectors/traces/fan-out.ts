import { DAY, HOUR } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";
import { countedRows } from "../state/counted-rows.ts";
import { fullBuckets } from "../state/full-buckets.ts";
import { slidingSums } from "../state/sliding-sums.ts";

/**
 * Counts the hours of a day in which a line spoke to many remotes at once.
 *
 * A phone that relays for strangers speaks to whom they want, hundreds within a minute, at any hour
 * and for days; a torrent or a node of a coin does so while it runs, and then it is over. An hour
 * counts once, by its widest row: fully from `remotes` on, by the square of the share below it.
 * bt-flow-shape scores the one minute, and the share of high ports; this one asks for how long, and
 * no port.
 *
 * It misses tunnels to one remote, and phones that are on private Wi-Fi most of the day. Of the
 * look-alikes crypto-node fools it every other time, while it charges, and any swarm of a long night
 * (p2p-launcher, wanted-torrent) must; wanted-vpn-relay, one tunnel, does not.
 *
 * O(1) a row, 236 bytes a device. Source: our own, after proxyware's story; remotes of an ordinary
 * minute are those that bt-flow-shape is held to.
 *
 * @example
 * const detector = createDetector(fanOut, { remotes: 100 }, fleet, "flows");
 */
export const fanOut = defineDetector({
  name: "fan-out",
  summary: "hours of a day in which a line spoke to many remotes at once",
  views: ["flows"],
  reads: ["time", "device", "start", "peers"],
  mayRead: ["access"],
  detects: ["proxyware", "unknown-source-app"],
  scope: "device",
  score: { unit: "hours", threshold: 4 },
  params: {
    remotes: {
      summary: "remotes of a row from which its hour counts fully",
      unit: "count",
      default: 80,
      min: 1,
      source: "chosen: more than the fifty a minute that a day of a phone stays below",
    },
    window: {
      summary: "length of the window",
      unit: "ms",
      default: DAY,
      min: HOUR,
      source: "chosen: a charge is over within a night",
    },
  },

  create({ remotes, window }, { deviceCount }, view) {
    const { column, skip } = countedRows(view, "billed");
    const hours = fullBuckets(deviceCount, HOUR);
    const sums = slidingSums(deviceCount, window, 24);
    return {
      observe(batch, scores) {
        const { length, device, time, start, peers } = batch;
        const kind = column(batch);
        for (let i = 0; i < length; i++) {
          scores[i] = Number.NEGATIVE_INFINITY;
          if (kind !== null && skip[kind[i]] === 1) continue;
          const share = Math.min(1, peers[i] / remotes);
          // A few remotes are what every row has: they say nothing.
          if (share < 0.5) continue;
          const isLate = Number.isNaN(hours.add(device[i], start[i], 0));
          const more = isLate ? 0 : hours.raise(device[i], share * share);
          scores[i] = sums.add(device[i], time[i], more);
        }
      },
    };
  },
});
