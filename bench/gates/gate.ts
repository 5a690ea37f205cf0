import { suggest } from "../../datasets/nearest-name.ts";
import { type Metric, needsTruth } from "../metric.ts";
import { metricValue } from "../metric-fields.ts";
import { METRICS } from "../metrics/catalogue.ts";
import { failedRow } from "../run/failed-row.ts";
import type { DetectorRow, GateResult, RunFile } from "../run/run-file.ts";
import { type CallNames, fullName } from "../run/short-names.ts";
import { type Bound, parseBound, wordedValue } from "./gate-bound.ts";

/** One expectation: `NAME[@VIEW][[POINT]][ on DATASET]: METRIC >= NUMBER`. */
export interface Expectation {
  readonly text: string;
  readonly name: string;
  readonly view: string | null;
  /** null: the point that stands first in the table. */
  readonly point: DetectorRow["point"] | null;
  readonly dataset: string | null;
  readonly metric: Metric;
  readonly operator: ">=" | ">" | "<=" | "<";
  readonly bound: Bound;
}

const SHAPE =
  /^\s*(.+?)(?:@(flows|charging|netstats|wlan))?(?:\s*\[(as written|calibrated)\])?(?:\s+on\s+(\S.*?))?\s*:\s*([\w.-]+)\s*(>=|<=|>|<)\s*([^\s=].*?)\s*$/;

/** Points as the table calls them. */
const POINTS = { calibrated: "calibrated", "as written": "shipped" } as const;

/**
 * Reads an expectation of a metric of the catalogue, or of one of the user's own; throws a RangeError on
 * an unknown metric, a wrong unit or another shape.
 */
export function parseExpectation(text: string, metrics: readonly Metric[] = METRICS): Expectation {
  const match = SHAPE.exec(text);
  if (!match) {
    throw new RangeError(
      `--expect: must read 'DETECTOR: METRIC >= NUMBER', got ${JSON.stringify(text)}`,
    );
  }
  const [, name, view = null, point, dataset = null, metricName, operator, number] = match;
  const metric = metrics.find((each) => each.name === metricName);
  if (metric === undefined) {
    const names = metrics.map((each) => each.name);
    const near = suggest(metricName.replace(/^latency\./, ""), names);
    throw new RangeError(`--expect: unknown metric ${metricName}; ${near}`);
  }
  return {
    text: text.trim(),
    name,
    view,
    point: point === undefined ? null : POINTS[point as keyof typeof POINTS],
    dataset,
    metric,
    operator: operator as Expectation["operator"],
    bound: parseBound(number, metric),
  };
}

/**
 * Makes sure that an expectation speaks of a detector and a dataset of this run, before anything
 * runs: a gate on a misspelt name must not pass in silence. A detector may be called by its row's
 * name, by what stood behind `-d`, or by any short name that is its alone. Returns the expectation
 * with its row's own name.
 */
export function settleExpectation(
  expectation: Expectation,
  detectors: CallNames,
  datasets: readonly string[],
): Expectation {
  const { name, dataset } = expectation;
  if (dataset !== null && !datasets.includes(dataset)) {
    throw new RangeError(`--expect: unknown dataset ${dataset}; ${suggest(dataset, datasets)}`);
  }
  return { ...expectation, name: fullName("--expect", name, detectors) };
}

/**
 * Judges an expectation on a run, on every dataset that can tell, or on the one that it names: the
 * view that the table shows, which was chosen on the calibration half, and the point that stands
 * first there, unless it names others. What is undefined does not pass.
 */
export function judgeExpectation(expected: Expectation, run: RunFile): GateResult[] {
  const { metric } = expected;
  const scored = run.datasets.filter(({ calibrationOnly }) => !calibrationOnly);
  const telling = scored.filter(({ truth }) => truth !== null || !needsTruth(metric));
  const able = telling.length > 0 ? telling : scored;
  const names = expected.dataset === null ? able.map(({ name }) => name) : [expected.dataset];
  return [...new Set(names)].map((dataset): GateResult => {
    const hasTruth = scored.some((each) => each.name === dataset && each.truth !== null);
    const row = judgedRow(expected, run, dataset);
    const head = {
      gate: expected.text,
      dataset,
      view: row?.view ?? null,
      point: row?.point ?? null,
    };
    const undefinedFor = (why: string) => ({
      ...head,
      passed: false,
      found: `${metric.name} is undefined on ${dataset}: ${why}`,
    });
    if (row === undefined) return undefinedFor("no such row");
    if (row.status !== "ok") {
      const { found, ...broken } = failedRow(row);
      return { ...undefinedFor(found), ...broken };
    }
    if (needsTruth(metric) && !hasTruth) return undefinedFor("no truth");
    const currency = scored.find(({ name }) => name === dataset)?.currency ?? "";
    const wanted = expected.bound.currency ?? currency;
    if (wanted !== currency) return undefinedFor(`its money is ${currency}, not ${wanted}`);
    const value = metricValue(metric, row);
    if (value === null) return undefinedFor(whyUndefined(metric, run));
    const where = [row.view ?? "all views", row.point === "shipped" ? "as written" : row.point];
    return {
      ...head,
      passed: holds(value, expected.operator, expected.bound.value),
      found: `${metric.name} is ${wordedValue(value, metric, currency)} on ${dataset}, ${where.join(", ")}`,
    };
  });
}

function judgedRow(
  { name, view, point }: Expectation,
  run: RunFile,
  dataset: string,
): DetectorRow | undefined {
  const rows = run.detectors.filter(
    (row) =>
      row.name === name &&
      row.dataset === dataset &&
      (row.role === "detector" || row.role === "combiner") &&
      (point === null ? row.leads : row.point === point),
  );
  if (view !== null) return rows.find((row) => row.view === view);
  return rows.find((row) => row.chosenView) ?? rows[0];
}

function whyUndefined({ needs }: Metric, { prevalence }: RunFile): string {
  if (needs.includes("prevalence") && prevalence === null) return "the run has no --prevalence";
  if (needs.includes("calibration")) return "no threshold of the row was calibrated here";
  return "nothing to measure it on";
}

function holds(value: number, operator: Expectation["operator"], bound: number): boolean {
  switch (operator) {
    case ">=":
      return value >= bound;
    case ">":
      return value > bound;
    case "<=":
      return value <= bound;
    case "<":
      return value < bound;
  }
}
