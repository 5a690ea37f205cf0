import type { Params } from "../../datasets/param.ts";
import { DAY, MINUTE } from "../../datasets/sizes.ts";

/** How long an owner takes from reading to ending what burns the data. */
export const ACTS = {
  summary: "from reading of it to ending what burns the data",
  unit: "ms",
  default: 10 * MINUTE,
  min: 0,
  max: 7 * DAY,
  source: "chosen: look what it is, and end it",
} as const;

/** Options of what sends messages: who reads them, and what he does then. */
export const READER = {
  reads: {
    summary: "share of messages that are read, and acted on, when their owner is awake",
    unit: "share",
    default: 0.7,
    min: 0,
    max: 1,
    source: "chosen: most; cited: 2016, a message at 65 % of a plan was ignored, and 144 GB passed",
  },
  acts: ACTS,
} as const satisfies Params;
