import { KB, MINUTE } from "../../datasets/sizes.ts";
import { defineDetector } from "../detector.ts";

/** Minutes of a device that are kept open for rows that the probe delivers late; a power of two. */
const OPEN_MINUTES = 4;

/**
 * Scores how many remotes on high ports a device speaks to within a minute.
 *
 * A torrent gives itself away by whom it asks, not by what it fetches: hundreds of strangers on
 * ports above 1024, from its first minute on and whatever the upload is. A day of a phone stays
 * below some fifty remotes a minute, nearly all of them on well-known ports. The score is the number
 * of remotes times the square of the share of high ports: viewers who share a film (P2P-CDN) are as
 * many, but stand beside web servers. It doubles where the minute's tuples are small, since only a
 * swarm has hundreds of contacts and nothing to fetch from them (DHT, handshakes, keep-alives).
 *
 * All rows of the device and minute are added up, whatever app the probe takes them for, so flow
 * logs without app names serve as well. It fails on a torrent with few peers and on one behind a VPN
 * (one remote), and it fires on other peer-to-peer programs: crypto nodes, game launchers.
 *
 * O(1) a row, 160 bytes a device.
 *
 * @example
 * const detector = createDetector(btFlowShape, {}, fleet, "flows");
 */
export const btFlowShape = defineDetector({
  name: "bt-flow-shape",
  summary: "remotes on high ports within a minute, small flows counting double",
  views: ["flows"],
  reads: ["time", "device", "start", "up", "down", "flows", "peers", "hiPortShare"],
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "remotes a minute", threshold: 50 },
  params: {
    control: {
      summary: "a minute's tuples are small when their mean is below this",
      unit: "bytes",
      default: 2 * KB,
      min: 0,
      source: "measured: the start of a Transmission download, some 600 bytes a tuple",
    },
  },

  create({ control }, { deviceCount }) {
    const minutes = new Int32Array(deviceCount * OPEN_MINUTES).fill(-1);
    const remotes = new Float64Array(deviceCount * OPEN_MINUTES);
    const tuples = new Float64Array(deviceCount * OPEN_MINUTES);
    const high = new Float64Array(deviceCount * OPEN_MINUTES);
    const bytes = new Float64Array(deviceCount * OPEN_MINUTES);

    return {
      observe({ length, device, start, time, up, down, flows, peers, hiPortShare }, scores) {
        for (let i = 0; i < length; i++) {
          scores[i] = -Infinity;
          // A row may close at the full minute: it belongs to the minute that ends there.
          const minute = Math.floor(Math.max(start[i], time[i] - 1) / MINUTE) | 0;
          const slot = device[i] * OPEN_MINUTES + (minute & (OPEN_MINUTES - 1));
          if (minute < minutes[slot]) continue;
          if (minute > minutes[slot]) {
            minutes[slot] = minute;
            remotes[slot] = 0;
            tuples[slot] = 0;
            high[slot] = 0;
            bytes[slot] = 0;
          }
          remotes[slot] += peers[i];
          tuples[slot] += flows[i];
          high[slot] += flows[i] * hiPortShare[i];
          bytes[slot] += up[i] + down[i];
          if (high[slot] === 0) continue;
          const share = high[slot] / tuples[slot];
          const isSmall = bytes[slot] < control * tuples[slot];
          scores[i] = remotes[slot] * share * share * (isSmall ? 2 : 1);
        }
      },
    };
  },
});
