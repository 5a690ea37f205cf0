import type { DetectorRow, RunThreshold } from "../run/run-file.ts";
import { scoreText, thresholdText } from "../run/threshold-text.ts";
import type { ThresholdSource } from "../thresholds/calibrate.ts";

/** Where a threshold comes from, in words; `from`: the dataset that it was fixed on. */
const SOURCES: Readonly<Record<ThresholdSource, (from: string) => string>> = {
  budget: (from) => `calibrated on ${from}`,
  transferred: (from) => `calibrated on ${from}`,
  capacity: (from) => `by capacity on ${from}`,
  native: () => "every alert: the budget does not bind",
  unreachable: () => "nothing passes: no threshold keeps the budget",
  given: () => "given",
  default: () => "the rule's own",
  "built-in": () => "built in",
  failed: () => "failed",
  "no-calibration": () => "nothing passes: no line to calibrate on",
};

/**
 * What a row's threshold is, in the rule's own unit, and where it comes from. Seeds that have theirs
 * from unlike places are told apart: one number for all would claim what holds for some.
 */
export function thresholdWords(row: DetectorRow): string {
  const { threshold, thresholdSource, thresholds } = row;
  if (thresholdSource === "mixed") return wordsBySource(row);
  const source = SOURCES[thresholdSource](originOf(thresholds, row));
  if (threshold !== null) return `${thresholdText(row)} (${source})`;
  const range = rangeOf(thresholds, row);
  return range === "" ? source : `${range} by seed (${source})`;
}

/** One clause for each source: on 2 of 3 seeds 13 to 15 (calibrated on city), on 1 of 3 failed. */
function wordsBySource(row: DetectorRow): string {
  const { thresholds } = row;
  const sources = [...new Set(thresholds.map(({ source }) => source))];
  return sources
    .map((source) => {
      const own = thresholds.filter((each) => each.source === source);
      const words = SOURCES[source](originOf(own, row));
      const range = rangeOf(own, row);
      const said = range === "" ? words : `${range} (${words})`;
      return `on ${own.length} of ${thresholds.length} seeds ${said}`;
    })
    .join(", ");
}

function originOf(thresholds: readonly RunThreshold[], { dataset }: DetectorRow): string {
  return [...new Set(thresholds.flatMap(({ from }) => from ?? []))].join(", ") || dataset;
}

/** From the lowest to the highest number; empty where there is none. */
function rangeOf(thresholds: readonly RunThreshold[], row: DetectorRow): string {
  const values = thresholds.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return "";
  const ends = [...new Set([Math.min(...values), Math.max(...values)])];
  return ends.map((value) => scoreText(value, row)).join(" to ");
}

/** Which of its two points a row shows, and at which number: said once, not by point and source. */
export function pointWords(row: DetectorRow): string {
  if (row.point === "calibrated") return thresholdWords(row);
  const value = thresholdValue(row);
  if (value === "") return `as written (${thresholdWords(row)})`;
  return `as written: ${value}${row.thresholdSource === "given" ? " (given)" : ""}`;
}

/** The number alone with its unit; empty where there is none, or where it does not hold for all seeds. */
export function thresholdValue(row: DetectorRow): string {
  return row.threshold === null || row.thresholdSource === "mixed" ? "" : thresholdText(row);
}
