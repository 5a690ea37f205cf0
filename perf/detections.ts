import { openDataset } from "../datasets/dataset.ts";
import { askPeer, type PeerAnswer } from "./peer.ts";
import { leastCpu } from "./stopwatch.ts";
import { type Answer, detectAll, type Rows, RULES, type Rule } from "./three-detections.ts";
import { readFully } from "./whole-view.ts";

/** One engine's cost of the same three detections, and what it found. */
export interface EngineResult {
  readonly version: string;
  readonly rows: number;
  /** Least seconds of CPU from columns in memory, rule by rule. */
  readonly cpu: Readonly<Record<Rule, number>>;
  readonly answers: Readonly<Record<Rule, Answer>>;
}

/** Engines in the order of the table. */
export const ENGINES = ["numba", "polars", "polars-2", "duckdb", "duckdb-2", "python"] as const;

/** All engines on the same rows in one run. */
export interface DetectionsResults {
  readonly rows: number;
  readonly billshock: EngineResult;
  readonly peers: Readonly<Record<(typeof ENGINES)[number], PeerAnswer<EngineResult>>>;
}

/** Has every engine do the three detections on the flows view of a dataset. */
export function measureDetections(city: string, quick: boolean): DetectionsResults {
  const rows = loadRows(city);
  const repeats = quick ? 2 : 5;
  const billshock = runOurs(rows, repeats);
  const peers = Object.fromEntries(
    ENGINES.map((engine) => [
      engine,
      askPeer<EngineResult>("detections.py", [engine, city, String(repeats)]),
    ]),
  ) as DetectionsResults["peers"];
  return { rows: rows.length, billshock, peers };
}

/** Whether the engine found what we found. */
export function agrees(ours: EngineResult, theirs: EngineResult): boolean {
  return RULES.every(
    (rule) =>
      ours.answers[rule].count === theirs.answers[rule].count &&
      ours.answers[rule].checksum === theirs.answers[rule].checksum,
  );
}

function runOurs(rows: Rows, repeats: number): EngineResult {
  const cpu: Partial<Record<Rule, number>> = {};
  const answers: Partial<Record<Rule, Answer>> = {};
  for (const rule of RULES) {
    cpu[rule] = leastCpu(repeats, () => {
      answers[rule] = detectAll[rule](rows);
    });
  }
  return {
    version: `Node ${process.versions.node}`,
    rows: rows.length,
    cpu: cpu as EngineResult["cpu"],
    answers: answers as EngineResult["answers"],
  };
}

function loadRows(city: string): Rows {
  const dataset = openDataset(city);
  const batches = readFully(dataset, "flows", ["visibleAt", "device", "up", "down"]);
  const length = batches.reduce((sum, batch) => sum + batch.length, 0);
  const rows = {
    length,
    devices: dataset.manifest.devices,
    visibleAt: new Float64Array(length),
    device: new Uint32Array(length),
    up: new Float64Array(length),
    down: new Float64Array(length),
  };
  let at = 0;
  for (const batch of batches) {
    for (const name of ["visibleAt", "device", "up", "down"] as const) {
      rows[name].set(batch[name], at);
    }
    at += batch.length;
  }
  dataset.close();
  return rows;
}
