import { MINUTE } from "../datasets/sizes.ts";
import type { ProtocolSpread } from "./protocol.ts";

/** How long connections that are kept alive last. */
export const KEPT_ALIVE: ProtocolSpread = {
  median: 17 * MINUTE,
  sigma: 0.5,
  least: 5 * MINUTE,
  most: 60 * MINUTE,
  source:
    "chosen: keep-alives of a quarter of an hour, between the push flows' 4 minutes and an hour",
};

/** What a good cell loses and streams send again. */
export const SENT_AGAIN: ProtocolSpread = {
  median: 0.004,
  sigma: 0.8,
  least: 0.0005,
  most: 0.05,
  source: "chosen: below a hundredth on a good LTE cell",
};

/** Servers of the web and of content networks listen on the ports of the web. */
export const WEB_PORTS: ProtocolSpread = {
  median: 0.01,
  sigma: 0.8,
  least: 0.001,
  most: 0.2,
  source: "measured: no high port in 78 % of a phone's minutes",
};

/** Acknowledgements of a bulk stream. */
export const ACKNOWLEDGED: ProtocolSpread = {
  median: 0.87,
  sigma: 0.26,
  least: 0.3,
  most: 1.3,
  source: "measured: 138 flows above 100 kB of a phone's eight hours",
};

/** Connections to one remote, lookups of its name among them. */
export const TUPLES: ProtocolSpread = {
  median: 1.5,
  sigma: 0.35,
  least: 1,
  most: 4,
  source: "measured: flows per remote and minute",
};
