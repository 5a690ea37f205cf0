import { type Dataset, openDataset, type RecordTruthBatch, type TruthTable } from "../dataset.ts";
import { OPTIONAL_TABLES, recordTruthPath, SMALL_TABLES, viewPath } from "../format/layout.ts";
import { mergeHashes, openHash, RECORD_TRUTH_COLUMNS } from "../format/logical-hash.ts";
import type { Batch } from "../table.ts";
import { recordTruth } from "../tables/record-truth.ts";
import { VIEW_TABLES, type ViewBatch, type ViewName } from "../view.ts";
import { openConservation } from "./checks/conservation.ts";
import { checkEnforcement } from "./checks/enforcement.ts";
import { checkFiles } from "./checks/files.ts";
import { type Finding, type Findings, openFindings } from "./checks/finding.ts";
import { openOrderCheck } from "./checks/order.ts";
import { openSessionCheck } from "./checks/sessions.ts";
import { openTruthCheck, type TruthCursor } from "./checks/truth.ts";
import { openValuesCheck } from "./checks/values.ts";

/** Hears how many of all rows have been checked. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Checks that a dataset is what its manifest says, and that its views and truth agree.
 *
 * Files by sha256; schemas; order, times and values of each row; counters of WLAN sessions; logical
 * hashes; bytes of each device across views; and truth against rows. Data without truth, and views that an import lacks, are checked as far as they go. Streams: memory is that of a
 * shard's devices, its episodes, and a bit a row. Throws only when there is no dataset.
 */
export function verifyDataset(dir: string, onProgress: OnProgress = () => {}): Finding[] {
  const dataset = openDataset(dir);
  const findings = openFindings();
  checkFiles(dataset, findings);
  const fail = (file: string, check: () => void): void => {
    try {
      check();
    } catch (error) {
      const message = error instanceof Error ? error.message.replace(`${dir}/`, "") : String(error);
      findings.add({ level: "error", check: "schema", file, message });
    }
  };
  fail("devices.arrow", () => {
    dataset.fleet();
    const { plans } = dataset.manifest;
    const unknown = dataset.planNames().find((plan) => plans[plan] === undefined);
    if (unknown) throw new RangeError(`the manifest knows no tariff of plan ${unknown}`);
  });
  fail("enforcement.arrow", () => checkEnforcement(dataset, findings));
  const auditors = openAuditors(dataset, findings, fail);
  const { views } = dataset.manifest;
  const total = dataset.views.reduce((sum, view) => sum + (views[view]?.rows ?? 0), 0);
  let done = 0;
  for (const view of dataset.views) {
    const sums = openViewSums();
    for (let shard = 0; shard < dataset.shards; shard++) {
      fail(viewPath(view, shard), () => {
        checkShard({ dataset, view, shard, sums, auditors, findings }, (rows) => {
          done += rows;
          onProgress(done, total);
        });
      });
    }
    compareSums(dataset, view, sums, findings);
  }
  auditors.conservation.finish();
  fail("truth", () => auditors.truth?.finish());
  if (auditors.truth) fail("truth", () => checkTruthHash(dataset, findings));
  dataset.close();
  return findings.list();
}

interface Auditors {
  readonly conservation: ReturnType<typeof openConservation>;
  readonly truth: ReturnType<typeof openTruthCheck> | null;
}

function openAuditors(
  dataset: Dataset,
  findings: Findings,
  fail: (file: string, check: () => void) => void,
): Auditors {
  const conservation = openConservation(dataset.manifest, findings);
  let truth: Auditors["truth"] = null;
  if (dataset.manifest.truth !== null) {
    fail("truth", () => {
      truth = openTruthCheck(dataset, findings);
    });
  }
  return { conservation, truth };
}

interface ShardCheck {
  readonly dataset: Dataset;
  readonly view: ViewName;
  readonly shard: number;
  readonly sums: ViewSums;
  readonly auditors: Auditors;
  readonly findings: Findings;
}

function checkShard(
  { dataset, view, shard, sums, auditors, findings }: ShardCheck,
  onRows: (rows: number) => void,
): void {
  const { manifest } = dataset;
  const file = viewPath(view, shard);
  const order = openOrderCheck({ manifest, view, shard, file }, findings);
  const values = openValuesCheck({ manifest, view, file }, findings);
  const sessions = view === "wlan" ? openSessionCheck({ manifest, view, file }, findings) : null;
  const cursor = openCursor({ dataset, view, shard, sums, auditors, findings });
  let base = 0;
  for (const batch of dataset.readView(view, shard)) {
    order.add(batch, base);
    values(batch, base);
    sessions?.add(batch, base);
    auditors.conservation.add(view, batch);
    cursor?.add(batch, base);
    addSums(sums, view, batch);
    base += batch.length;
    onRows(batch.length);
  }
  order.finish();
  sessions?.finish();
  cursor?.finish();
  const { rows } = manifest.files[file] ?? {};
  if (rows !== undefined && rows !== base) {
    const message = `must have ${rows} rows, got ${base}`;
    findings.add({ level: "error", check: "files", file, message });
  }
}

function openCursor({ dataset, view, shard, sums, auditors }: ShardCheck): TruthCursor | null {
  const { truth } = auditors;
  if (truth === null) return null;
  const hash = openHash(recordTruth, { columns: RECORD_TRUTH_COLUMNS });
  function* hashed(): Generator<RecordTruthBatch> {
    for (const batch of dataset.readRecordTruth(view, shard)) {
      hash.add(asBatch(batch));
      yield batch;
    }
  }
  const cursor = truth.open(view, recordTruthPath(view, shard), hashed());
  return {
    add: cursor.add,
    finish() {
      cursor.finish();
      sums.truthHashes.push(hash.hex());
    },
  };
}

interface ViewSums {
  rows: number;
  up: number;
  down: number;
  readonly hashes: string[];
  readonly truthHashes: string[];
}

function openViewSums(): ViewSums {
  return { rows: 0, up: 0, down: 0, hashes: [], truthHashes: [] };
}

function addSums(sums: ViewSums, view: ViewName, batch: ViewBatch): void {
  const hash = openHash(VIEW_TABLES[view]);
  hash.add(asBatch(batch));
  sums.hashes.push(hash.hex());
  sums.rows += batch.length;
  for (let i = 0; i < batch.length; i++) {
    sums.up += batch.up[i];
    sums.down += batch.down[i];
  }
}

/** Rows with columns by name are a batch whose columns lie beside its length. */
function asBatch(rows: { readonly length: number }): Batch {
  return { length: rows.length, columns: rows as unknown as Batch["columns"] };
}

function compareSums(dataset: Dataset, view: ViewName, sums: ViewSums, findings: Findings): void {
  const summary = dataset.manifest.views[view];
  if (summary === undefined) return;
  const measured = {
    rows: sums.rows,
    up: sums.up,
    down: sums.down,
    logicalHash: mergeHashes(...sums.hashes),
    ...(summary.truthHash === undefined ? {} : { truthHash: mergeHashes(...sums.truthHashes) }),
  };
  for (const [name, got] of Object.entries(measured)) {
    const want = summary[name as keyof typeof measured];
    if (got === want) continue;
    const message = `${name} must be ${want} as the manifest says, got ${got}`;
    findings.add({ level: "error", check: "hash", file: `views/${view}`, message });
  }
}

function checkTruthHash(dataset: Dataset, findings: Findings): void {
  const want = dataset.manifest.truth?.logicalHash;
  const known = ["incidents", "cases", "episodes", "devices", "safeguards", "notices"] as const;
  const { files } = dataset.manifest;
  const names: readonly TruthTable[] = known.filter((name) => {
    const path = `truth/${name}.arrow` as const;
    return !OPTIONAL_TABLES.includes(path) || files[path] !== undefined;
  });
  const hashes = names.map((name) => {
    const table = dataset.readTruth(name);
    const { vocabularies } = table;
    const hash = openHash(SMALL_TABLES[`truth/${name}.arrow`], { vocabularies });
    hash.add(asBatch(table));
    return hash.hex();
  });
  const got = mergeHashes(...hashes);
  if (got === want) return;
  const message = `logicalHash must be ${want} as the manifest says, got ${got}`;
  findings.add({ level: "error", check: "hash", file: "truth", message });
}
