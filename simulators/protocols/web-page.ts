import type { Protocol } from "../protocol.ts";
import { ACKNOWLEDGED, KEPT_ALIVE, SENT_AGAIN } from "../protocol-spreads.ts";

/** Pages and apps like pages: many small objects from several hosts, over TLS. */
export const webPage: Protocol = {
  name: "web-page",
  summary: "pages and apps like pages, small objects over TLS",
  full: "path",
  fill: {
    median: 0.6,
    sigma: 0.35,
    least: 0.08,
    most: 1,
    source: "measured: packets of a phone's TLS minutes above 100 kB, 293 to 1370 B down",
  },
  thin: ACKNOWLEDGED,
  back: {
    median: 0.06,
    sigma: 0.4,
    least: 0.015,
    most: 0.2,
    source: "measured: 138 flows above 100 kB of a phone's eight hours: up share .019 to .26",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 4,
    sigma: 0.7,
    least: 1,
    most: 40,
    source: "measured: remotes a minute of a phone, 1 to 24, median 3",
  },
  tuples: {
    median: 1.6,
    sigma: 0.4,
    least: 1,
    most: 4.5,
    source: "measured: flows per remote and minute, median 1.7 with lookups",
  },
  highPorts: {
    median: 0.02,
    sigma: 0.8,
    least: 0.001,
    most: 0.3,
    source: "measured: no high port in 78 % of a phone's minutes",
  },
  kept: KEPT_ALIVE,
};
