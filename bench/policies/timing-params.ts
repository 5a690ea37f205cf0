import type { Param } from "../../datasets/param.ts";
import { DAY, MINUTE } from "../../datasets/sizes.ts";

/** From the alarm to the first row: mediation, rating and whoever decides. */
export const LATENCY = {
  summary: "from the alarm to the action",
  unit: "ms",
  default: 15 * MINUTE,
  min: 0,
  max: 7 * DAY,
  source: "chosen: the delay that scoring assumes from an alarm to what stops the bytes",
} as const satisfies Param;

/** How long the action holds. */
export const HOLD = {
  summary: "how long it holds",
  unit: "ms",
  default: DAY,
  min: MINUTE,
  max: 90 * DAY,
  source: "measured: shorter than the cool-down of a day it wastes the alarm, 64 GB instead of 423",
} as const satisfies Param;

/** How long a message takes. */
export const MESSAGE_LATENCY = {
  ...LATENCY,
  summary: "from the alarm to the message",
  default: MINUTE,
  source: "chosen: a text message that nobody has to write",
} as const satisfies Param;

/** Share of messages that are read at all. */
export const READS = {
  summary: "share of messages that their owner reads",
  unit: "share",
  default: 0.8,
  min: 0,
  max: 1,
  source: "chosen: nobody has published how many of an operator's messages are read",
} as const satisfies Param;

/** How long it takes to act. */
export const ACTS_AFTER = {
  summary: "from the message, or waking, to what the owner does about it",
  unit: "ms",
  default: 10 * MINUTE,
  min: 0,
  max: DAY,
  source: "chosen: read soon, found within minutes",
} as const satisfies Param;
