import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { firstMoment } from "../reacting/first-moment.ts";
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
  open: ({ latency, hold }) => ({
    react({ time }) {
      const from = firstMoment(time, latency);
      return [{ from, until: from + Math.round(hold), action: "block-tether" }];
    },
  }),
};
