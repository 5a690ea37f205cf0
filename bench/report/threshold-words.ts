import { scoreText, thresholdText } from "../run/threshold-text.ts";
import type { DetectorRow } from "../run-file.ts";
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

/** What a row's threshold is, in the rule's own unit, and where it comes from. */
export function thresholdWords(row: DetectorRow): string {
  const { threshold, thresholdSource, thresholds, dataset } = row;
  const from = [...new Set(thresholds.flatMap((each) => each.from ?? []))];
  const source = SOURCES[thresholdSource](from.join(", ") || dataset);
  if (threshold !== null) return `${thresholdText(row)} (${source})`;
  const values = thresholds.flatMap(({ value }) => value ?? []);
  if (values.length === 0) return source;
  const range = [Math.min(...values), Math.max(...values)].map((value) => scoreText(value, row));
  return `${range.join(" to ")} by seed (${source})`;
}

/** Which of its two points a row shows, and at which number: said once, not by point and source. */
export function pointWords(row: DetectorRow): string {
  if (row.point === "calibrated") return thresholdWords(row);
  const value = thresholdValue(row);
  if (value === "") return `as written (${thresholdWords(row)})`;
  return `as written: ${value}${row.thresholdSource === "given" ? " (given)" : ""}`;
}

/** The number alone with its unit; empty where there is none. */
export function thresholdValue(row: DetectorRow): string {
  return row.threshold === null ? "" : thresholdText(row);
}
