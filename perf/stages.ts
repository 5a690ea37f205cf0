import { rmSync } from "node:fs";
import { join } from "node:path";
import { openHash, RECORD_TRUTH_COLUMNS } from "../datasets/format/logical-hash.ts";
import { openTableWriter } from "../datasets/format/writer.ts";
import { recordTruth } from "../datasets/tables/record-truth.ts";
import { VIEW_TABLES, VIEWS, type ViewName } from "../datasets/view.ts";
import { OWN_MODELS } from "../jobs/load-models.ts";
import { loadScenario } from "../jobs/load-scenario.ts";
import { simulateShard } from "../simulators/engine/engine.ts";
import { type RowSink, Rows } from "../simulators/observers/rows.ts";
import { startWatch } from "./stopwatch.ts";

/** Seconds of CPU of each stage, once the code is compiled. */
export interface Stages {
  readonly rows: number;
  /** Lives, models, link, charging plane, observers. */
  readonly simulate: number;
  /** Rows put in order of visibility and gathered into batches. */
  readonly order: number;
  /** Arrow files and their sha256. */
  readonly write: number;
  /** Logical hashes of rows and truth. */
  readonly hash: number;
}

/** The flows view by itself, simulated, ordered, hashed and written. */
export interface FlowsAlone {
  readonly rows: number;
  readonly bytes: number;
  readonly cpu: number;
}

/** A fleet to measure on. */
export interface Fleet {
  readonly devices: number;
  readonly days: number;
}

const SHARD = 256;

/** Measures each stage of generating all four views with truth, in this process. */
export function measureStages(dir: string, fleet: Fleet): Stages {
  simulateFleet(dir, { devices: 100, days: fleet.days }, VIEWS);
  let flushed = 0;
  const { flush } = Rows.prototype;
  // The engine orders rows behind a method of its own; nothing else tells that part from the rest.
  Rows.prototype.flush = function (watermark) {
    const spent = startWatch();
    flush.call(this, watermark);
    flushed += spent().cpu;
  };
  try {
    const { rows, cpu, write, hash, finish } = simulateFleet(dir, fleet, VIEWS);
    const order = flushed - (write + hash - finish);
    return { rows, simulate: cpu - order - write - hash, order, write, hash };
  } finally {
    Rows.prototype.flush = flush;
  }
}

/** Measures the flows view by itself: nobody observes, orders or writes the others. */
export function measureFlowsAlone(dir: string, fleet: Fleet): FlowsAlone {
  simulateFleet(dir, { devices: 100, days: fleet.days }, ["flows"]);
  const { rows, bytes, cpu } = simulateFleet(dir, fleet, ["flows"]);
  return { rows, bytes, cpu };
}

interface Measured {
  readonly rows: number;
  readonly bytes: number;
  readonly cpu: number;
  readonly write: number;
  readonly hash: number;
  /** Part of write and hash that came after the last flush. */
  readonly finish: number;
}

function simulateFleet(
  dir: string,
  { devices, days }: Fleet,
  views: readonly ViewName[],
): Measured {
  const scenario = loadScenario("city@L1", { devices: Math.max(500, devices), days });
  const sums = { rows: 0, bytes: 0, write: 0, hash: 0, finish: 0 };
  const spent = startWatch();
  for (let first = 0; first < devices; first += SHARD) {
    const count = Math.min(SHARD, devices - first);
    const files = openFiles(join(dir, "stages"), views, sums);
    let before = 0;
    simulateShard(
      { seed: "1", scenario, models: OWN_MODELS, first, count, views },
      files.sink,
      () => {
        before = sums.write + sums.hash;
      },
    );
    files.close();
    sums.finish += sums.write + sums.hash - before;
  }
  return { ...sums, cpu: spent().cpu };
}

function openFiles(
  stem: string,
  views: readonly ViewName[],
  sums: { rows: number; bytes: number; write: number; hash: number },
): { sink: RowSink; close(): void } {
  const open = (table: typeof recordTruth | (typeof VIEW_TABLES)[ViewName], path: string) => {
    const columns = table === recordTruth ? { columns: RECORD_TRUTH_COLUMNS } : {};
    rmSync(path, { force: true });
    return { path, writer: openTableWriter(path, table), hash: openHash(table, columns) };
  };
  const rows = new Map(views.map((view) => [view, open(VIEW_TABLES[view], `${stem}-${view}`)]));
  const truth = new Map(views.map((view) => [view, open(recordTruth, `${stem}-${view}-truth`)]));
  const take = (files: typeof rows, view: ViewName, batch: Parameters<RowSink["rows"]>[1]) => {
    const file = files.get(view);
    if (file === undefined) throw new Error(`perf: nobody observes ${view}`);
    const writing = startWatch();
    file.writer.write(batch);
    sums.write += writing().cpu;
    const hashing = startWatch();
    file.hash.add(batch);
    sums.hash += hashing().cpu;
  };
  return {
    sink: {
      rows(view, batch) {
        take(rows, view, batch);
        sums.rows += batch.length;
      },
      truth: (view, batch) => take(truth, view, batch),
    },
    close() {
      for (const { writer, path } of [...rows.values(), ...truth.values()]) {
        const writing = startWatch();
        sums.bytes += writer.close().bytes;
        sums.write += writing().cpu;
        rmSync(path);
      }
    },
  };
}
