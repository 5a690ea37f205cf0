import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE } from "../protocol-spreads.ts";

/** Voice and pictures of a call: small datagrams both ways, hardly an answer. */
export const realTimeCall: Protocol = {
  name: "real-time-call",
  summary: "voice and video of a call, datagrams both ways",
  full: "path",
  fill: {
    median: 0.12,
    sigma: 0.45,
    least: 0.04,
    most: 0.75,
    source: "measured: captures of seven kinds of call, 87 to 319 B",
  },
  thin: {
    median: 0.03,
    sigma: 0.8,
    least: 0.003,
    most: 0.2,
    source: "chosen: reports about once in five seconds",
  },
  back: {
    median: 0.01,
    sigma: 0.6,
    least: 0.001,
    most: 0.05,
    source: "chosen: reports",
  },
  again: {
    median: 0.002,
    sigma: 0.8,
    least: 0.0002,
    most: 0.02,
    source: "chosen: datagrams are not sent again, keys are",
  },
  remotes: {
    median: 1.3,
    sigma: 0.4,
    least: 1,
    most: 5,
    source: "measured: captures of calls",
  },
  tuples: {
    median: 1.6,
    sigma: 0.4,
    least: 1,
    most: 5,
    source: "measured: a stream each for voice and picture",
  },
  highPorts: {
    median: 0.9,
    sigma: 0.1,
    least: 0.4,
    most: 1,
    source: "measured: relays on ports above 1024",
  },
  kept: KEPT_ALIVE,
};
