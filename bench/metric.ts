import type { Score } from "./scoring/score-tally.ts";

/** A number that detectors are compared on: how to read it, and which way is better. */
export interface Metric {
  readonly name: string;
  readonly summary: string;
  readonly unit: string;
  readonly better: "higher" | "lower";
  /** null: undefined for this run, which ranks it last. */
  score(score: Score): number | null;
}

/** The metrics of the leaderboard, the primary one first. */
export const METRICS: readonly Metric[] = [
  {
    name: "valueDetectionRate",
    summary: "share of the incidents' bytes that the alarms save",
    unit: "share",
    better: "higher",
    score: ({ valueDetectionRate }) => valueDetectionRate.value,
  },
  {
    name: "valueDetectionRateByKindMean",
    summary: "the same share for each kind of incident, averaged",
    unit: "share",
    better: "higher",
    score: ({ valueDetectionRateByKindMean }) => valueDetectionRateByKindMean.value,
  },
  {
    name: "moneySaved",
    summary: "what the bills shrink by",
    unit: "minor unit",
    better: "higher",
    score: ({ moneySaved }) => moneySaved.value,
  },
  {
    name: "recall",
    summary: "share of incident weight caught while it runs",
    unit: "share",
    better: "higher",
    score: ({ recall }) => recall.value,
  },
  {
    name: "recallByKindMean",
    summary: "the same share for each kind of incident, averaged",
    unit: "share",
    better: "higher",
    score: ({ recallByKindMean }) => recallByKindMean.value,
  },
  {
    name: "precision",
    summary: "share of right alarms among right and false ones",
    unit: "share",
    better: "higher",
    score: ({ precision }) => precision.value,
  },
  {
    name: "f1",
    summary: "harmonic mean of precision and recall; mixes alarms and incidents",
    unit: "share",
    better: "higher",
    score: ({ f1 }) => f1.value,
  },
  {
    name: "p50Seconds",
    summary: "time in which half of the incident weight is caught; a miss is never",
    unit: "s",
    better: "lower",
    // Incidents without a median are the slowest of all, not unknown.
    score: ({ latency: { p50Seconds } }) =>
      p50Seconds.value ?? (p50Seconds.n > 0 ? Number.POSITIVE_INFINITY : null),
  },
  {
    name: "falseAlarmsPer1000DeviceDays",
    summary: "false alarms for each 1000 days of a device",
    unit: "1/1000 d",
    better: "lower",
    score: ({ falseAlarmsPer1000DeviceDays }) => falseAlarmsPer1000DeviceDays.value,
  },
];

/** Tells whether `a` is at least as good as `b`; undefined is worse than anything. */
export function atLeastAsGood({ better }: Metric, a: number | null, b: number | null): boolean {
  if (a === null) return false;
  if (b === null) return true;
  return better === "higher" ? a >= b : a <= b;
}
