import type { Metric } from "../metric.ts";
import { rare, rarePercent } from "../report/wording.ts";

/** A bench is dense with incidents: this is precision where they are as rare as the run was told. */
export const precisionAtPrevalence = {
  name: "precisionAtPrevalence",
  summary: "precision where cases are as rare as --prevalence says",
  unit: "share",
  better: "higher",
  needs: ["truth", "prevalence"],
  rests: "cases",
  interval: "padded",
  measure: (facts) => facts.deployedPrecision(),
  write: rarePercent,
  column: {
    page: {
      place: 25,
      head: ({ prevalence }) => `precision, prevalence ${prevalence}`,
      bound: rare,
    },
    paper: {
      place: 25,
      head: ({ prevalence }) => `precision, prevalence ${prevalence}`,
      interval: "wide",
      bound: rare,
    },
  },
} as const satisfies Metric;
