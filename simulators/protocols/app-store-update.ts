import type { Protocol } from "../protocol.ts";
import { ACKNOWLEDGED, KEPT_ALIVE, SENT_AGAIN, WEB_PORTS } from "../protocol-spreads.ts";

/** Packages of apps from the store's content network, one after the other. */
export const appStoreUpdate: Protocol = {
  name: "app-store-update",
  summary: "packages of apps from the store's content network",
  full: "path",
  fill: {
    median: 0.92,
    sigma: 0.07,
    least: 0.5,
    most: 1,
    source: "measured: 138 flows above 100 kB of a phone's eight hours: 1220 to 1390 B down",
  },
  thin: ACKNOWLEDGED,
  back: {
    median: 0.028,
    sigma: 0.45,
    least: 0.012,
    most: 0.12,
    source:
      "cited: Sandvine 2021, 2.7 % of a marketplace goes up; measured: .019 to .10 of a bulk flow",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 1.9,
    sigma: 0.4,
    least: 1,
    most: 7,
    source: "chosen: the store and its content network",
  },
  tuples: {
    median: 1.7,
    sigma: 0.4,
    least: 1,
    most: 4.5,
    source: "measured: flows per remote and minute, median 1.7 with lookups",
  },
  highPorts: WEB_PORTS,
  kept: KEPT_ALIVE,
};
