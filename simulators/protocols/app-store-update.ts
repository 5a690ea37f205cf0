import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";

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
  thin: {
    median: 0.87,
    sigma: 0.26,
    least: 0.3,
    most: 1.3,
    source: "measured: 138 flows above 100 kB of a phone's eight hours",
  },
  back: {
    median: 0.028,
    sigma: 0.45,
    least: 0.012,
    most: 0.12,
    source:
      "cited: Sandvine 2021, 2.7 % of a marketplace goes up; measured: .019 to .10 of a bulk flow",
  },
  again: {
    median: 0.004,
    sigma: 0.8,
    least: 0.0005,
    most: 0.05,
    source: "chosen: below a hundredth on a good LTE cell",
  },
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
