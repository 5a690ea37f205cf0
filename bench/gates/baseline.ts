import { differingSettings, type RunInputs, wordedDifference } from "../run/differing-settings.ts";
import { failedRow } from "../run/failed-row.ts";
import type { DetectorRow, GateResult, RunFile } from "../run/run-file.ts";

/** Metrics that a baseline guards: none may fall below the earlier interval. */
const GUARDED = ["valueDetectionRate", "recall"] as const;

/**
 * Refuses a baseline that was made with other settings or other data: a number that changed with
 * the question says nothing of the detector. Throws a RangeError that names what differs.
 */
export function checkBaseline(baseline: RunInputs, run: RunInputs): void {
  const differing = differingSettings([baseline, run]);
  if (differing.length === 0) return;
  throw new RangeError(
    `--baseline: was made with other settings (before, now): ${differing.map(wordedDifference).join("; ")}`,
  );
}

/**
 * Holds a run against an earlier one: a calibrated row, or one that stands first as written, that has
 * become worse than the earlier row's interval allows, that fails now and didn't, or that is gone,
 * fails the gate. Without truth nothing can be held, which fails too.
 */
export function judgeBaseline(run: RunFile, baseline: RunFile): GateResult[] {
  const now = new Map(run.detectors.map((row) => [keyOfRow(row), row]));
  const held = baseline.detectors.filter(
    (row) =>
      (row.role === "detector" || row.role === "combiner") &&
      row.status === "ok" &&
      (row.point === "calibrated" || row.leads) &&
      GUARDED.some((metric) => row[metric]?.value != null),
  );
  if (held.length === 0) {
    const found = "none of its rows has truth to be held against";
    return [{ gate: "baseline", dataset: null, view: null, point: null, passed: false, found }];
  }
  return held.map((before): GateResult => {
    const { dataset, view, point } = before;
    const gate = `baseline ${before.name} on ${view}, ${dataset}`;
    const head = { gate, dataset, view, point };
    const row = now.get(keyOfRow(before));
    if (row === undefined) return { ...head, passed: false, found: "has no row in this run" };
    if (row.status !== "ok") return { ...head, passed: false, ...failedRow(row) };
    const worse = GUARDED.filter((metric) => isWorse(before[metric], row[metric]));
    const found = worse.map(
      (metric) =>
        `${metric} fell from ${round(before[metric]?.value ?? 0)} to ${round(row[metric]?.value ?? 0)}`,
    );
    return { ...head, passed: worse.length === 0, found: found.join(", ") || "not worse" };
  });
}

function keyOfRow({ dataset, name, view, point }: DetectorRow): string {
  return [dataset, name, view, point].join("\u0000");
}

function isWorse(before: DetectorRow["recall"], after: DetectorRow["recall"]): boolean {
  if (before === null || before.value === null) return false;
  if (after === null || after.value === null) return true;
  return after.value < (before.low ?? before.value);
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
