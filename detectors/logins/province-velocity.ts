import { PLACES } from "../../datasets/places.ts";
import { DAY } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";

/**
 * Counts the provinces that a line was used in within a day, each by how lately.
 *
 * A traveller crosses two or three provinces in a day, a sold account is used in ten at once. The
 * province of the row counts as one, every other as the share of the window that is left to it, so
 * the score climbs with each place and fades with time. It needs no distances and forgives jumps of
 * the network between two places. It fails on a thief who stays in one province, and on long-distance
 * trains.
 *
 * O(1) a row (36 places), 304 bytes a device.
 *
 * @example
 * const detector = createDetector(provinceVelocity, {}, fleet, "charging");
 */
export const provinceVelocity = defineDetector({
  name: "province-velocity",
  summary: "provinces that a line was used in within a day",
  views: ["flows", "charging", "wlan"],
  reads: ["time", "device", "province"],
  detects: ["wlan-credential-theft"],
  scope: "device",
  score: { unit: "provinces", threshold: 3.5 },
  params: {
    window: {
      summary: "how long a province counts",
      unit: "ms",
      default: DAY,
      min: 60_000,
      source: "cited: velocity rules of fraud management systems, a day",
    },
  },

  create({ window }, { deviceCount }) {
    const places = PLACES.length;
    const seen = new Float64Array(deviceCount * places).fill(-Infinity);
    const last = new Uint8Array(deviceCount);
    const others = new Uint8Array(deviceCount);

    return {
      observe({ length, device, time, province }, scores) {
        for (let i = 0; i < length; i++) {
          const here = province[i];
          if (here === 0) {
            scores[i] = -Infinity;
            continue;
          }
          const id = device[i];
          const now = time[i];
          const base = id * places;
          seen[base + here] = Math.max(seen[base + here], now);
          if (here !== last[id]) {
            others[id] = last[id] === 0 ? 0 : 1;
            last[id] = here;
          }
          scores[i] = 1;
          // Most lines never leave their province: nothing to add up for them.
          if (others[id] === 0) continue;
          for (let place = 1; place < places; place++) {
            if (place === here) continue;
            const left = 1 - Math.max(0, now - seen[base + place]) / window;
            if (left > 0) scores[i] += left;
          }
          if (scores[i] === 1) others[id] = 0;
        }
      },
    };
  },
});
