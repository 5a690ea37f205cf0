import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  MANIFEST_PATH,
  OPTIONAL_TABLES,
  SMALL_TABLES,
  type SmallTablePath,
} from "../format/layout.ts";
import { EMPTY_HASH, mergeHashes, openHash } from "../format/logical-hash.ts";
import { FORMAT, type Manifest, type ViewSummary } from "../format/manifest.ts";
import { readManifest } from "../format/read-manifest.ts";
import type { Vocabularies } from "../format/schema.ts";
import { openShardWriter, type ShardFacts, type ShardWriter } from "../format/shard-writer.ts";
import { REPLACED, sweepTemporaries, temporaryName } from "../format/temporaries.ts";
import { type FileFacts, openTableWriter } from "../format/writer.ts";
import type { Batch } from "../table.ts";
import type { ViewName } from "../view.ts";
import { datasetCard } from "./card.ts";
import { datasetCroissant } from "./croissant.ts";

/** What the maker of a dataset knows of a view beside its rows. */
export type ViewClaims = Pick<ViewSummary, "columns" | "lost" | "inFlight" | "repeated">;

/** What the maker of a dataset knows of it; the rest of the manifest is counted. */
export type ManifestFacts = Omit<
  Manifest,
  "format" | "views" | "files" | "shards" | "truth" | "enforcement"
> & {
  readonly views: Readonly<Partial<Record<ViewName, ViewClaims>>>;
  readonly truth: null | Omit<NonNullable<Manifest["truth"]>, "logicalHash">;
};

/** A dataset in the making, in a directory of its own until it is published. */
export interface DatasetWriter {
  /** Directory to write below: hand it to workers, who open shard writers of their own. */
  readonly dir: string;
  /** Opens the writer of one shard in this process. */
  shard(shard: number): ShardWriter;
  /** Takes what a shard came to, wherever it was written. */
  addShard(facts: ShardFacts): void;
  /** Writes one of the small tables. */
  table(path: SmallTablePath, batch: Batch, vocabularies?: Vocabularies): void;
  /** Writes manifest, card and metadata, syncs everything to the disk and renames. */
  publish(facts: ManifestFacts): Manifest;
  /** Removes everything that was written. */
  abort(): void;
}

/** What a dataset will hold, and whether it may take the place of another. */
export interface CreateOptions {
  /** Replaces an existing dataset; anything else in the way stays an error. */
  readonly force?: boolean;
  readonly views: readonly ViewName[];
  readonly truth: boolean;
}

/**
 * Begins a dataset that appears at `dir` whole or not at all.
 *
 * Everything is written to a directory beside it, which `publish` renames after each file has
 * reached the disk; what killed runs left there is removed first. An existing dataset is replaced only when forced, and a directory that is not
 * a dataset, or that holds anything that no dataset put there, is never touched.
 */
export function createDataset(dir: string, options: CreateOptions): DatasetWriter {
  const target = resolve(dir);
  sweepTemporaries(dirname(target));
  checkTarget(target, options.force ?? false);
  mkdirSync(dirname(target), { recursive: true });
  const temporary = temporaryName(target);
  mkdirSync(temporary);
  const shards = new Map<number, ShardFacts>();
  const files: Record<string, FileFacts> = {};
  const hashes: string[] = [];
  let enforcement: Manifest["enforcement"];

  return {
    dir: temporary,
    shard: (shard) => openShardWriter(temporary, shard, options),
    addShard(facts) {
      if (shards.has(facts.shard)) {
        throw new RangeError(`publish: shard ${facts.shard} must be given once, got it twice`);
      }
      shards.set(facts.shard, facts);
    },
    table(path, batch, vocabularies) {
      const table = SMALL_TABLES[path];
      mkdirSync(dirname(join(temporary, path)), { recursive: true });
      const writer = openTableWriter(join(temporary, path), table, vocabularies);
      writer.write(batch);
      files[path] = writer.close();
      if (path === "devices.arrow") return;
      const hash = openHash(table, vocabularies ? { vocabularies } : {});
      hash.add(batch);
      if (path.startsWith("truth/")) hashes.push(hash.hex());
      else enforcement = { rows: batch.length, logicalHash: hash.hex() };
    },
    publish(facts) {
      const parts = inOrder(shards);
      const manifest = completeManifest(
        enforcement === undefined ? facts : { ...facts, enforcement },
        parts,
        { ...files },
        mergeHashes(EMPTY_HASH, ...hashes),
      );
      checkComplete(manifest, options);
      writeFileSync(join(temporary, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`);
      writeFileSync(join(temporary, "README.md"), datasetCard(manifest));
      const croissant = JSON.stringify(datasetCroissant(manifest), null, 2);
      writeFileSync(join(temporary, "croissant.json"), `${croissant}\n`);
      syncTree(temporary);
      swap(temporary, target, options.force ?? false);
      return manifest;
    },
    abort: () => rmSync(temporary, { recursive: true, force: true }),
  };
}

/** Refuses a target that may not be replaced. */
function checkTarget(target: string, force: boolean): void {
  if (!existsSync(target)) return;
  if (!statSync(target).isDirectory()) throw new RangeError(`${target}: is a file, no dataset`);
  if (readdirSync(target).length === 0) return;
  if (!existsSync(join(target, MANIFEST_PATH))) {
    throw new RangeError(`${target}: exists and is no dataset, choose another directory`);
  }
  if (!force)
    throw new RangeError(`${target}: is a dataset already; --force (force: true) replaces it`);
  const known = new Set(Object.keys(readManifest(target).files));
  for (const own of [MANIFEST_PATH, "README.md", "croissant.json", "private/keys.csv"])
    known.add(own);
  const strange = listFiles(target).find((path) => !known.has(path));
  if (strange !== undefined) {
    throw new RangeError(`${target}: holds ${strange}, which no dataset put there; move it away`);
  }
}

/** Paths of all files below a directory, in order. */
function listFiles(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

function inOrder(shards: ReadonlyMap<number, ShardFacts>): ShardFacts[] {
  return Array.from({ length: shards.size }, (_, shard) => {
    const facts = shards.get(shard);
    if (facts === undefined) throw new RangeError(`publish: shard ${shard} is missing`);
    return facts;
  });
}

function completeManifest(
  { views, truth, tool, ...facts }: ManifestFacts & Pick<Manifest, "enforcement">,
  shards: readonly ShardFacts[],
  files: Record<string, FileFacts>,
  truthHash: string,
): Manifest {
  const summaries: Partial<Record<ViewName, ViewSummary>> = {};
  for (const [name, claims] of Object.entries(views) as [ViewName, ViewClaims][]) {
    summaries[name] = summarize(name, claims, shards, truth !== null);
  }
  for (const shard of shards) Object.assign(files, shard.files);
  return {
    format: FORMAT,
    ...facts,
    shards: shards.length,
    views: summaries,
    truth: truth && { ...truth, logicalHash: truthHash },
    files: Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
    tool,
  };
}

function summarize(
  view: ViewName,
  claims: ViewClaims,
  shards: readonly ShardFacts[],
  withTruth: boolean,
): ViewSummary {
  const parts = shards.map(({ shard, views }) => {
    const facts = views[view];
    if (facts === undefined) throw new RangeError(`publish: shard ${shard} has no view ${view}`);
    return facts;
  });
  const total = (of: "rows" | "up" | "down"): number =>
    parts.reduce((sum, part) => sum + part[of], 0);
  const hashOf = (of: "logicalHash" | "truthHash"): string =>
    mergeHashes(EMPTY_HASH, ...parts.map((part) => part[of] ?? EMPTY_HASH));
  return {
    rows: total("rows"),
    up: total("up"),
    down: total("down"),
    columns: claims.columns,
    logicalHash: hashOf("logicalHash"),
    ...(withTruth ? { truthHash: hashOf("truthHash") } : {}),
    lost: claims.lost,
    inFlight: claims.inFlight,
    ...(claims.repeated === undefined ? {} : { repeated: claims.repeated }),
  };
}

function checkComplete(manifest: Manifest, { views, truth }: CreateOptions): void {
  const missing = (Object.keys(SMALL_TABLES) as SmallTablePath[]).find(
    (path) =>
      !OPTIONAL_TABLES.includes(path) &&
      (truth || !path.startsWith("truth/")) &&
      manifest.files[path] === undefined,
  );
  if (missing) throw new RangeError(`publish: ${missing} must be written, it is missing`);
  if (truth !== (manifest.truth !== null)) {
    throw new RangeError("publish: truth must be described if and only if it was written");
  }
  const described = Object.keys(manifest.views).sort().join(", ");
  if (described !== [...views].sort().join(", ")) {
    throw new RangeError(
      `publish: views must be ${[...views].sort().join(", ")}, got ${described}`,
    );
  }
}

function syncTree(dir: string): void {
  for (const path of listFiles(dir)) sync(join(dir, path));
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) sync(join(entry.parentPath, entry.name));
  }
  sync(dir);
}

function sync(path: string): void {
  // Windows opens no directories, and syncs no file that is open for reading only.
  if (process.platform === "win32") return;
  const fd = openSync(path, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Puts the finished directory in its place; a dataset that stood there is restored when that fails. */
function swap(temporary: string, target: string, force: boolean): void {
  checkTarget(target, force);
  if (!existsSync(target) || readdirSync(target).length === 0) {
    if (existsSync(target)) rmdirSync(target);
    renameSync(temporary, target);
  } else {
    const old = `${temporary}${REPLACED}`;
    renameSync(target, old);
    try {
      renameSync(temporary, target);
    } catch (error) {
      renameSync(old, target);
      throw error;
    }
    rmSync(old, { recursive: true, force: true });
  }
  sync(dirname(target));
}
