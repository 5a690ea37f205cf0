import { suggest } from "../datasets/nearest-name.ts";
import type { DetectorRow, GateResult, RunFile } from "./run-file.ts";

/** One expectation: `NAME[@VIEW][ on DATASET]: METRIC >= NUMBER`. */
export interface Expectation {
  readonly text: string;
  readonly name: string;
  readonly view: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly operator: ">=" | ">" | "<=" | "<";
  readonly bound: number;
}

const SHAPE =
  /^\s*(.+?)(?:@(flows|charging|netstats|wlan))?(?:\s+on\s+(\S+))?\s*:\s*([\w.-]+)\s*(>=|<=|>|<)\s*(\S+?)\s*(%?)\s*$/;

/** Metrics that a gate may name, and how each is read off a row. */
const METRICS: Readonly<Record<string, (row: DetectorRow) => number | null>> = {
  recall: (row) => row.recall?.value ?? null,
  recallByKindMean: (row) => row.recallByKindMean?.value ?? null,
  precision: (row) => row.precision?.value ?? null,
  f1: (row) => row.f1?.value ?? null,
  valueDetectionRate: (row) => row.valueDetectionRate?.value ?? null,
  valueDetectionRateByKindMean: (row) => row.valueDetectionRateByKindMean?.value ?? null,
  moneySaved: (row) => row.moneySaved?.value ?? null,
  moneyDetectionRate: (row) => row.moneyDetectionRate?.value ?? null,
  exposureSaved: (row) => row.exposureSaved?.value ?? null,
  falseAlarmsPer1000DeviceDays: (row) => row.falseAlarmsPer1000DeviceDays?.value ?? null,
  alarmsPer1000DeviceDays: (row) => row.alarmsPer1000DeviceDays?.value ?? null,
  alarms: (row) => row.alarms,
  "latency.p50Seconds": (row) => row.latency?.p50Seconds.value ?? null,
  "latency.p90Seconds": (row) => row.latency?.p90Seconds.value ?? null,
  "latency.p50Bytes": (row) => row.latency?.p50Bytes.value ?? null,
  "latency.p50Money": (row) => row.latency?.p50Money.value ?? null,
  "latency.within5m": (row) => row.latency?.within5m.value ?? null,
  "latency.within1h": (row) => row.latency?.within1h.value ?? null,
  "latency.within6h": (row) => row.latency?.within6h.value ?? null,
};

/** Reads an expectation; throws a RangeError on an unknown metric or a line of another shape. */
export function parseExpectation(text: string): Expectation {
  const match = SHAPE.exec(text);
  if (!match) {
    throw new RangeError(
      `--expect: must read 'DETECTOR: METRIC >= NUMBER', got ${JSON.stringify(text)}`,
    );
  }
  const [, name, view = null, dataset = null, metric, operator, number, percent] = match;
  if (!Object.hasOwn(METRICS, metric)) {
    throw new RangeError(
      `--expect: unknown metric ${metric}; ${suggest(metric, Object.keys(METRICS))}`,
    );
  }
  const bound = Number(number) / (percent === "%" ? 100 : 1);
  if (!Number.isFinite(bound)) {
    throw new RangeError(`--expect: bound must be a number, got ${number}`);
  }
  return {
    text: text.trim(),
    name,
    view,
    dataset,
    metric,
    operator: operator as Expectation["operator"],
    bound,
  };
}

/**
 * Makes sure that an expectation speaks of a detector and a dataset of this run, before anything
 * runs: a gate on a misspelt name must not pass in silence.
 */
export function checkExpectation(
  { name, dataset }: Expectation,
  names: readonly string[],
  datasets: readonly string[],
): void {
  if (!names.includes(name)) {
    throw new RangeError(`--expect: unknown detector ${name}; ${suggest(name, names)}`);
  }
  if (dataset !== null && !datasets.includes(dataset)) {
    throw new RangeError(`--expect: unknown dataset ${dataset}; ${suggest(dataset, datasets)}`);
  }
}

/**
 * Judges an expectation on a run: the best view of the detector counts where none is named, the
 * first dataset with truth where none is named. What is undefined does not pass.
 */
export function judgeExpectation(expected: Expectation, run: RunFile): GateResult {
  const { text, name, view, metric, operator, bound } = expected;
  const dataset =
    expected.dataset ?? run.datasets.find((each) => !each.calibrationOnly)?.name ?? null;
  const rows = run.detectors.filter(
    (row) =>
      row.name === name &&
      row.point === "calibrated" &&
      row.dataset === dataset &&
      (view === null || row.view === view),
  );
  const values = rows
    .filter(({ status }) => status === "ok")
    .map((row) => METRICS[metric](row))
    .filter((value) => value !== null);
  const larger = operator.startsWith(">");
  const best = values.length === 0 ? null : larger ? Math.max(...values) : Math.min(...values);
  if (best === null) {
    const status = rows.find((row) => row.status !== "ok")?.status;
    return {
      gate: text,
      passed: false,
      found: `${metric} is undefined${status ? `: ${status}` : ""}`,
    };
  }
  return { gate: text, passed: holds(best, operator, bound), found: `${metric} is ${round(best)}` };
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

function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Metrics that a baseline guards: how far each may fall, as a share, before the gate fails. */
const GUARDED = ["valueDetectionRate", "recall"] as const;

/**
 * Holds a run against an earlier one: a calibrated row that has become worse than the earlier row's
 * interval allows, that fails now and didn't, or that is gone, fails the gate.
 */
export function judgeBaseline(run: RunFile, baseline: RunFile): GateResult[] {
  const now = new Map(run.detectors.map((row) => [keyOfRow(row), row]));
  return baseline.detectors
    .filter(
      ({ role, point, status }) => role === "detector" && point === "calibrated" && status === "ok",
    )
    .map((before): GateResult => {
      const gate = `baseline ${before.name} on ${before.view}, ${before.dataset}`;
      const row = now.get(keyOfRow(before));
      if (row === undefined) return { gate, passed: false, found: "has no row in this run" };
      if (row.status !== "ok") return { gate, passed: false, found: `status is ${row.status}` };
      const worse = GUARDED.filter((metric) => isWorse(before[metric], row[metric]));
      const found = worse.map(
        (metric) =>
          `${metric} fell from ${round(before[metric]?.value ?? 0)} to ${round(row[metric]?.value ?? 0)}`,
      );
      return { gate, passed: worse.length === 0, found: found.join(", ") || "not worse" };
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
