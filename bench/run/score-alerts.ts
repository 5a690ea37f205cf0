import { basename } from "node:path";
import { formatUtcOffset } from "../../datasets/civil-time.ts";
import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import { readKeyFile } from "../../datasets/importing/read-key-file.ts";
import type { Tariff } from "../../datasets/tariff.ts";
import { toolVersion } from "../../datasets/tool-version.ts";
import { VIEWS, type ViewName } from "../../datasets/view.ts";
import { type AlertsFile, readAlertsFile } from "../alerts/alerts-file.ts";
import { type DetectorRow, RUN_SCHEMA_VERSION, type RunFile } from "../run-file.ts";
import { moneyAtAlarms } from "../scoring/money-at-alarm.ts";
import { scoreTally } from "../scoring/score-tally.ts";
import { resolveScoring, type ScoringOptions } from "../scoring/scoring-options.ts";
import { tallyRun } from "../scoring/tally.ts";
import { openScoring, type Scoring } from "../scoring.ts";
import { type Bootstrap, openBootstrap } from "../statistics/bootstrap.ts";
import { calibrate, passMark, type Threshold } from "../thresholds/calibrate.ts";
import { loadWorld } from "../worlds/load-world.ts";
import type { DatasetResult, MadeRow } from "./bench-rows.ts";
import { detectorRow } from "./detector-row.ts";
import { floorRows } from "./floor-rows.ts";
import { runFloorTask } from "./floor-task.ts";
import { datasetName, describeDataset } from "./provenance.ts";
import { withFloors } from "./run-rows.ts";
import type { TalliedPoint } from "./score-task.ts";

/** Alerts that somebody else made, and the dataset that they are about. */
export interface ScoreAlerts {
  readonly dataset: string;
  /** Files of CSV `device,time[,score][,view][,at]`. */
  readonly alerts: readonly string[];
  /** View that the alerts were made on; the first that the dataset has when left out. */
  readonly view?: ViewName;
  /** False alarms per 1000 device-days: calibrates files that have scores. */
  readonly budget?: number;
  readonly tariff?: Tariff | null;
  readonly scoring?: Partial<ScoringOptions>;
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
    const view = job.view ?? VIEWS.find((each) => dataset.manifest.views[each] !== undefined);
    const world = loadWorld(dataset, view ?? "charging", job.tariff ? { tariff: job.tariff } : {});
    const scoring = openScoring(world, job.scoring ?? {});
    const { seed, replicates } = resolveScoring(job.scoring ?? {});
    const bootstrap = openBootstrap(seed, replicates);
    const made = job.alerts.map((path) => madeOf(path, dataset, scoring, job, bootstrap));
    const detectors = made.map(({ row }) => row);
    return {
      schemaVersion: RUN_SCHEMA_VERSION,
      tool: toolVersion(),
      datasets: [describeDataset(dataset, scoring, false)],
      budget: job.budget ?? null,
      capacity: null,
      settings: { ...scoring.options },
      detectors: world.truth ? besideFloors(made, dataset, scoring, job, bootstrap) : detectors,
      comparisons: [],
      metricsWonByFloor: {},
      overlaps: [],
      gates: [],
      warnings: made
        .flatMap(({ local }) => local)
        .concat(
          detectors
            .filter(({ causality }) => causality === "unchecked")
            .map(
              ({ name }) =>
                `${name}: causality: unchecked, not every alert says when it was raised`,
            ),
        ),
      timings: { seconds: (performance.now() - started) / 1000 },
    };
  } finally {
    dataset.close();
  }
}

/** A file's row, before it is held against any floor. */
type Scored = Omit<MadeRow, "parts"> & {
  readonly point: TalliedPoint;
  /** Where times named no offset, the file, and how they were taken. */
  readonly local: readonly string[];
};

function madeOf(
  path: string,
  dataset: Dataset,
  scoring: Scoring,
  job: ScoreAlerts,
  bootstrap: Bootstrap,
): Scored {
  const { world } = scoring;
  const file = readAlertsFile(path, world, {
    view: world.view,
    keys: readKeyFile(dataset.dir),
    utcOffset: dataset.manifest.span.utcOffset,
  });
  const { threshold, underpowered, needed } = thresholdOf(file, scoring, job);
  const { tally, alarms } = tallyRun(scoring, file.alerts, passMark(threshold));
  const score = scoreTally(tally, job.scoring ?? {}, bootstrap);
  const money = moneyAtAlarms(scoring, alarms);
  const row = detectorRow({
    head: {
      dataset: datasetName(dataset.manifest),
      name: nameOf(path, job.alerts),
      view: world.view,
      role: "detector",
      point: "calibrated",
      reason: null,
      reproduce: null,
      sandbox: "not sandboxed",
      causality: file.causality,
      detects: ["*"],
      thresholdUnit: "score",
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
    alarms: alarms.map(({ device, time, class: name }) => ({
      seed: world.seed,
      device,
      time,
      class: name,
    })),
    moneyAtAlarm: money.reduce((sum, { charged }) => sum + charged, 0),
    tradeOff: [],
    oracle: null,
    calibration: null,
    budget: job.budget ?? Number.POSITIVE_INFINITY,
  });
  const listed = alarms.map((alarm, i) => ({ ...alarm, money: money[i].charged }));
  const clock = formatUtcOffset(dataset.manifest.span.utcOffset);
  const note = `${row.name}: times without an offset are read at ${clock}, as the dataset's`;
  const point = { threshold, tally, score: null, alarms: listed };
  return { row, score, tally, point, local: file.isLocal ? [note] : [] };
}

/** Works out floors at each file's number of alarms; the table's own have as many as the first. */
function besideFloors(
  made: readonly Scored[],
  dataset: Dataset,
  scoring: Scoring,
  job: ScoreAlerts,
  bootstrap: Bootstrap,
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
    scoring,
    results: [],
    combined: [],
    floors: new Map([[view, floors]]),
    floorAlarms: counts[0] ?? 0,
    sourceOf: () => null,
  };
  const settings = { budget: job.budget ?? Number.POSITIVE_INFINITY, scoring: options };
  const { rows, fixed } = floorRows([result], settings, bootstrap);
  const own = fixed(result.description.name);
  const held = made.map(({ row, score, tally, point }) => {
    const points = { calibrated: point, shipped: point, calibration: null, tradeOff: [] };
    const task = { ...points, onCalibration: null, oracle: null };
    const parts = [{ result, failure: null, score: task, from: null, floorView: view }];
    return withFloors({ row, score, tally, parts }, own, resolveScoring(options), bootstrap);
  });
  return [...held, ...rows];
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
  if (budget === undefined || !hasScores || !world.truth) {
    return { threshold: given, underpowered: false, needed: null };
  }
  const { value, source, underpowered, neededDeviceDays } = calibrate(
    world,
    alerts,
    { budget },
    options,
  );
  const threshold = source === "no-calibration" ? given : { value, source };
  return { threshold, underpowered, needed: underpowered ? neededDeviceDays : null };
}
