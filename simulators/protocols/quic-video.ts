import { MINUTE } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";

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
  again: {
    median: 0.004,
    sigma: 0.8,
    least: 0.0005,
    most: 0.05,
    source: "chosen: below a hundredth on a good LTE cell",
  },
  remotes: {
    median: 2,
    sigma: 0.5,
    least: 1,
    most: 8,
    source: "measured: remotes a minute of a phone",
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
    median: 17 * MINUTE,
    sigma: 0.5,
    least: 5 * MINUTE,
    most: 60 * MINUTE,
    source:
      "chosen: keep-alives of a quarter of an hour, between the push flows' 4 minutes and an hour",
  },
};
