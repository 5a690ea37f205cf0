import type { Protocol } from "../protocol.ts";
import { KEPT_ALIVE, SENT_AGAIN, TUPLES, WEB_PORTS } from "../protocol-spreads.ts";

/** A player that fetches segments of film over QUIC, which sends no packet above 1378 bytes. */
export const quicVideo: Protocol = {
  name: "quic-video",
  summary: "segments of video over QUIC",
  full: {
    median: 1378,
    sigma: 0.02,
    least: 1250,
    most: 1400,
    source: "measured: the largest packet of ten QUIC flows; cited: Chromium sends 1350 B",
  },
  fill: {
    median: 0.68,
    sigma: 0.25,
    least: 0.2,
    most: 1,
    source: "measured: 13 QUIC downloads, 310 to 1070 B a packet",
  },
  thin: {
    median: 0.5,
    sigma: 0.4,
    least: 0.05,
    most: 1.7,
    source: "measured: the same 13 flows",
  },
  back: {
    median: 0.031,
    sigma: 0.4,
    least: 0.01,
    most: 0.1,
    source: "cited: Sandvine 2021, 3 % of video goes up; measured: .02 to .10 of a bulk flow",
  },
  again: SENT_AGAIN,
  remotes: {
    median: 2,
    sigma: 0.5,
    least: 1,
    most: 8,
    source: "measured: remotes a minute of a phone",
  },
  tuples: TUPLES,
  highPorts: WEB_PORTS,
  kept: KEPT_ALIVE,
};
