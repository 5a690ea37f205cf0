import { MINUTE, SECOND } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";
import { SENT_AGAIN } from "../protocol-spreads.ts";

/** The push channel: beats and notices of a hundred bytes to one remote. */
export const pushHeartbeat: Protocol = {
  name: "push-heartbeat",
  summary: "heartbeats and notices of the push channel",
  full: "path",
  fill: {
    median: 0.12,
    sigma: 0.4,
    least: 0.05,
    most: 0.6,
    source: "measured: 91 push flows, 64 to 187 B up, 70 to 452 B down; of packets with data",
  },
  thin: {
    median: 0.4,
    sigma: 0.3,
    least: 0.1,
    most: 2,
    source: "measured: the same flows",
  },
  back: {
    median: 0.3,
    sigma: 0.4,
    least: 0.05,
    most: 0.9,
    source: "measured: the same flows, both ways alike",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 1.05,
    sigma: 0.2,
    least: 1,
    most: 3,
    source: "measured: one remote a channel",
  },
  tuples: {
    median: 1.1,
    sigma: 0.2,
    least: 1,
    most: 3,
    source: "measured: one flow a channel, and lookups",
  },
  highPorts: {
    median: 0.5,
    sigma: 0.3,
    least: 0.2,
    most: 0.9,
    source: "measured: ports 5222 and 5228, else 443",
  },
  kept: {
    median: 250 * SECOND,
    sigma: 0.8,
    least: MINUTE,
    most: 60 * MINUTE,
    source: "measured: a push flow lasts LN(250 s, 2.2)",
  },
};
