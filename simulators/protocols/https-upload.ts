import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE, SENT_AGAIN, WEB_PORTS } from "../protocol-spreads.ts";

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
  again: SENT_AGAIN,
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
  highPorts: WEB_PORTS,
  kept: KEPT_ALIVE,
};
