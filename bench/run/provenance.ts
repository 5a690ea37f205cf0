import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset.ts";
import { fileHash } from "../../datasets/format/file-hash.ts";
import type { Manifest } from "../../datasets/format/manifest.ts";
import { DAY } from "../../datasets/sizes.ts";
import type { Runnable } from "../runners/runnable.ts";
import type { Scoring } from "../scoring/scoring.ts";
import { commandFiles } from "./command-files.ts";
import type { RunDataset } from "./run-file.ts";

/** What a dataset is called: its scenario, and the level where it has one. */
export function datasetName({ name, level }: Pick<Manifest, "name" | "level">): string {
  return level === null ? name : `${name}@${level}`;
}

/** Hashes anything that JSON can hold; keys in the order in which they stand. */
export function jsonHash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/** One hash for all that a dataset says: its views, its truth, its span and its tariffs. */
export function datasetHash({ views, truth, span, plans, devices }: Manifest): string {
  const hashes = Object.entries(views)
    .map(([name, view]) => [name, view.logicalHash, view.truthHash ?? ""])
    .sort();
  return jsonHash([hashes, truth?.logicalHash ?? "", span, plans, devices]).slice(0, 32);
}

/**
 * Identifies a detector's code and options: files of a plug-in and all compiled detectors of ours by
 * their bytes, a program by its command line and the files that this names; other files that it reads
 * can't be known. null for an object of the caller's, which can't be told from another.
 */
export function runnableHash({ how, spec, options }: Runnable): string | null {
  switch (how.kind) {
    case "local":
      return null;
    case "catalogue":
      return jsonHash([
        spec.name,
        options,
        folderHash(join(import.meta.dirname, "../../detectors")),
      ]);
    case "module": {
      const { file, reads, exportName } = how.plugin;
      const bytes = reads.map((path) => (path.endsWith("/") ? folderHash(path) : fileHash(path)));
      return jsonHash([file, exportName, bytes, options]);
    }
    default:
      return jsonHash([
        how,
        commandFiles(how.command),
        spec.reads,
        spec.mayRead,
        spec.scope,
        spec.detects,
      ]);
  }
}

const folders = new Map<string, string>();

/** Hashes the code in a folder: once, since it stays as it is while it runs. */
export function folderHash(folder: string): string {
  let hash = folders.get(folder);
  if (hash === undefined) {
    const files = readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && /\.([cm]?js|ts|json)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.slice(folder.length).includes("node_modules"))
      .sort();
    hash = jsonHash(files.map((path) => [path.slice(folder.length), fileHash(path)]));
    folders.set(folder, hash);
  }
  return hash;
}

/** What run.json says of a dataset. */
export function describeDataset(
  { manifest }: Dataset,
  scoring: Scoring | null,
  calibrationOnly: boolean,
): RunDataset {
  const { span, views, truth } = manifest;
  const scored = scoring?.world.cases.filter((_, i) => scoring.cases.status[i] === "scored") ?? [];
  const lookAlikes = scoring?.world.lookAlikes.filter(
    ({ device, start }) =>
      scoring.time.scored[device] === 1 &&
      start >= scoring.time.from[device] &&
      start < scoring.time.to[device],
  );
  return {
    name: datasetName(manifest),
    logicalHash: datasetHash(manifest),
    seed: manifest.seed,
    currency: scoring?.world.currency ?? manifest.currency,
    scenarioHash: manifest.scenarioHash,
    origin: manifest.origin,
    level: manifest.level,
    devices: manifest.devices,
    days: (span.to - span.from) / DAY,
    utcOffset: span.utcOffset,
    records: Object.fromEntries(Object.entries(views).map(([name, { rows }]) => [name, rows])),
    truth:
      truth === null
        ? null
        : {
            incidents: new Set(scored.map(({ incident }) => incident)).size,
            cases: scored.length,
            lookAlikes: lookAlikes?.length ?? 0,
            enriched: truth.enriched,
          },
    ledger: scoring?.world.ledger.view ?? null,
    scoredDeviceDays: scoring?.time.deviceDays ?? 0,
    calibrationOnly,
  };
}
