/**
 * A rule of one's own in one file: `billshock bench -d ./examples/detector.js`.
 *
 * Scores how many bytes a line has sent since midnight UTC. Uploads are rare on a phone, so a line
 * that sends gigabytes in a day is worth a look: a backup that lost its Wi-Fi, or a torrent.
 *
 * Rows come in the order in which they became visible, so that a record of an earlier day may come
 * late: each day has a sum of its own, and none is begun anew.
 */
const DAY = 86_400_000;
/** Days that a record may be late: sums of older ones are written over. */
const KEPT = 64;

export const uploadOfTheDay = {
  name: "upload-of-the-day",
  summary: "bytes that a line has sent since midnight UTC",
  views: ["flows", "charging", "netstats", "wlan"],
  reads: ["time", "device", "up"],
  detects: ["wifi-fallback-upload", "bt-over-hotspot"],
  scope: "device",
  score: { unit: "bytes", threshold: 524_288_000 },
  params: {},

  create(_options, fleet) {
    const sent = new Float64Array(fleet.deviceCount * KEPT);
    const dayOf = new Float64Array(fleet.deviceCount * KEPT).fill(-1);
    return {
      observe({ length, time, device, up }, scores) {
        for (let i = 0; i < length; i++) {
          const day = Math.floor(time[i] / DAY);
          const at = device[i] * KEPT + (day % KEPT);
          scores[i] = Number.NEGATIVE_INFINITY;
          if (day < dayOf[at]) continue;
          if (day > dayOf[at]) {
            dayOf[at] = day;
            sent[at] = 0;
          }
          sent[at] += up[i];
          scores[i] = sent[at];
        }
      },
    };
  },
};
