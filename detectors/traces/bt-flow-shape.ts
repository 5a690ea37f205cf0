import { MINUTE } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import { defineDetector } from "../detector.ts";

/** Minutes of a device that are kept open for rows that the probe delivers late. */
const OPEN_MINUTES = 4;

/**
 * Scores how many remotes on high ports a device speaks to within a minute.
 *
 * A torrent gives itself away by what it asks, not by what it fetches: hundreds of strangers on
 * ports above 1024, most of them for a handful of bytes (DHT, handshakes, keep-alives), from its
 * first minute on and whatever the upload is. A day of a phone stays below some fifty remotes a
 * minute, nearly all on well-known ports. All rows of the device and minute are added up, so a
 * probe without app names serves as well; the first row that tips the minute is the first to score.
 * A row that the probe itself names counts less when the name is that of a known service, since
 * video from fellow viewers (P2P-CDN) has the same fan-out.
 *
 * It fails on a torrent with few peers, on one behind a VPN (one remote), and it fires on other
 * peer-to-peer programs: crypto nodes, game launchers.
 *
 * O(1) a row, 128 bytes a device.
 *
 * @example
 * const detector = createDetector(btFlowShape, {}, fleet, "flows");
 */
export const btFlowShape = defineDetector({
  name: "bt-flow-shape",
  summary: "remotes on high ports that a device speaks to within a minute, small flows first",
  views: ["flows"],
  reads: ["time", "device", "start", "flows", "peers", "hiPortShare"],
  mayRead: ["app"],
  detects: ["bt-over-hotspot"],
  scope: "device",
  score: { unit: "remotes a minute", threshold: 60 },
  params: {
    named: {
      summary: "what a remote counts where the probe names a known service",
      unit: "share",
      default: 0.25,
      min: 0,
      max: 1,
      source:
        "chosen: video from fellow viewers has a torrent's fan-out, and the probe often knows it",
    },
  },

  create({ named }, { deviceCount }) {
    const minutes = new Float64Array(deviceCount * OPEN_MINUTES).fill(-1);
    const remotes = new Float64Array(deviceCount * OPEN_MINUTES);
    const weight = new Float64Array(256).fill(named);
    for (const word of ["unknown", "p2p", "download"]) weight[codeOf(APPS, word, "app")] = 1;

    return {
      observe({ length, device, start, time, peers, hiPortShare, app }, scores) {
        for (let i = 0; i < length; i++) {
          // A row may close at the full minute: it belongs to the minute that ends there.
          const minute = Math.floor(Math.max(start[i], time[i] - 1) / MINUTE);
          const slot = device[i] * OPEN_MINUTES + (minute % OPEN_MINUTES);
          if (minute > minutes[slot]) {
            minutes[slot] = minute;
            remotes[slot] = 0;
          } else if (minute < minutes[slot]) {
            scores[i] = -Infinity;
            continue;
          }
          remotes[slot] += peers[i] * hiPortShare[i] * weight[app[i]];
          scores[i] = remotes[slot] > 0 ? remotes[slot] : -Infinity;
        }
      },
    };
  },
});
