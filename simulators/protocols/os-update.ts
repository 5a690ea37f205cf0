import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";

/** One large image from the maker's content network. */
export const osUpdate: Protocol = {
  name: "os-update",
  summary: "an image of the system from its maker's content network",
  full: "path",
  fill: {
    median: 0.94,
    sigma: 0.05,
    least: 0.6,
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
    median: 0.038,
    sigma: 0.4,
    least: 0.012,
    most: 0.1,
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
    median: 1.3,
    sigma: 0.3,
    least: 1,
    most: 4,
    source: "chosen: one server of a content network",
  },
  tuples: {
    median: 1.5,
    sigma: 0.35,
    least: 1,
    most: 4,
    source: "measured: flows per remote and minute",
  },
  highPorts: {
    median: 0.01,
    sigma: 0.8,
    least: 0.001,
    most: 0.2,
    source: "measured: no high port in 78 % of a phone's minutes",
  },
  kept: {
    median: 30 * MINUTE,
    sigma: 0.4,
    least: 10 * MINUTE,
    most: 120 * MINUTE,
    source: "chosen: one long download",
  },
};
