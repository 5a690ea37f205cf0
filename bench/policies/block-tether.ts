import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { held } from "../reacting/held.ts";
import { HOLD, LATENCY } from "./timing-params.ts";

const params = { latency: LATENCY, hold: HOLD } as const satisfies Params;

/**
 * Refuses the guests behind a hotspot, whom an operator knows by their time to live, and leaves the
 * phone online. Saves of a torrent behind it what a cut saves, and harms nobody who has no guest.
 */
export const blockTether: Policy<typeof params> = {
  name: "block-tether",
  summary: "no guest of the hotspot gets through",
  by: "operator",
  needs: ["flows", "charging"],
  acts: ["block-tether"],
  reaches: "cellular",
  params,
  open: (options) => held(options, { action: "block-tether" }),
};
