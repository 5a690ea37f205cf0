import { MINUTE, SECOND } from "../../datasets/sizes.ts";
import type { Protocol } from "../protocol.ts";

/** Lookups of names: a hundred bytes each way, a 5-tuple each. */
export const dns: Protocol = {
  name: "dns",
  summary: "lookups of names",
  full: {
    median: 512,
    sigma: 0.2,
    least: 300,
    most: 1232,
    source: "cited: RFC 1035 and RFC 9715, 512 to 1232 B",
  },
  fill: {
    median: 0.4,
    sigma: 0.35,
    least: 0.15,
    most: 1,
    source: "measured: 58 to 306 B up, 74 to 371 B down, of packets with a question or an answer",
  },
  thin: {
    median: 1,
    sigma: 0.05,
    least: 0.8,
    most: 1.2,
    source: "measured: an answer to each question",
  },
  back: {
    median: 0.55,
    sigma: 0.2,
    least: 0.2,
    most: 1.2,
    source: "measured: 67 B up for 155 B down",
  },
  again: {
    median: 0.01,
    sigma: 0.8,
    least: 0.001,
    most: 0.1,
    source: "chosen: a resolver asks again after a second",
  },
  remotes: {
    median: 1.2,
    sigma: 0.3,
    least: 1,
    most: 3,
    source: "measured: one resolver, a second now and then",
  },
  tuples: {
    median: 4,
    sigma: 0.7,
    least: 1,
    most: 40,
    source: "measured: 40 % of a phone's flows are lookups, in bursts of 1 to 39",
  },
  highPorts: {
    median: 0.003,
    sigma: 0.8,
    least: 0.0001,
    most: 0.05,
    source: "measured: port 53",
  },
  kept: {
    median: MINUTE,
    sigma: 0.3,
    least: 20 * SECOND,
    most: 3 * MINUTE,
    source: "chosen: a burst of lookups",
  },
};
