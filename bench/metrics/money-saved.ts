import type { Metric } from "../metric.ts";
import { money } from "../report/wording.ts";

/** What the bills of all lines shrink by when each alarm ends its incident. */
export const moneySaved = {
  name: "moneySaved",
  summary: "what the bills shrink by",
  unit: "money",
  better: "higher",
  needs: ["truth", "money"],
  rests: "cases",
  onLeaderboard: true,
  measure: (facts) => facts.sum("moneySaved"),
  write: money,
  column: {
    legend: "saved: what the bills shrink by, of what the incidents cost",
    flag: "money",
    screen: {
      place: 60,
      forms: [{ head: ({ currency, stake }) => `${currency} of\n${stake}`, shows: "value" }],
      legend: ({ currency }) =>
        `${currency} saved: what the bills shrink by, of what the incidents cost`,
    },
    page: { place: 65, head: ({ currency, stake }) => `${currency} saved of ${stake}` },
    paper: { place: 60, head: ({ currency }) => `${currency} saved` },
  },
} as const satisfies Metric;
