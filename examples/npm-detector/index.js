import { HOUR, nightOf } from "./night.js";

/**
 * A detector as an npm package: `npm install billshock-detector-quiet-hours`, then
 * `billshock bench -d billshock-detector-quiet-hours`, or `-d ./examples/npm-detector` from here.
 *
 * Scores the bytes that a line has moved in this night's small hours, when its owner sleeps.
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
    const moved = new Float64Array(deviceCount);
    const night = new Float64Array(deviceCount).fill(-1);
    return {
      observe({ length, time, device, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const { day, hour } = nightOf(time[i], utcOffset[id]);
          if (night[id] !== day) {
            night[id] = day;
            moved[id] = 0;
          }
          if (hour < until * HOUR) moved[id] += up[i] + down[i];
          scores[i] = moved[id] > 0 ? moved[id] : Number.NEGATIVE_INFINITY;
        }
      },
    };
  },
};
