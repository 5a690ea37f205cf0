import type { RunDataset, RunFile } from "../run/run-file.ts";
import { counted } from "./wording.ts";

/** Datasets that have rows of their own, by name: seeds of one name belong together. */
export function datasetsByName(run: RunFile): ReadonlyMap<string, readonly RunDataset[]> {
  const byName = new Map<string, RunDataset[]>();
  for (const dataset of run.datasets) {
    if (dataset.calibrationOnly) continue;
    byName.set(dataset.name, [...(byName.get(dataset.name) ?? []), dataset]);
  }
  return byName;
}

/**
 * Tells whether a dataset is one simulated line with one case, which is told as a story, not as a
 * table. One known incident among lines that somebody imported is a table with one incident.
 */
export function isCase(seeds: readonly RunDataset[]): boolean {
  return seeds.every(
    ({ truth, devices, origin }) => truth?.cases === 1 && devices === 1 && origin === "generated",
  );
}

/** What a dataset is made of, seeds together: lines, days, records, and what there is to find. */
export function datasetFacts(run: RunFile, seeds: readonly RunDataset[]): string[] {
  const [{ devices, days, truth }] = seeds;
  const sum = (of: (dataset: RunDataset) => number) => seeds.reduce((a, b) => a + of(b), 0);
  const rows = sum(({ records }) => Object.values(records).reduce((a, b) => a + b, 0));
  const size = rows >= 1e6 ? `${(rows / 1e6).toFixed(1)} M records` : counted(rows, "record");
  const known = `${counted(devices, "line")} x ${counted(days, "day")}`;
  const made = seeds.length > 1 ? [`${seeds.length} seeds`] : [];
  if (truth === null) return [known, ...made, size, "no truth"];
  const cases = counted(
    sum((each) => each.truth?.cases ?? 0),
    "case",
  );
  const lookAlikes = counted(
    sum((each) => each.truth?.lookAlikes ?? 0),
    "look-alike",
  );
  return [known, ...made, size, `${cases}, ${lookAlikes} to score`, operatingPoint(run)];
}

/** What decided how many alarms a calibrated detector may raise. */
function operatingPoint({ budget, capacity }: RunFile): string {
  if (capacity !== null) return `capacity ${counted(capacity, "alarm")} a day`;
  if (budget !== null) return `budget ${counted(budget, "false alarm")} / 1000 line-days`;
  return "every alert counts";
}
