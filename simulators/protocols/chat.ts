import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE, SENT_AGAIN } from "../protocol-spreads.ts";

/** Messages, with the pictures and clips that are sent with them, over connections that stay open. */
export const chat: Protocol = {
  name: "chat",
  summary: "messages, pictures and clips of a chat",
  full: "path",
  fill: {
    median: 0.24,
    sigma: 0.5,
    least: 0.05,
    most: 1,
    source: "measured: captures of six messengers, 313 B up and 432 B down",
  },
  thin: {
    median: 0.5,
    sigma: 0.4,
    least: 0.1,
    most: 1.6,
    source: "measured: a phone's TLS flows",
  },
  back: {
    median: 0.1,
    sigma: 0.4,
    least: 0.03,
    most: 0.35,
    source: "measured: up share of a phone's TLS flows, .23 to .61, less what is written",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 1.7,
    sigma: 0.5,
    least: 1,
    most: 10,
    source: "measured: remotes a minute of a phone",
  },
  tuples: {
    median: 1.4,
    sigma: 0.4,
    least: 1,
    most: 4,
    source: "measured: flows per remote and minute",
  },
  highPorts: {
    median: 0.12,
    sigma: 0.8,
    least: 0.005,
    most: 0.6,
    source: "measured: messengers keep ports 5222 and 8080 open beside 443",
  },
  kept: KEPT_ALIVE,
};
