import { HOUR, nightOf } from "./night.js";

/** Nights that a record may be late: sums of older ones are written over. */
const KEPT = 64;

/**
 * A detector as an npm package: `npm install billshock-detector-quiet-hours`, then
 * `billshock bench -d billshock-detector-quiet-hours`, or `-d ./examples/npm-detector` from here.
 *
 * Scores the bytes that a line has moved in a night's small hours, when its owner sleeps. Rows come
 * in the order in which they became visible, so that one of an earlier night may come late: each
 * night has a sum of its own, and none is begun anew.
 */
export const quietHours = {
  name: "quiet-hours",
  summary: "bytes of a line between midnight and six in local time",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "up", "down"],
  detects: ["app-auto-update", "bt-over-hotspot", "wlan-credential-theft"],
  scope: "device",
  score: { unit: "bytes", threshold: 1_073_741_824 },
  params: {
    until: {
      summary: "local hour at which the small hours end",
      unit: "h",
      default: 6,
      min: 1,
      max: 24,
      source: "chosen: most people sleep until then",
    },
  },

  create({ until }, { deviceCount, utcOffset }) {
    const moved = new Float64Array(deviceCount * KEPT);
    const nightAt = new Float64Array(deviceCount * KEPT).fill(-1);
    return {
      observe({ length, time, device, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const { day, hour } = nightOf(time[i], utcOffset[id]);
          const at = id * KEPT + (day % KEPT);
          scores[i] = Number.NEGATIVE_INFINITY;
          if (day < nightAt[at]) continue;
          if (day > nightAt[at]) {
            nightAt[at] = day;
            moved[at] = 0;
          }
          if (hour < until * HOUR) moved[at] += up[i] + down[i];
          if (moved[at] > 0) scores[i] = moved[at];
        }
      },
    };
  },
};
