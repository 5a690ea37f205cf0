/**
 * A rule of one's own in one file: `billshock bench -d ./examples/detector.js`.
 *
 * Scores how many bytes a line has sent since midnight UTC. Uploads are rare on a phone, so a line
 * that sends gigabytes in a day is worth a look: a backup that lost its Wi-Fi, or a torrent.
 */
const DAY = 86_400_000;

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
    const sent = new Float64Array(fleet.deviceCount);
    const today = new Float64Array(fleet.deviceCount).fill(-1);
    return {
      observe({ length, time, device, up }, scores) {
        for (let i = 0; i < length; i++) {
          const id = device[i];
          const day = Math.floor(time[i] / DAY);
          if (today[id] !== day) {
            today[id] = day;
            sent[id] = 0;
          }
          sent[id] += up[i];
          scores[i] = sent[id];
        }
      },
    };
  },
};
