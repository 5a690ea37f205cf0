import type { Param } from "../../datasets/param.ts";
import { DAY } from "../../datasets/sizes.ts";

/** How long what a member said counts beside what another says. */
export const windowParam = {
  summary: "how long an alert of one member waits for the others",
  unit: "ms",
  default: DAY,
  min: 60_000,
  source: "chosen: the cool-down between two alarms of a device",
} as const satisfies Param;
