import { existsSync, readFileSync } from "node:fs";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Metric } from "../metric.ts";
import type { OwnEstimate, RowMetrics } from "../metric-fields.ts";
import type { AlarmClass } from "../scoring/classes.ts";
import type { RunStatus } from "../scoring/tally.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { ThresholdSource } from "../thresholds/calibrate.ts";
import type { RowLearning } from "./run-learning.ts";
import type { RunStrategy } from "./run-strategy.ts";
import type { RunSweep } from "./run-sweep.ts";
import type { ScoreScale } from "./score-scale.ts";

/** Version of run.json: it grows when a field changes its meaning. */
export const RUN_SCHEMA_VERSION = 1;

/** One dataset that a run was made on. Seeds of one name are pooled, so a name may stand several times. */
export interface RunDataset {
  readonly name: string;
  /** Hash over the logical hashes of its views and of its truth. */
  readonly logicalHash: string;
  readonly seed: string | null;
  readonly currency: string;
  readonly scenarioHash: string;
  readonly origin: "generated" | "imported";
  readonly level: string | null;
  readonly devices: number;
  readonly days: number;
  /** Minutes east of UTC. */
  readonly utcOffset: number;
  /** Rows of each view. */
  readonly records: Readonly<Partial<Record<ViewName, number>>>;
  /** What there is to find in the scored half; null without truth. */
  readonly truth: null | {
    readonly incidents: number;
    readonly cases: number;
    readonly lookAlikes: number;
    readonly enriched: boolean;
  };
  /** Rows that damage and money are computed from. */
  readonly ledger: ViewName | null;
  readonly scoredDeviceDays: number;
  /** It was run to calibrate others only, and has no rows. */
  readonly calibrationOnly: boolean;
}

/** What a threshold is, where it comes from, and how much its calibration could tell. */
export interface RunThreshold {
  readonly seed: string | null;
  readonly value: number | null;
  readonly source: ThresholdSource;
  /** Dataset that it was calibrated on. */
  readonly from: string | null;
  readonly underpowered: boolean;
  readonly neededDeviceDays: number | null;
}

/** A point of the trade-off: what a budget of false alarms buys. */
export interface TradeOff {
  readonly budget: number;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly falseAlarmsPer1000DeviceDays: number | null;
  readonly valueDetectionRate: number | null;
  readonly valueDetectionRateByKindMean: number | null;
}

/** What the floors reach with as many alarms as the row has. */
export interface RowFloors {
  /** View whose rows the coin is drawn over: the row's own, for a combiner its members' longest. */
  readonly view: ViewName | null;
  readonly coin: FloorBand | null;
  readonly blindPeriodic: FloorBand | null;
}

/**
 * A floor at the row's number of alarms, with 95 % intervals: of the coin over its replicates, of
 * blind-periodic over clusters, as detectors have theirs.
 */
export interface FloorBand {
  readonly valueDetectionRate: Estimate;
  readonly valueDetectionRateByKindMean: Estimate;
}

/** What the best threshold could have given, read off the test labels: shown, never ranked. */
export interface RowOracle {
  /** One for each seed; null where no threshold keeps the budget. */
  readonly thresholds: readonly { readonly seed: string | null; readonly value: number | null }[];
  readonly valueDetectionRate: number | null;
  readonly valueDetectionRateByKindMean: number | null;
  readonly recall: number | null;
  readonly falseAlarmsPer1000DeviceDays: number | null;
}

/** What the calibrated threshold gives on the half that it was fixed on. */
export interface CalibrationResult {
  /** Dataset of that half. */
  readonly from: string;
  readonly valueDetectionRateByKindMean: number | null;
}

/** One alarm of a row, and what had happened on its line by then. */
export interface RowAlarm {
  readonly seed: string | null;
  readonly device: number;
  /** When it was raised, ms UTC: its row had been delivered. */
  readonly time: number;
  /** When its row had closed, ms UTC. */
  readonly closed: number;
  readonly class: AlarmClass;
  /** In the row's `thresholdUnit`; null where alerts came without. */
  readonly score: number | null;
  /** What the line had moved in its billing period so far. */
  readonly bytes: number;
  /** What that had cost, minor units before any cap; null where the line has no tariff. */
  readonly money: number | null;
}

/**
 * One row of the table: one detector on one view of one dataset, at one threshold. Its metrics are
 * those of `metrics/catalogue.ts`; money is in minor units of the dataset's currency.
 */
export interface DetectorRow extends RowMetrics, RowLearning {
  readonly dataset: string;
  readonly name: string;
  readonly view: ViewName | null;
  readonly role: "detector" | "combiner" | "floor" | "ceiling";
  /**
   * `shipped`: as written, at the declared threshold or the one that was given, without one with
   * every alert passing.
   */
  readonly point: "calibrated" | "shipped";
  /**
   * Of the points of one detector and view this one stands first, is held against floors and
   * compared: `calibrated` where the dataset has a calibration half or a capacity moved the
   * threshold, else `shipped`.
   */
  readonly leads: boolean;
  /** One of the rules that a plan has now, added on data without truth to compare with. */
  readonly today: boolean;
  /** Options as resolved, in the units of the detector's params. */
  readonly options: Readonly<Record<string, number | string>>;
  readonly status: RunStatus;
  /** Why it is not ok, and the command that shows it again. */
  readonly reason: string | null;
  readonly reproduce: string | null;
  /** `ours`, or how far foreign code was fenced in. */
  readonly sandbox: "ours" | "sandboxed" | "not sandboxed";
  /**
   * Whether alarms could be tied to the moment at which their row was delivered; `partly`: they could,
   * but the detector may have read ahead in files.
   */
  readonly causality: "checked" | "partly" | "unchecked";
  /** What was checked of that and what can't be; null where no detector ran. */
  readonly causalityNote: string | null;
  readonly detects: readonly string[];
  readonly threshold: number | null;
  /** `mixed`: its seeds have theirs from different places; `thresholds` says which. */
  readonly thresholdSource: ThresholdSource | "mixed";
  readonly thresholdUnit: string;
  /** null where a score is no share of an option. */
  readonly scoreScale: ScoreScale | null;
  readonly thresholds: readonly RunThreshold[];
  /** The false-alarm interval lies wholly above the budget. */
  readonly overBudget: boolean;
  readonly alarms: number;
  /** Distinct lines with an alarm. */
  readonly lines: number;
  readonly counts: Readonly<Record<AlarmClass, number>> | null;
  readonly devicesBothered: number | null;
  /** Metrics of the user's own, by name (`RunFile.metrics`); left out where the run has none. */
  readonly metrics?: Readonly<Record<string, OwnEstimate>>;
  readonly byIncident: Readonly<
    Record<
      string,
      { readonly recall: Estimate; readonly valueDetectionRate: Estimate; readonly n: number }
    >
  >;
  readonly byLookAlike: Readonly<
    Record<string, { readonly specificity: Estimate; readonly n: number; readonly alarms: number }>
  >;
  readonly floors: RowFloors;
  readonly oracle: RowOracle | null;
  readonly calibration: CalibrationResult | null;
  /** This view stands for its detector in tables: chosen before the test half is looked at. */
  readonly chosenView: boolean;
  /** Metrics in which a floor at the row's own number of alarms does as well. */
  readonly beatenByFloor: readonly string[];
  /** Which floors those are, by metric. */
  readonly floorsAsGood: Readonly<Record<string, readonly string[]>>;
  readonly tradeOff: readonly TradeOff[];
  /** Data without truth: what the plan had charged in the period when the alarm came, summed. */
  readonly moneyAtAlarm: number | null;
  /** Alarms of each civil day on which there is one, in order: `2024-06-09` and how many. */
  readonly alarmsByDay: Readonly<Record<string, number>>;
  /**
   * All alarms, seed by seed in order of time. run.json holds the first of them only (`briefRun`):
   * `alarms`, `lines` and `alarmsByDay` count all.
   */
  readonly alarmList: readonly RowAlarm[];
  /** Too few clusters for the bootstrap. */
  readonly few: boolean;
}

/** Share of one detector's alarms that another raises on the same device within a cool-down. */
export interface Overlap {
  readonly dataset: string;
  readonly of: string;
  readonly by: string;
  readonly share: number | null;
  readonly n: number;
}

/** A paired difference from the reference, with Holm's correction over all rows of the dataset. */
export interface RunComparison {
  readonly dataset: string;
  readonly name: string;
  readonly view: ViewName | null;
  readonly reference: string;
  readonly metric: string;
  readonly difference: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly p: number | null;
  readonly pHolm: number | null;
}

/** How often things happen where the detectors are to be deployed. */
export interface RunPrevalence {
  readonly name: string;
  /** Cases per line-day, in all or by kind of incident. */
  readonly casesPerDeviceDay: number | Readonly<Record<string, number>>;
  /** Look-alike episodes per line-day by kind; null: as dense as on the bench. */
  readonly lookAlikesPerDeviceDay: Readonly<Record<string, number>> | null;
  /** Where the rates come from, or that they were chosen. */
  readonly source: string;
}

/** A metric of the user's own without its code: what a run that was read back knows of it. */
export type RunMetric = Pick<
  Metric,
  "name" | "summary" | "unit" | "better" | "needs" | "rests" | "missIsNever"
>;

/** A gate, what it was judged on and how it came out. */
export interface GateResult {
  readonly gate: string;
  /** Dataset, view and point of the row that was judged; null where there was none. */
  readonly dataset: string | null;
  readonly view: ViewName | null;
  readonly point: DetectorRow["point"] | null;
  readonly passed: boolean;
  /** What was found, in words. */
  readonly found: string;
  /** The detector failed, so there was nothing to judge; left out where it did not. */
  readonly broken?: true;
}

/**
 * run.json: all that a run found. Times that were measured stand in `timings` alone. `runFile` in
 * run-schema.ts says the same to other programs; a test holds a run against it.
 */
export interface RunFile {
  readonly schemaVersion: number;
  readonly tool: { readonly billshock: string; readonly node: string };
  readonly datasets: readonly RunDataset[];
  readonly budget: number | null;
  readonly capacity: number | null;
  readonly prevalence: RunPrevalence | null;
  /** Settings that change a number: cool-down, reaction, replicates, calibration dataset. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly detectors: readonly DetectorRow[];
  readonly comparisons: readonly RunComparison[];
  /** By dataset and metric, the floors that no detector beats there: such a column ranks nothing. */
  readonly metricsWonByFloor: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  readonly overlaps: readonly Overlap[];
  readonly sweeps: readonly RunSweep[];
  /** What answers to alarms come to, strategy by strategy; left out where none was named. */
  readonly strategies?: readonly RunStrategy[];
  /** Metrics of the user's own, as tables and gates need to know them; left out where there are none. */
  readonly metrics?: readonly RunMetric[];
  readonly gates: readonly GateResult[];
  readonly warnings: readonly string[];
  readonly timings: Readonly<Record<string, unknown>>;
}

/** Writes run.json by a temporary name and a rename. */
export function writeRunFile(path: string, run: RunFile): void {
  writeWhole(path, `${JSON.stringify(run, null, 1)}\n`);
}

/** Reads run.json; throws with the path in front when it is none, or of another version. */
export function readRunFile(path: string): RunFile {
  if (!existsSync(path)) throw new RangeError(`${path}: there is no such file`);
  let run: RunFile;
  try {
    run = JSON.parse(readFileSync(path, "utf8")) as RunFile;
  } catch (error) {
    // A parser's message may show lines of what it parsed.
    const reason = (error as Error).message.replace(/\s*\n\s*/g, " ");
    throw new RangeError(`${path}: is no run.json: ${reason}`, { cause: error });
  }
  if (run.schemaVersion !== RUN_SCHEMA_VERSION || !Array.isArray(run.detectors)) {
    throw new RangeError(
      `${path}: schemaVersion must be ${RUN_SCHEMA_VERSION}, got ${String(run.schemaVersion)}`,
    );
  }
  return run;
}
