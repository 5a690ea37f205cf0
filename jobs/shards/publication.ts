import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import type { Sections } from "../../bench/shards/part.ts";
import { fileHash } from "../../datasets/format/file-hash.ts";
import { sweepTemporaries } from "../../datasets/format/temporaries.ts";
import { writeOnce } from "../../datasets/format/write-once.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import { fromBytes, toBytes } from "./plain-bytes.ts";
import type { StageName } from "./plan-file.ts";

/** What a detector took and saw on a shard: told, and part of no result. */
export interface CellEffort {
  readonly ms: number;
  readonly rows: number;
  readonly alerts: number;
}

/** Whose results they are, and what they follow from. */
export interface Origin {
  /** Hash of the plan. */
  readonly plan: string;
  readonly stage: StageName;
  /** null: settled of all shards. */
  readonly shard: number | null;
  /** SHA-256 of what they follow from: what was settled before, or all that is settled; null: rows alone. */
  readonly basis: string | null;
}

/**
 * The page that makes results count, written last: without it nobody reads them. What stands in the
 * file of results follows from the plan alone, so that it is the same whoever works it out.
 */
export interface Marker extends Origin {
  readonly schemaVersion: 1;
  /** File of the results, beside the marker. */
  readonly file: string;
  readonly sha256: string;
  /** Where each section lies in the file: first byte, bytes. */
  readonly sections: Readonly<Record<string, readonly [number, number]>>;
  /** By place of the cell; empty where no detector ran. */
  readonly effort: Readonly<Record<number, CellEffort>>;
}

/** Results with their marker, in a folder. */
export interface Published {
  readonly folder: string;
  readonly marker: Marker;
}

/**
 * Publishes results in a folder: first the file, under a name that follows from its bytes, then the
 * marker; each whole, on the disk, and never over another. What is there already has to be the same,
 * so that doing the work twice, at once too, is harmless. Throws a RangeError where it is not.
 */
export function publish(
  folder: string,
  origin: Origin,
  sections: Sections,
  effort: Marker["effort"] = {},
): Published {
  sweepTemporaries(folder);
  const places: Record<string, readonly [number, number]> = {};
  const pieces: Uint8Array[] = [];
  let at = 0;
  for (const [name, value] of sections) {
    const bytes = gzipSync(toBytes(value));
    places[name] = [at, bytes.length];
    pieces.push(bytes);
    at += bytes.length;
  }
  const whole = Buffer.concat(pieces);
  const sha256 = createHash("sha256").update(whole).digest("hex");
  const file = `${origin.stage}-${sha256.slice(0, 16)}.bin`;
  const marker: Marker = { schemaVersion: 1, ...origin, file, sha256, sections: places, effort };
  const path = join(folder, file);
  // A copy that was cut short may bear the name.
  if (!writeOnce(path, whole) && !whole.equals(readFileSync(path))) writeWhole(path, whole);
  if (!writeOnce(markerPath(folder, origin.stage), `${JSON.stringify(marker, null, 1)}\n`)) {
    const found = findPublished(folder, origin);
    if (found !== null) mustBeSame(found, { folder, marker });
  }
  return { folder, marker };
}

/** Throws a RangeError unless two publications of one shard and stage are the same. */
export function mustBeSame(one: Published, other: Published): void {
  const [a, b] = [one.marker, other.marker];
  if (a.sha256 === b.sha256 && a.basis === b.basis) return;
  throw new RangeError(
    `${nameOf(a)}: has conflicting results, ${a.sha256.slice(0, 12)} in ${one.folder} and ${b.sha256.slice(0, 12)} in ${other.folder}: one plan has one result, so one of them was changed, or made by other code; remove the wrong one and run that shard again`,
  );
}

/** Finds what was published of a shard and stage; throws a RangeError where it is another plan's, or broken. */
export function findPublished(
  folder: string,
  { plan, stage, shard }: Pick<Origin, "plan" | "stage" | "shard">,
): Published | null {
  const path = markerPath(folder, stage);
  if (!existsSync(path)) return null;
  const marker = markerIn(path);
  if (marker.plan !== plan) {
    throw new RangeError(
      `${path}: belongs to another plan: its hash must be ${plan}, got ${marker.plan}; move it away`,
    );
  }
  if (marker.stage !== stage || marker.shard !== shard) {
    throw new RangeError(`${path}: must be of ${nameOf({ stage, shard })}, got ${nameOf(marker)}`);
  }
  return { folder, marker };
}

/** Makes sure that the results are the bytes that the marker speaks of. */
export function checkBytes({ folder, marker }: Published): void {
  const path = join(folder, marker.file);
  const found = fileHash(path) ?? "no such file";
  if (found === marker.sha256) return;
  throw new RangeError(
    `${path}: ${nameOf(marker)}: SHA-256 must be ${marker.sha256}, got ${found}; remove ${marker.stage}.json beside it and run that shard again`,
  );
}

/** Reads one section; undefined where there is none of that name. */
export function readSection<T>({ folder, marker }: Published, name: string): T | undefined {
  const place = marker.sections[name];
  if (place === undefined) return undefined;
  const [from, length] = place;
  const path = join(folder, marker.file);
  const bytes = new Uint8Array(length);
  const fd = openSync(path, "r");
  try {
    for (let at = 0; at < length; ) {
      const got = readSync(fd, bytes, at, length - at, from + at);
      if (got === 0) throw new RangeError(`${path}: ends at ${statSync(path).size} bytes`);
      at += got;
    }
  } finally {
    closeSync(fd);
  }
  return fromBytes(gunzipSync(bytes)) as T;
}

/** Reads all sections. */
export function readSections(published: Published): Sections {
  const names = Object.keys(published.marker.sections);
  return new Map(names.map((name) => [name, readSection(published, name)]));
}

/** Calls results by their shard and stage. */
export function nameOf({ stage, shard }: Pick<Origin, "stage" | "shard">): string {
  return shard === null ? `${stage}, settled` : `shard ${shard}, ${stage}`;
}

function markerPath(folder: string, stage: StageName): string {
  return join(folder, `${stage}.json`);
}

function markerIn(path: string): Marker {
  let marker: unknown;
  try {
    marker = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new RangeError(`${path}: must be JSON`, { cause: error });
  }
  const { schemaVersion } = (marker ?? {}) as Partial<Marker>;
  if (schemaVersion === 1) return marker as Marker;
  throw new RangeError(`${path}: schemaVersion must be 1, got ${schemaVersion}`);
}
