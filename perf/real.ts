import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { runBench } from "../bench/run/bench.ts";
import type { DetectorRow, RunFile } from "../bench/run/run-file.ts";
import { openSource } from "../bench/runners/dataset-source.ts";
import { detectorColumns } from "../bench/runners/detector-columns.ts";
import { garwood } from "../bench/statistics/intervals.ts";
import { importDataset } from "../datasets/importing/import-dataset.ts";
import { parseMoment } from "../datasets/importing/parse-moment.ts";
import { DETECTORS } from "../detectors/catalogue.ts";
import { createDetector } from "../detectors/create-detector.ts";
import { isLearner } from "../detectors/state/learning.ts";

import { generate } from "../jobs/generate.ts";
import { loadScenario } from "../jobs/load-scenario.ts";
import { CAPTURES, type Capture, type CaptureKind } from "./real-captures.ts";
import { ROOT } from "./root.ts";

/** Where thresholds come from: simulated lines alone, no real capture. */
const CALIBRATION = { scenario: "city@L1", seed: "1", budget: 10 } as const;
const LEVEL = 0.95;

/** An alarm on a capture. */
export interface RealAlarm {
  readonly detector: string;
  /** Seconds from the capture's first flow to the moment at which the row could be acted on. */
  readonly seconds: number;
}

/** What detectors made of one capture. */
export interface CaptureResult {
  readonly name: string;
  readonly kind: CaptureKind;
  readonly what: string;
  /** From the first flow to the end of the last, in seconds; clocks of stitched captures jump. */
  readonly seconds: number;
  readonly rows: number;
  readonly up: number;
  readonly down: number;
  readonly flows: number;
  /** Most distinct remotes in one UTC minute. */
  readonly peers: number;
  readonly alarms: readonly RealAlarm[];
  /** By detector, its highest score as a share of its threshold; null: it never had one. */
  readonly heights: Readonly<Record<string, number | null>>;
  readonly repository: string;
  readonly path: string | null;
  readonly commit: string | null;
  readonly sha256: string;
  /** Of the flow log that was imported. */
  readonly logSha256: string;
}

/** A detector that could run on flow logs, and where its threshold comes from. */
export interface RealDetector {
  readonly name: string;
  readonly unit: string;
  readonly threshold: number | null;
  readonly source: DetectorRow["thresholdSource"];
}

/** A count with the exact interval of its mean. */
export interface PhoneCount {
  readonly detector: string;
  readonly alarms: number;
  readonly low: number;
  readonly high: number;
}

/** All that {@link measureReal} finds. */
export interface RealResults {
  readonly calibration: typeof CALIBRATION;
  readonly captures: readonly CaptureResult[];
  readonly detectors: readonly RealDetector[];
  /** Why the others of the catalogue could not run. */
  readonly notEvaluable: Readonly<Record<string, string>>;
  readonly phone: readonly PhoneCount[];
}

/**
 * Runs the catalogue over real captures with thresholds from simulated lines alone.
 *
 * `data` is the folder with the captures; nothing of it is kept. Takes about a minute and 200 MB of
 * disk below `scratch`.
 */
export async function measureReal(data: string, scratch: string): Promise<RealResults> {
  const calibrate = join(scratch, "city");
  const { scenario, seed, budget } = CALIBRATION;
  await generate({ scenario: loadScenario(scenario), seed, out: calibrate });
  for (const capture of CAPTURES) await importCapture(capture, data, scratch);
  const run = await runBench({
    datasets: CAPTURES.map(({ name }) => join(scratch, name)),
    calibrate,
    budget,
    // No estimate of a run without truth has an interval.
    scoring: { replicates: 1 },
  });
  return resultsOf(run, data, scratch);
}

async function importCapture(capture: Capture, data: string, scratch: string): Promise<void> {
  const { log, format, devices, name } = capture;
  await importDataset({
    file: join(data, log),
    out: join(scratch, name),
    format,
    devices,
    forgetKeys: true,
    // One capture was put together from two that lie four years apart: it is looked at as one.
    ...{ from: "1970-01-01", to: "2030-01-01" },
  });
}

function resultsOf(run: RunFile, data: string, scratch: string): RealResults {
  const rows = run.detectors.filter(({ point }) => point === "calibrated");
  const broken = rows.find(({ status }) => status !== "ok" && status !== "not-evaluable");
  if (broken) throw new Error(`${broken.name} on ${broken.dataset}: ${broken.reason}`);
  const phoneRows = rows.filter(({ dataset }) => dataset === "phone");
  const detectors = phoneRows
    .filter(({ status }) => status === "ok")
    .map(({ name, thresholdUnit: unit, threshold, thresholdSource: source }) => ({
      name,
      unit,
      threshold,
      source,
    }));
  return {
    calibration: CALIBRATION,
    captures: CAPTURES.map((capture) =>
      captureResult(capture, { rows, detectors, data, folder: join(scratch, capture.name) }),
    ),
    detectors,
    notEvaluable: Object.fromEntries(
      phoneRows.flatMap(({ name, status, reason }) =>
        status === "ok" ? [] : [[name, reason ?? ""]],
      ),
    ),
    phone: phoneRows
      .filter(({ status }) => status === "ok")
      .map(({ name, alarms }) => ({ detector: name, alarms, ...garwood(alarms, LEVEL) })),
  };
}

interface Found {
  readonly rows: RunFile["detectors"];
  readonly detectors: readonly RealDetector[];
  readonly data: string;
  readonly folder: string;
}

function captureResult(capture: Capture, { rows, detectors, data, folder }: Found): CaptureResult {
  const { name, kind, what, repository, path, commit, log, original, devices } = capture;
  const { first, last } = spanOf(join(data, log), devices);
  const alarms = rows
    .filter(({ dataset }) => dataset === name)
    .flatMap(({ name: detector, alarmList }) =>
      alarmList.map(({ time }) => ({ detector, seconds: (time - first) / 1000 })),
    )
    .toSorted((a, b) => a.seconds - b.seconds);
  return {
    name,
    kind,
    what,
    seconds: Math.round((last - first) / 1000),
    ...volumesOf(folder),
    alarms,
    heights: heightsOf(folder, detectors),
    repository,
    path,
    commit,
    sha256: listedHash(data, original),
    logSha256: listedHash(data, log),
  };
}

/** First start and last end of flows of a device, read without the importers. */
function spanOf(file: string, devices: readonly string[]): { first: number; last: number } {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  const isArgus = text.startsWith("StartTime");
  let [first, last] = [Number.POSITIVE_INFINITY, 0];
  for (const line of text.split("\n").slice(isArgus ? 1 : 0)) {
    const cells = line.split(",");
    const ends = [cells[3], cells[isArgus ? 6 : 4]];
    if (!devices.some((device) => ends.includes(device)) || ends[0] === ends[1]) continue;
    const start = parseMoment(cells[0], 0);
    const end = isArgus ? start + Number(cells[1]) * 1000 : parseMoment(cells[1], 0);
    first = Math.min(first, start);
    last = Math.max(last, end);
  }
  return { first, last };
}

function volumesOf(folder: string) {
  const sums = { rows: 0, up: 0, down: 0, flows: 0, peers: 0 };
  const columns = ["up", "down", "flows", "peers"] as const;
  for (const batch of openSource(folder).shard("flows", 0).batches(columns)) {
    for (let i = 0; i < batch.length; i++) {
      sums.rows++;
      sums.up += batch.up[i];
      sums.down += batch.down[i];
      sums.flows += batch.flows[i];
      sums.peers = Math.max(sums.peers, batch.peers[i]);
    }
  }
  return sums;
}

function heightsOf(
  folder: string,
  detectors: readonly RealDetector[],
): Record<string, number | null> {
  const source = openSource(folder);
  const heights: Record<string, number | null> = {};
  for (const { name, threshold } of detectors) {
    const spec = DETECTORS.find((one) => one.name === name);
    // What a learner learned lies with the run; its alarms are told, not how near it came.
    if (spec === undefined || threshold === null || isLearner(spec)) continue;
    const { columns, missing } = detectorColumns(spec, "flows", source.columnsOf("flows"));
    if (missing.length > 0) continue;
    const detector = createDetector(spec, {}, source.fleet, "flows");
    let highest = Number.NEGATIVE_INFINITY;
    for (const batch of source.shard("flows", 0).batches(columns)) {
      const scores = new Float64Array(batch.length);
      detector.observe(batch, scores);
      for (const score of scores) highest = Math.max(highest, score);
    }
    heights[name] = highest === Number.NEGATIVE_INFINITY ? null : highest / threshold;
  }
  return heights;
}

/** Hash of a file of the folder, which must be the one that the folder's own list names. */
function listedHash(data: string, path: string): string {
  const hash = createHash("sha256")
    .update(readFileSync(join(data, path)))
    .digest("hex");
  const list = readFileSync(join(data, "MANIFEST.sha256"), "utf8");
  if (!list.includes(`${hash}  ${path}\n`)) {
    throw new Error(`${join(data, path)}: sha256 must be as MANIFEST.sha256 lists it, got ${hash}`);
  }
  return hash;
}

const FILE = join(ROOT, "perf/real.json");

/** Reads the published results. */
export function readReal(): RealResults {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/** Publishes results; four digits each, since more would only be noise in a diff. */
function writeReal(results: RealResults): void {
  const short = (_key: string, value: unknown) =>
    typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
  writeFileSync(FILE, `${JSON.stringify(results, short, 2)}\n`);
}

const [, called] = process.argv;
if (called !== undefined && realpathSync(called) === fileURLToPath(import.meta.url)) {
  const standard = join(process.env["BILLSHOCK_DATA"] ?? join(ROOT, "../shared/data"), "real");
  const { values } = parseArgs({ options: { data: { type: "string", default: standard } } });
  const scratch = mkdtempSync(join(tmpdir(), "billshock-real-"));
  try {
    writeReal(await measureReal(values.data, scratch));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
