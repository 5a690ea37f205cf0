import { billingMonth, startOfBillingMonth } from "../../datasets/civil-time.ts";
import type { Params } from "../../datasets/param.ts";
import type { Policy } from "../policy.ts";
import { firstMoment } from "../reacting/first-moment.ts";
import { LATENCY } from "./timing-params.ts";

const params = {
  latency: {
    ...LATENCY,
    summary: "from the record that reached the cap to the stop",
    default: 23_660_000,
    source: "measured: Wuhan 2015, 6 h 34 min 20 s from the cap to the dead line",
  },
} as const satisfies Params;

/**
 * Suspends the line for the rest of its billing period, as an alarm of a cap asks for. Late as it was
 * in 2015 unless another latency is given. The safeguard dual-cap-stop does it without a detector, on
 * the books themselves; this one does it on what mediation has delivered.
 */
export const stopAtCap: Policy<typeof params> = {
  name: "stop-at-cap",
  summary: "the line is dead until its next bill, as late as in 2015",
  by: "operator",
  needs: ["charging"],
  acts: ["suspend-line"],
  reaches: "both",
  params,
  open: ({ latency }, { fleet }) => ({
    react({ device, time }) {
      const from = firstMoment(time, latency);
      const utcOffset = fleet.utcOffset[device];
      const billingDay = fleet.billingDay[device] || 1;
      const next = billingMonth(from, utcOffset, billingDay) + 1;
      const until = startOfBillingMonth(next, utcOffset, billingDay);
      return [{ from, until, action: "suspend-line" }];
    },
  }),
};
