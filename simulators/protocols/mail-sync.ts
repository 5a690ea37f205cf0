import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE, SENT_AGAIN, TUPLES } from "../protocol-spreads.ts";

/** Mail, contacts and notes kept equal on phone and server. */
export const mailSync: Protocol = {
  name: "mail-sync",
  summary: "mail, contacts and notes kept equal over TLS",
  full: "path",
  fill: {
    median: 0.5,
    sigma: 0.4,
    least: 0.08,
    most: 1,
    source: "measured: a phone's TLS flows, 120 to 1220 B down",
  },
  thin: {
    median: 0.87,
    sigma: 0.26,
    least: 0.3,
    most: 1.5,
    source: "measured: 138 flows above 100 kB of a phone's eight hours",
  },
  back: {
    median: 0.09,
    sigma: 0.4,
    least: 0.03,
    most: 0.3,
    source: "measured: up share of a phone's TLS flows, .05 to .38",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 1.3,
    sigma: 0.3,
    least: 1,
    most: 5,
    source: "measured: remotes a minute of a phone",
  },
  tuples: TUPLES,
  highPorts: {
    median: 0.05,
    sigma: 0.8,
    least: 0.002,
    most: 0.4,
    source: "chosen: ports 993 and 443, now and then 5223",
  },
  kept: KEPT_ALIVE,
};
