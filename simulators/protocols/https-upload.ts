import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";

/** Photos, videos and backups on their way to a server: data up, acknowledgements and thumbnails down. */
export const httpsUpload: Protocol = {
  name: "https-upload",
  summary: "photos, videos and backups sent over TLS",
  full: "path",
  fill: {
    median: 0.6,
    sigma: 0.25,
    least: 0.15,
    most: 1,
    source: "measured: uploads of a phone, 545 to 1030 B a packet, median 824",
  },
  thin: {
    median: 0.72,
    sigma: 0.2,
    least: 0.4,
    most: 1.2,
    source: "measured: 14 uploads, .56 to .96 packets down for one up",
  },
  back: {
    median: 0.12,
    sigma: 0.5,
    least: 0.02,
    most: 0.4,
    source: "measured: 14 uploads, up share .72 to 1, median .85",
  },
  again: {
    median: 0.004,
    sigma: 0.8,
    least: 0.0005,
    most: 0.05,
    source: "chosen: below a hundredth on a good LTE cell",
  },
  remotes: {
    median: 1.5,
    sigma: 0.4,
    least: 1,
    most: 6,
    source: "measured: one or two remotes take the bulk of a phone's minute",
  },
  tuples: {
    median: 1.7,
    sigma: 0.4,
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
