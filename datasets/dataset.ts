import { join } from "node:path";
import type { Fleet } from "./fleet.ts";
import { BrokenDataset } from "./format/broken-dataset.ts";
import { recordTruthPath, SMALL_TABLES, type SmallTablePath, viewPath } from "./format/layout.ts";
import type { Manifest } from "./format/manifest.ts";
import { readManifest } from "./format/read-manifest.ts";
import { readTable, type WholeTable } from "./format/read-table.ts";
import { type Layouts, openTable, type TableReader } from "./format/reader.ts";
import type { Table } from "./table.ts";
import type { enforcement } from "./tables/enforcement.ts";
import { recordTruth } from "./tables/record-truth.ts";
import type { TypedRows } from "./typed-rows.ts";
import { VIEW_TABLES, type ViewBatch, type ViewColumn, type ViewName } from "./view.ts";

/** A run of record truth of one view and shard, in order of its rows; arrays are reused. */
export type RecordTruthBatch = TypedRows<typeof recordTruth>;

/** A dataset on disk, open for reading. */
export interface Dataset {
  readonly dir: string;
  readonly manifest: Manifest;
  /** Names of the views that it has. */
  readonly views: readonly ViewName[];
  readonly shards: number;
  /** What detectors may know of the lines. */
  fleet(): Fleet;
  /** Name of each device's plan; the manifest holds each plan's tariff. */
  planNames(): readonly string[];
  /** Reads the rows of one view and shard batch by batch; the arrays are reused from batch to batch. */
  readView(
    view: ViewName,
    shard: number,
    columns?: readonly ViewColumn[],
  ): Generator<ViewBatch, void, undefined>;
  /** Reads what was done about lines, and when; null where nothing was. Detectors never see it. */
  enforcement(): WholeTable<typeof enforcement> | null;
  /**
   * Reads one small table of truth whole; throws where the dataset has none, as it has no safeguards
   * where nobody had any.
   */
  readTruth<P extends TruthTable>(name: P): WholeTable<(typeof SMALL_TABLES)[`truth/${P}.arrow`]>;
  /** Reads the record truth of one view and shard batch by batch; the arrays are reused. */
  readRecordTruth(view: ViewName, shard: number): Generator<RecordTruthBatch, void, undefined>;
  close(): void;
}

/** Names of the small tables of truth. */
export type TruthTable = "incidents" | "cases" | "episodes" | "devices" | "safeguards" | "notices";

/**
 * Opens a dataset for reading.
 *
 * Only the manifest is read here; every table when it is asked for. Memory is one batch for each
 * iterator under way, and columns that are not asked for are not read. Throws with the path when
 * the directory holds no dataset, or a file is not what the tables say.
 */
export function openDataset(dir: string): Dataset {
  const manifest = readManifest(dir);
  const open = new Set<TableReader>();
  const layouts: Layouts = new Map();

  function* batches<T>(path: string, table: Table, columns?: readonly string[]): Generator<T> {
    const reader = openTable(join(dir, path), table, columns, layouts);
    open.add(reader);
    try {
      for (let i = 0; i < reader.batches; i++) {
        const batch = reader.read(i);
        if (batch.length > 0) yield { length: batch.length, ...batch.columns } as T;
      }
    } finally {
      reader.close();
      open.delete(reader);
    }
  }
  const checkShard = (view: ViewName, shard: number): void => {
    const views = Object.keys(manifest.views);
    if (!views.includes(view)) {
      throw new RangeError(`${dir}: view must be one of ${views.join(", ")}, got ${view}`);
    }
    if (!(shard >= 0 && shard < manifest.shards)) {
      throw new RangeError(`${dir}: shard must be in [0, ${manifest.shards}), got ${shard}`);
    }
  };
  const needTruth = (): void => {
    if (manifest.truth === null) throw new RangeError(`${dir}: has no truth`);
  };

  return {
    dir,
    manifest,
    views: Object.keys(manifest.views) as ViewName[],
    shards: manifest.shards,
    fleet: () => readFleet(dir, manifest),
    planNames() {
      const { plan, vocabularies } = readTable(join(dir, DEVICES), SMALL_TABLES[DEVICES]);
      return Array.from(plan, (code) => vocabularies["plan"][code]);
    },
    readView(view, shard, columns) {
      checkShard(view, shard);
      return batches(viewPath(view, shard), VIEW_TABLES[view], columns);
    },
    enforcement() {
      if (manifest.enforcement === undefined) return null;
      return readTable(join(dir, ENFORCEMENT), SMALL_TABLES[ENFORCEMENT]);
    },
    readTruth(name) {
      needTruth();
      const path = `truth/${name}.arrow` as const satisfies SmallTablePath;
      return readTable(join(dir, path), SMALL_TABLES[path]) as never;
    },
    readRecordTruth(view, shard) {
      needTruth();
      checkShard(view, shard);
      return batches(recordTruthPath(view, shard), recordTruth);
    },
    close() {
      for (const reader of open) reader.close();
      open.clear();
    },
  };
}

const DEVICES = "devices.arrow";
const ENFORCEMENT = "enforcement.arrow";

function readFleet(dir: string, { span, devices, devicesPerShard }: Manifest): Fleet {
  const path = join(dir, DEVICES);
  const {
    length,
    device,
    plan: _,
    vocabularies: __,
    price,
    ...rest
  } = readTable(path, SMALL_TABLES[DEVICES]);
  if (length !== devices) {
    throw new BrokenDataset(`${path}: must hold ${devices} devices, got ${length}`);
  }
  const { payer } = rest;
  for (let i = 0; i < length; i++) {
    if (device[i] !== i) {
      throw new BrokenDataset(`${path}: device must be ${i} in row ${i}, got ${device[i]}`);
    }
    const first = i - (i % devicesPerShard);
    if (!(payer[i] >= first && payer[i] <= i && payer[payer[i]] === payer[i])) {
      throw new BrokenDataset(
        `${path}: payer must be the lowest line on the bill, in [${first}, ${i}], got ${payer[i]} in row ${i}`,
      );
    }
  }
  return {
    deviceCount: length,
    from: span.from,
    price: Float64Array.from(price),
    ...rest,
  } as Fleet;
}
