import type { PolicyRow, Reaction } from "../policy.ts";
import { firstMoment } from "./first-moment.ts";

/** Answers each alarm with one row that holds for `hold` from its latency on. */
export function held(
  { latency, hold }: { readonly latency: number; readonly hold: number },
  what: Omit<PolicyRow, "from" | "until">,
): Reaction {
  return {
    react({ time }) {
      const from = firstMoment(time, latency);
      return [{ ...what, from, until: from + Math.round(hold) }];
    },
  };
}
