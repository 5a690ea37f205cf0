import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE, TUPLES } from "../protocol-spreads.ts";

/** A match: small datagrams both ways to one server. */
export const game: Protocol = {
  name: "game",
  summary: "a match, small datagrams both ways",
  full: "path",
  fill: {
    median: 0.09,
    sigma: 0.4,
    least: 0.035,
    most: 0.5,
    source: "chosen: 60 to 250 B, states and inputs",
  },
  thin: {
    median: 0.25,
    sigma: 0.5,
    least: 0.03,
    most: 1,
    source: "chosen: some are answered",
  },
  back: {
    median: 0.05,
    sigma: 0.5,
    least: 0.01,
    most: 0.3,
    source: "chosen: answers of 50 B",
  },
  again: {
    median: 0.002,
    sigma: 0.8,
    least: 0.0002,
    most: 0.02,
    source: "chosen: datagrams are not sent again",
  },
  remotes: {
    median: 1.4,
    sigma: 0.4,
    least: 1,
    most: 5,
    source: "chosen: the match and the lobby",
  },
  tuples: TUPLES,
  highPorts: {
    median: 0.85,
    sigma: 0.12,
    least: 0.4,
    most: 1,
    source: "chosen: game servers listen above 1024",
  },
  kept: KEPT_ALIVE,
};
