import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Batch } from "../table.ts";
import { recordTruth } from "../tables/record-truth.ts";
import { VIEW_TABLES, type ViewName } from "../view.ts";
import { recordTruthPath, viewPath } from "./layout.ts";
import { type LogicalHash, openHash, RECORD_TRUTH_COLUMNS } from "./logical-hash.ts";
import { type FileFacts, openTableWriter, type TableWriter } from "./writer.ts";

/** What a shard's rows of one view come to. */
export interface ViewFacts {
  readonly rows: number;
  readonly up: number;
  readonly down: number;
  readonly logicalHash: string;
  /** null: written without truth. */
  readonly truthHash: string | null;
}

/** What one shard left on disk; plain JSON, so that a worker can hand it to its parent. */
export interface ShardFacts {
  readonly shard: number;
  readonly files: Readonly<Record<string, FileFacts>>;
  readonly views: Readonly<Partial<Record<ViewName, ViewFacts>>>;
}

/** Writes the views and record truth of one shard. */
export interface ShardWriter {
  /** Appends rows in order of (visibleAt, device, seq); the arrays belong to the caller again afterwards. */
  rows(view: ViewName, batch: Batch): void;
  /** Appends record truth in order of its rows. */
  truth(view: ViewName, batch: Batch): void;
  close(): ShardFacts;
  /** Closes the unfinished files. */
  abort(): void;
}

/** Which views a dataset has, and whether it has truth. */
export interface ShardOptions {
  readonly views: readonly ViewName[];
  readonly truth: boolean;
}

/**
 * Opens the files of one shard below an unpublished dataset.
 *
 * Needs nothing but the directory and the shard's number: several processes write their shards into
 * one directory, each on its own. Memory is one batch of each file.
 */
export function openShardWriter(
  dir: string,
  shard: number,
  { views, truth }: ShardOptions,
): ShardWriter {
  const open = new Map(views.map((view) => [view, openView(dir, shard, view, truth)]));
  const viewOf = (view: ViewName): OpenView => {
    const found = open.get(view);
    if (found === undefined) {
      throw new RangeError(`shard writer: view must be one of ${views.join(", ")}, got ${view}`);
    }
    return found;
  };
  return {
    rows(view, batch) {
      const { rows, hash, totals } = viewOf(view);
      rows.write(batch);
      hash.add(batch);
      totals.up += sum(batch, "up");
      totals.down += sum(batch, "down");
    },
    truth(view, batch) {
      const { truth: writer, truthHash } = viewOf(view);
      if (writer === null) throw new Error("shard writer: was opened without truth");
      writer.write(batch);
      truthHash.add(batch);
    },
    close() {
      const files: Record<string, FileFacts> = {};
      const facts: Partial<Record<ViewName, ViewFacts>> = {};
      for (const [view, { rows, hash, totals, truth: writer, truthHash }] of open) {
        const file = rows.close();
        files[viewPath(view, shard)] = file;
        if (writer !== null) files[recordTruthPath(view, shard)] = writer.close();
        facts[view] = {
          rows: file.rows,
          ...totals,
          logicalHash: hash.hex(),
          truthHash: writer && truthHash.hex(),
        };
      }
      return { shard, files, views: facts };
    },
    abort() {
      for (const { rows, truth: writer } of open.values()) {
        rows.abort();
        writer?.abort();
      }
    },
  };
}

interface OpenView {
  readonly rows: TableWriter;
  readonly hash: LogicalHash;
  readonly truth: TableWriter | null;
  readonly truthHash: LogicalHash;
  readonly totals: { up: number; down: number };
}

function openView(dir: string, shard: number, view: ViewName, withTruth: boolean): OpenView {
  const table = VIEW_TABLES[view];
  const create = (path: string, of: typeof table): TableWriter => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    return openTableWriter(join(dir, path), of);
  };
  return {
    rows: create(viewPath(view, shard), table),
    hash: openHash(table),
    truth: withTruth ? create(recordTruthPath(view, shard), recordTruth) : null,
    truthHash: openHash(recordTruth, { columns: RECORD_TRUTH_COLUMNS }),
    totals: { up: 0, down: 0 },
  };
}

function sum({ length, columns }: Batch, name: string): number {
  const values = columns[name] as Float64Array;
  let total = 0;
  for (let i = 0; i < length; i++) total += values[i];
  return total;
}
