import { distanceKm } from "../../datasets/places.ts";
import { HOUR, MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import type { ViewName } from "../../datasets/view.ts";
import { SESSION_STATUS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";

/**
 * Scores how fast a line would have to travel between the places of two of its rows.
 *
 * Lanzhou and Jinan within a minute is nobody's journey: two people use one account. Distances are
 * those of the provincial capitals less `slack`, since a province is known and not a town; the time
 * is what lies between the two rows, a minute at least, so rows that overlap in time give a high but
 * finite speed. It fails on a thief in the owner's own region, and it is fooled where the network
 * itself jumps (egress in another city, a stop that arrives a day late).
 *
 * O(1) a row, 17 bytes a device.
 *
 * @example
 * const detector = createDetector(impossibleTravel, { slack: 0 }, fleet, "wlan");
 */
export const impossibleTravel = defineDetector({
  name: "impossible-travel",
  summary: "speed between the places of two rows of a line",
  views: ["flows", "charging", "wlan"],
  reads: ["time", "device", "start", "up", "down", "province"],
  mayRead: ["status"],
  detects: ["wlan-credential-theft"],
  scope: "device",
  score: { unit: "km/h", threshold: 900 },
  params: {
    slack: {
      summary: "distance that is forgiven",
      unit: "km",
      default: 300,
      min: 0,
      max: 5000,
      source: "chosen: half the width of a middling province, twice",
    },
    least: {
      summary: "slower journeys say nothing",
      unit: "km/h",
      default: 150,
      min: 0,
      source: "chosen: faster than a car, slower than a train",
    },
  },

  create({ slack, least }, { deviceCount }, view) {
    const place = new Uint8Array(deviceCount);
    const from = new Float64Array(deviceCount);
    const to = new Float64Array(deviceCount);
    const isPresence = presenceOn(view);

    return {
      observe(batch, scores) {
        const { length, device, start, time, up, down, province, status } = batch;
        for (let i = 0; i < length; i++) {
          const here = province[i];
          // A session that moves no bytes may have lost its client long ago.
          if (here === 0 || !isPresence(up[i] + down[i], status, i)) {
            scores[i] = -Infinity;
            continue;
          }
          const id = device[i];
          const there = place[id];
          scores[i] = -Infinity;
          if (there !== 0 && there !== here) {
            const gap = Math.max(start[i] - to[id], from[id] - time[i], MINUTE);
            const speed = ((distanceKm(there, here) - slack) * HOUR) / gap;
            if (speed > least) scores[i] = speed;
          }
          place[id] = here;
          from[id] = start[i];
          to[id] = time[i];
        }
      },
    };
  },
});

/** Tells whether row i says that somebody was there: it moved bytes, or somebody has just logged in. */
function presenceOn(view: ViewName): (bytes: number, status: Uint8Array, row: number) => boolean {
  if (view !== "wlan") return (bytes) => bytes > 0;
  const start = codeOf(SESSION_STATUS, "start", "status");
  return (bytes, status, row) => bytes > 0 || status[row] === start;
}
