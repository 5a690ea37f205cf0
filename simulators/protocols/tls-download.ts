import type { Protocol } from "../protocol.ts";
import { ACKNOWLEDGED, KEPT_ALIVE, SENT_AGAIN, WEB_PORTS } from "../protocol-spreads.ts";

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
  thin: ACKNOWLEDGED,
  back: {
    median: 0.044,
    sigma: 0.45,
    least: 0.015,
    most: 0.12,
    source: "measured: 138 flows above 100 kB of a phone's eight hours: up share LN(.044, .49)",
  },
  again: SENT_AGAIN,
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
  highPorts: WEB_PORTS,
  kept: KEPT_ALIVE,
};
