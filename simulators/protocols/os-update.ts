import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";
import { ACKNOWLEDGED, SENT_AGAIN, TUPLES, WEB_PORTS } from "../protocol-spreads.ts";

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
  thin: ACKNOWLEDGED,
  back: {
    median: 0.038,
    sigma: 0.4,
    least: 0.012,
    most: 0.1,
    source: "measured: 138 flows above 100 kB of a phone's eight hours: up share LN(.044, .49)",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 1.3,
    sigma: 0.3,
    least: 1,
    most: 4,
    source: "chosen: one server of a content network",
  },
  tuples: TUPLES,
  highPorts: WEB_PORTS,
  kept: {
    median: 30 * MINUTE,
    sigma: 0.4,
    least: 10 * MINUTE,
    most: 120 * MINUTE,
    source: "chosen: one long download",
  },
};
