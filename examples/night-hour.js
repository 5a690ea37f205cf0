// A rule with a number: more than 500 MB in an hour between 23 and 7.
//
//   npx billshock bench june -d ./night-hour.js               at 500 MB
//   npx billshock bench june -d ./night-hour.js:mb=2000       at another number
//   npx billshock bench june -d './night-hour.js:mb=100..2000/8'   at eight, side by side
//
// The catalogue's night-volume does the same on a sliding hour and spreads long records.

const HOUR = 3_600_000;
const KEPT = 48; // hours that a late record still finds

/** @type {import("billshock/detectors").DetectorSpec} */
export const nightHour = {
  name: "night-hour",
  summary: "megabytes of a line within one hour of the night",
  views: ["charging", "flows"],
  reads: ["time", "device", "up", "down"],
  detects: ["bt-over-hotspot"],
  scope: "device",
  // A score of 1 is the option mb: so thresholds can be said, and given, in MB.
  score: { unit: "share of the limit", threshold: 1, of: "mb" },
  params: {
    mb: {
      summary: "what is all right within an hour of the night",
      unit: "MB",
      default: 500,
      min: 1,
      source: "chosen: our own rule since 2023",
    },
    from: {
      summary: "when the night begins",
      unit: "hour of day",
      default: 23,
      min: 0,
      max: 24,
      range: { name: "hours", to: "to" }, // hours=23-7 sets both
      source: "chosen: our own rule since 2023",
    },
    to: {
      summary: "when it ends",
      unit: "hour of day",
      default: 7,
      min: 0,
      max: 24,
      source: "chosen: our own rule since 2023",
    },
  },

  create({ mb, from, to }, { deviceCount, utcOffset }) {
    const limit = mb * 1_048_576;
    const used = new Float64Array(deviceCount * KEPT);
    const hourOf = new Float64Array(deviceCount * KEPT).fill(-1);
    return {
      // Rows come when they became visible: one of two o'clock may follow one of four.
      observe({ length, time, device, up, down }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          const hour = Math.floor(time[i] / HOUR + utcOffset[device[i]] / 60);
          const clock = hour % 24;
          const isNight = from < to ? clock >= from && clock < to : clock >= from || clock < to;
          if (!isNight) continue;
          const at = device[i] * KEPT + (hour % KEPT);
          if (hour < hourOf[at]) continue; // two days late
          if (hour > hourOf[at]) {
            hourOf[at] = hour;
            used[at] = 0;
          }
          used[at] += up[i] + down[i];
          scores[i] = used[at] / limit;
        }
      },
    };
  },
};
