import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";

/** A file from a content network: few connections, full packets down, acknowledgements up. */
export const tlsDownload: Protocol = {
  name: "tls-download",
  summary: "a file from a content network over TLS",
  full: "path",
  fill: {
    median: 0.93,
    sigma: 0.06,
    least: 0.5,
    most: 1,
    source: "measured: 138 flows above 100 kB of a phone's eight hours: 1220 to 1390 B down",
  },
  thin: {
    median: 0.87,
    sigma: 0.26,
    least: 0.3,
    most: 1.3,
    source: "measured: 138 flows above 100 kB of a phone's eight hours",
  },
  back: {
    median: 0.044,
    sigma: 0.45,
    least: 0.015,
    most: 0.12,
    source: "measured: 138 flows above 100 kB of a phone's eight hours: up share LN(.044, .49)",
  },
  again: {
    median: 0.004,
    sigma: 0.8,
    least: 0.0005,
    most: 0.05,
    source: "chosen: below a hundredth on a good LTE cell",
  },
  remotes: {
    median: 1.6,
    sigma: 0.4,
    least: 1,
    most: 6,
    source: "measured: one or two remotes serve the bulk of a phone's minute",
  },
  tuples: {
    median: 1.7,
    sigma: 0.35,
    least: 1,
    most: 4,
    source: "measured: flows per remote and minute, median 1.7 with lookups",
  },
  highPorts: {
    median: 0.01,
    sigma: 0.8,
    least: 0.001,
    most: 0.2,
    source: "measured: no high port in 78 % of a phone's minutes",
  },
  kept: {
    median: 17 * MINUTE,
    sigma: 0.5,
    least: 5 * MINUTE,
    most: 60 * MINUTE,
    source:
      "chosen: keep-alives of a quarter of an hour, between the push flows' 4 minutes and an hour",
  },
};
