import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";
import { SENT_AGAIN } from "../protocol-spreads.ts";

/** All that a tunnel carries, to one remote. */
export const vpnRelay: Protocol = {
  name: "vpn-relay",
  summary: "all that a tunnel carries, to one remote",
  full: {
    median: 1390,
    sigma: 0.02,
    least: 1280,
    most: 1440,
    source: "cited: tunnels leave 1390 B of 1500",
  },
  fill: {
    median: 0.6,
    sigma: 0.35,
    least: 0.08,
    most: 1,
    source: "measured: as pages over TLS",
  },
  thin: {
    median: 0.85,
    sigma: 0.3,
    least: 0.2,
    most: 1.4,
    source: "measured: as pages over TLS",
  },
  back: {
    median: 0.08,
    sigma: 0.4,
    least: 0.02,
    most: 0.25,
    source: "measured: as pages over TLS, and the tunnel's headers",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 1.05,
    sigma: 0.15,
    least: 1,
    most: 3,
    source: "chosen: one relay",
  },
  tuples: {
    median: 1.1,
    sigma: 0.2,
    least: 1,
    most: 3,
    source: "chosen: one tunnel and lookups outside it",
  },
  highPorts: {
    median: 0.4,
    sigma: 0.4,
    least: 0.05,
    most: 1,
    source: "chosen: 443, 1194, 51820",
  },
  kept: {
    median: 60 * MINUTE,
    sigma: 0.5,
    least: 10 * MINUTE,
    most: 240 * MINUTE,
    source: "chosen: a tunnel is kept for an hour",
  },
};
