import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE } from "../protocol-spreads.ts";

/** Video through a content network whose viewers also serve each other. */
export const sharedVideo: Protocol = {
  name: "shared-video",
  summary: "video that viewers also send to each other",
  full: {
    median: 1400,
    sigma: 0.05,
    least: 1200,
    most: 1500,
    source: "chosen: uTP and QUIC payloads",
  },
  fill: {
    median: 0.75,
    sigma: 0.25,
    least: 0.15,
    most: 1,
    source: "chosen: data and control as a torrent's",
  },
  thin: {
    median: 0.6,
    sigma: 0.3,
    least: 0.2,
    most: 1.3,
    source: "measured: as a torrent's",
  },
  back: {
    median: 0.03,
    sigma: 0.4,
    least: 0.01,
    most: 0.1,
    source: "measured: as a torrent's",
  },
  again: {
    median: 0.008,
    sigma: 0.8,
    least: 0.001,
    most: 0.05,
    source: "chosen: some slow viewers",
  },
  remotes: {
    median: 42,
    sigma: 0.4,
    least: 10,
    most: 120,
    source: "chosen: 20 to 80 viewers at once",
  },
  tuples: {
    median: 1.1,
    sigma: 0.06,
    least: 1,
    most: 1.5,
    source: "measured: as a torrent's",
  },
  highPorts: {
    median: 0.7,
    sigma: 0.12,
    least: 0.4,
    most: 1,
    source: "chosen: half to nine tenths, beside the content network itself",
  },
  kept: KEPT_ALIVE,
};
