import { basename } from "node:path";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { formatUtcOffset } from "../../datasets/civil-time.ts";
import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import { toolVersion } from "../../datasets/publishing/tool-version.ts";
import type { ViewName } from "../../datasets/view.ts";
import { type AlertsFile, tieAlerts } from "../alerts/alerts-file.ts";
import { readAlerts } from "../alerts/read-alerts.ts";
import type { Metric } from "../metric.ts";
import { checkPrevalence } from "../prevalence/prevalence-file.ts";
import { BESIDE_TALLY, estimateMetrics } from "../scoring/estimate-metrics.ts";
import { packTally } from "../scoring/packed-tally.ts";
import { scoreTally } from "../scoring/score-tally.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import { tallyFailed, tallyRun } from "../scoring/tally.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import { runFloorTask } from "../tasks/floor-task.ts";
import { listAlarms } from "../tasks/listed-alarms.ts";
import type { TalliedPoint } from "../tasks/task.ts";
import { calibrate, passMark, type Threshold } from "../thresholds/calibrate.ts";
import { loadWorld } from "../worlds/load-world.ts";
import { detectorRow } from "./detector-row.ts";
import { floorRows } from "./floor-rows.ts";
import type { DatasetResult, MadeRow } from "./made-rows.ts";
import { moneyAtFirstAlarms } from "./money-at-first-alarms.ts";
import { metricFacts, ownPart } from "./own-metrics.ts";
import { datasetName, describeDataset } from "./provenance.ts";
import {
  type DetectorRow,
  RUN_SCHEMA_VERSION,
  type RunFile,
  type RunPrevalence,
} from "./run-file.ts";
import { withFloors } from "./run-rows.ts";

/** Alerts that somebody else made, and the dataset that they are about. */
export interface ScoreAlerts {
  readonly dataset: string;
  /** Files of CSV `device,time[,score][,view][,at]`, or of JSON lines with these fields. */
  readonly alerts: readonly string[];
  /** View that the alerts were made on; the first that the dataset has when left out. */
  readonly view?: ViewName;
  /** False alarms per 1000 device-days: calibrates files that have scores. */
  readonly budget?: number;
  readonly tariff?: Tariff | null;
  readonly scoring?: Partial<ScoringOptions>;
  /** Reweights precision to how often things happen where alarms are answered. */
  readonly prevalence?: RunPrevalence | null;
  /** Metrics of the user's own, as {@link findMetrics} gives them. */
  readonly metrics?: readonly Metric[];
}

/**
 * Scores alerts from files by the same rules as detectors: cool-down, classes, damage, money. With a
 * budget and a calibration half, files with scores are calibrated; otherwise every alert counts.
 * Where there is truth, the ceiling of the view and the floors with as many alarms stand beside them.
 *
 * @example
 * const run = scoreAlerts({ dataset: "runs/data/city", alerts: ["mine.csv"] });
 */
export function scoreAlerts(job: ScoreAlerts): RunFile {
  const started = performance.now();
  const dataset = openDataset(job.dataset);
  try {
    if (job.prevalence) {
      const { truth } = dataset.manifest;
      const kinds = [truth?.incidents, truth?.lookAlikes].map((each) => Object.keys(each ?? {}));
      checkPrevalence(job.prevalence, kinds[0], kinds[1]);
    }
    const { files, view, warnings } = readAlerts(job.alerts, dataset, job.view);
    const world = loadWorld(dataset, view, job.tariff ? { tariff: job.tariff } : {});
    const scoring = openScoring(world, job.scoring ?? {});
    const { seed, replicates } = resolveScoring(job.scoring ?? {});
    const bootstrap = openBootstrap(seed, replicates);
    const made = files.flatMap(({ path, lines }) =>
      tieAlerts(lines, world).map((file) => {
        const name = file.detector ?? nameOf(path, job.alerts);
        return madeOf({ ...file, name }, { dataset, scoring, job, bootstrap });
      }),
    );
    const detectors = made.map(({ row }) => row);
    return {
      schemaVersion: RUN_SCHEMA_VERSION,
      tool: toolVersion(),
      datasets: [describeDataset(dataset, scoring, false)],
      budget: job.budget ?? null,
      capacity: null,
      prevalence: job.prevalence ?? null,
      ...(job.metrics?.length ? { metrics: job.metrics.map(metricFacts) } : {}),
      settings: { ...scoring.options },
      detectors: world.truth ? besideFloors(made, { dataset, scoring, job, bootstrap }) : detectors,
      comparisons: [],
      metricsWonByFloor: {},
      overlaps: [],
      sweeps: [],
      gates: [],
      warnings: [
        ...warnings,
        ...made.flatMap((each) => warningsOf(each, dataset.manifest.span.utcOffset)),
      ],
      timings: { seconds: (performance.now() - started) / 1000 },
    };
  } finally {
    dataset.close();
  }
}

/** What alerts are scored with. */
interface Desk {
  readonly dataset: Dataset;
  readonly scoring: Scoring;
  readonly job: ScoreAlerts;
  readonly bootstrap: Bootstrap;
}

/** A file's row, before it is held against any floor. */
type Scored = Omit<MadeRow, "parts"> & { readonly point: TalliedPoint; readonly isLocal: boolean };

function madeOf(
  file: AlertsFile & { readonly name: string },
  { dataset, scoring, job, bootstrap }: Desk,
): Scored {
  const { world } = scoring;
  const { threshold, underpowered, needed } = thresholdOf(file, scoring, job);
  const { tally, alarms } = tallyRun(scoring, file.alerts, passMark(threshold));
  const score = scoreTally(tally, job.scoring ?? {}, bootstrap);
  const context = { prevalence: job.prevalence ?? null };
  const by = { options: scoring.options, bootstrap };
  const listed = listAlarms(scoring, file.alerts, alarms, file.hasScores);
  const row = detectorRow({
    head: {
      dataset: datasetName(dataset.manifest),
      name: file.name,
      view: world.view,
      role: "detector",
      point: "calibrated",
      leads: true,
      today: false,
      options: {},
      reason: null,
      reproduce: null,
      sandbox: "not sandboxed",
      causality: file.causality,
      learnsFrom: null,
      detects: ["*"],
      thresholdUnit: "score",
      scoreScale: null,
    },
    score,
    truth: world.truth,
    thresholds: [
      {
        seed: world.seed,
        ...threshold,
        from: threshold.source === "given" ? null : datasetName(dataset.manifest),
        underpowered,
        neededDeviceDays: needed,
      },
    ],
    alarms: listed.map((alarm) => ({ seed: world.seed, ...alarm })),
    moneyAtAlarm: moneyAtFirstAlarms([listed]),
    tradeOff: [],
    oracle: null,
    calibration: null,
    beside: estimateMetrics(BESIDE_TALLY, tally, context, by),
    ...ownPart(job.metrics ?? [], tally, context, by),
    budget: job.budget ?? Number.POSITIVE_INFINITY,
    utcOffset: dataset.manifest.span.utcOffset,
  });
  const packed = packTally(tally);
  return {
    row,
    score,
    tally: packed,
    point: { threshold, tally: packed, score: null, alarms: listed },
    isLocal: file.isLocal,
  };
}

/** Works out floors at each file's number of alarms; the table's own have as many as the first. */
function besideFloors(
  made: readonly Scored[],
  { dataset, scoring, job, bootstrap }: Desk,
): DetectorRow[] {
  const { view } = scoring.world;
  const counts = made.map(({ row }) => row.alarms);
  const options = job.scoring ?? {};
  const floors = runFloorTask({
    kind: "floors",
    dataset: dataset.dir,
    view,
    alarms: [...new Set(counts)],
    scoring: options,
    tariff: job.tariff ?? null,
  });
  const result: DatasetResult = {
    description: describeDataset(dataset, scoring, false),
    dir: dataset.dir,
    silent: () => tallyFailed(scoring, "ok"),
    results: [],
    combined: [],
    floors: new Map([[view, floors]]),
    floorAlarms: counts[0] ?? 0,
    hasHalf: true,
    warnings: [],
    sourceOf: () => null,
  };
  const settings = {
    budget: job.budget ?? Number.POSITIVE_INFINITY,
    scoring: options,
    prevalence: job.prevalence ?? null,
    metrics: job.metrics ?? [],
  };
  const { rows, fixed } = floorRows([result], settings, bootstrap);
  const own = fixed(result.description.name);
  const held = made.map(({ row, score, tally, point }) => {
    const points = { calibrated: point, shipped: point, leads: "calibrated" as const };
    const task = { ...points, calibration: null, tradeOff: [], onCalibration: null, oracle: null };
    const parts = [{ result, failure: null, score: task, from: null, floorView: view, fits: [] }];
    return withFloors({ row, score, tally, parts }, own, resolveScoring(options), bootstrap);
  });
  return [...held, ...rows];
}

function warningsOf({ row, isLocal }: Scored, utcOffset: number): string[] {
  const { name, causality, thresholdSource } = row;
  const clock = formatUtcOffset(utcOffset);
  return [
    ...(isLocal ? [`${name}: times without an offset are read at ${clock}, as the dataset's`] : []),
    ...(causality === "unchecked"
      ? [`${name}: causality: unchecked, not every alert says when it was raised`]
      : []),
    ...(thresholdSource === "no-calibration"
      ? [`${name}: no-calibration: no line is there to calibrate on, so a budget lets nothing pass`]
      : []),
  ];
}

/** A file's own name; its whole path where another file has the same. */
function nameOf(path: string, all: readonly string[]): string {
  const name = basename(path);
  return all.some((other) => other !== path && basename(other) === name) ? path : name;
}

function thresholdOf(
  { alerts, hasScores }: AlertsFile,
  { world, options }: Scoring,
  { budget }: ScoreAlerts,
): { threshold: Threshold; underpowered: boolean; needed: number | null } {
  const given: Threshold = { value: null, source: "given" };
  if (budget === undefined || !hasScores) {
    return { threshold: given, underpowered: false, needed: null };
  }
  // A budget is kept or nothing is let through: letting all pass would be an answer to another question.
  if (!world.truth) {
    return {
      threshold: { value: null, source: "no-calibration" },
      underpowered: false,
      needed: null,
    };
  }
  const { value, source, underpowered, neededDeviceDays } = calibrate(
    world,
    alerts,
    { budget },
    options,
  );
  return {
    threshold: { value, source },
    underpowered,
    needed: underpowered ? neededDeviceDays : null,
  };
}
