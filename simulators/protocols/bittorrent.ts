import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE } from "../protocol-spreads.ts";

/** A torrent over TCP and uTP: a few peers serve the data, hundreds more are asked, told and kept. */
export const bittorrent: Protocol = {
  name: "bittorrent",
  summary: "torrent data and control over TCP and uTP, hundreds of peers",
  full: {
    median: 1450,
    sigma: 0.04,
    least: 1260,
    most: 1500,
    source: "measured: 1466 and 1500 B over uTP, 1492 over TCP",
  },
  fill: {
    median: 0.82,
    sigma: 0.25,
    least: 0.15,
    most: 1,
    source: "measured: TCP and uTP downloads, 1051 to 1506 B, control of 48 to 120 B among them",
  },
  thin: {
    median: 0.6,
    sigma: 0.3,
    least: 0.2,
    most: 1.3,
    source: "measured: thin packets for a full one, .09 to 1.8",
  },
  back: {
    median: 0.03,
    sigma: 0.4,
    least: 0.01,
    most: 0.1,
    source: "measured: .03 to .06 of the bytes go up where nothing is shared",
  },
  again: {
    median: 0.01,
    sigma: 0.8,
    least: 0.001,
    most: 0.08,
    source: "chosen: many slow peers",
  },
  remotes: {
    median: 110,
    sigma: 0.5,
    least: 20,
    most: 600,
    source: "measured: 192 to 411 remotes a minute at the start of a torrent, 40 to 158 later",
  },
  tuples: {
    median: 1.17,
    sigma: 0.05,
    least: 1.05,
    most: 1.5,
    source: "measured: 1.14 to 1.22 flows for a remote in a minute",
  },
  highPorts: {
    median: 0.978,
    sigma: 0.008,
    least: 0.9,
    most: 1,
    source: "measured: .960 to .989 of the flows of a minute",
  },
  kept: KEPT_ALIVE,
};
