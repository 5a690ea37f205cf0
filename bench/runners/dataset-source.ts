import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openTable } from "../../datasets/arrow/reader.ts";
import type { Fleet } from "../../datasets/fleet.ts";
import type { Manifest } from "../../datasets/manifest.ts";
import { devices as devicesTable } from "../../datasets/tables/devices.ts";
import {
  VIEW_TABLES,
  type ViewBatch,
  type ViewColumn,
  type ViewName,
} from "../../datasets/view.ts";
import { keyOf } from "./keyed.ts";
import type { Shard } from "./run-shard.ts";

/** A dataset on disk as detectors are run on it: its views and its fleet, never its truth. */
export interface DatasetSource {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly fleet: Fleet;
  /** Columns that the dataset really has in a view; none when it lacks the view. */
  columnsOf(view: ViewName): readonly string[];
  shard(view: ViewName, shard: number): Shard;
}

const sources = new Map<string, DatasetSource>();

/** Opens a dataset; the last one stays open, since unit after unit of work asks for the same. */
export function openSource(folder: string): DatasetSource {
  let source = sources.get(folder);
  if (source === undefined) {
    source = readSource(folder);
    sources.clear();
    sources.set(folder, source);
  }
  return source;
}

function readSource(folder: string): DatasetSource {
  const path = join(folder, "manifest.json");
  const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
  const { devices, devicesPerShard } = manifest;
  return {
    folder,
    manifest,
    fleet: readFleet(folder, manifest),
    columnsOf: (view) => manifest.views[view]?.columns ?? [],
    shard: (view, shard) => ({
      view,
      shard,
      devices: {
        from: shard * devicesPerShard,
        to: Math.min(devices, (shard + 1) * devicesPerShard),
      },
      key: keyOf(manifest.name, manifest.seed ?? "", manifest.views[view]?.logicalHash ?? ""),
      batches: (columns) => readShard(shardFile(folder, view, shard), view, columns),
    }),
  };
}

/** File of one shard of a view. */
export function shardFile(folder: string, view: string, shard: number): string {
  return join(folder, "views", view, `${String(shard).padStart(4, "0")}.arrow`);
}

function* readShard(
  path: string,
  view: ViewName,
  columns: readonly ViewColumn[],
): Generator<ViewBatch> {
  const reader = openTable(path, VIEW_TABLES[view], columns);
  try {
    for (let i = 0; i < reader.batches; i++) {
      const { length, columns: values } = reader.read(i);
      yield { ...values, length } as unknown as ViewBatch;
    }
  } finally {
    reader.close();
  }
}

/** Reads devices.arrow: what an operator's CRM knows. */
export function readFleet(folder: string, { devices: count, span }: Manifest): Fleet {
  const reader = openTable(join(folder, "devices.arrow"), devicesTable);
  try {
    const fleet = {
      deviceCount: count,
      from: span.from,
      quota: new Float64Array(count),
      price: new Float64Array(count),
      moneyCap: new Float64Array(count),
      volumeCap: new Float64Array(count),
      billingDay: new Uint8Array(count),
      utcOffset: new Int32Array(count),
      homeProvince: new Uint8Array(count),
      segment: new Uint8Array(count),
      deviceType: new Uint8Array(count),
      activatedAt: new Float64Array(count),
    };
    for (let i = 0; i < reader.batches; i++) {
      const { length, columns } = reader.read(i);
      for (const [name, values] of Object.entries(fleet)) {
        if (typeof values === "number") continue;
        for (let j = 0; j < length; j++) values[columns["device"][j]] = columns[name][j];
      }
    }
    return fleet;
  } finally {
    reader.close();
  }
}
