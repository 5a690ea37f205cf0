import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import type { Fleet } from "../../datasets/fleet.ts";
import type { Manifest } from "../../datasets/format/manifest.ts";
import type { ViewName } from "../../datasets/view.ts";
import { keyOf } from "./keyed.ts";
import type { Shard } from "./shard.ts";

/** A dataset on disk as detectors are run on it: its views and its fleet, never its truth. */
export interface DatasetSource {
  readonly dataset: Dataset;
  readonly manifest: Manifest;
  readonly fleet: Fleet;
  /** Columns that the dataset really has in a view; none when it lacks the view. */
  columnsOf(view: ViewName): readonly string[];
  shard(view: ViewName, shard: number): Shard;
}

let last: { readonly dir: string; readonly source: DatasetSource } | null = null;

/** Opens a dataset; the last one stays open, since unit after unit of work asks for the same. */
export function openSource(dir: string): DatasetSource {
  if (last?.dir !== dir) last = { dir, source: sourceOf(openDataset(dir)) };
  return last.source;
}

function sourceOf(dataset: Dataset): DatasetSource {
  const { manifest } = dataset;
  const { devices, devicesPerShard } = manifest;
  const fleet = dataset.fleet();
  return {
    dataset,
    manifest,
    fleet,
    columnsOf: (view) => manifest.views[view]?.columns ?? [],
    shard: (view, shard) => ({
      view,
      shard,
      devices: {
        from: shard * devicesPerShard,
        to: Math.min(devices, (shard + 1) * devicesPerShard),
      },
      payer: fleet.payer,
      key: keyOf(manifest.name, manifest.seed ?? "", manifest.views[view]?.logicalHash ?? ""),
      batches: (columns) => dataset.readView(view, shard, columns),
    }),
  };
}
