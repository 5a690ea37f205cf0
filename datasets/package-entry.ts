import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** A package on disk and the file that importing it loads. */
export interface PackageEntry {
  /** Its folder. */
  readonly folder: string;
  readonly file: string;
}

/**
 * Finds an installed package by its name, looking upwards from a folder as node does; null when it
 * is not installed. Nothing of the package is run.
 */
export function installedPackage(name: string, from: string): PackageEntry | null {
  for (let at = resolve(from); ; at = dirname(at)) {
    const folder = join(at, "node_modules", name);
    if (existsSync(join(folder, "package.json"))) return packageEntry(folder);
    if (at === dirname(at)) return null;
  }
}

/** Reads which file a folder stands for, by its package.json or as its index.js; throws when it has neither. */
export function packageEntry(folder: string): PackageEntry {
  const path = join(folder, "package.json");
  if (!existsSync(path)) {
    const index = join(folder, "index.js");
    if (existsSync(index)) return { folder, file: index };
    throw new RangeError(`${folder}: must have a package.json or an index.js, it has neither`);
  }
  const manifest = JSON.parse(readFileSync(path, "utf8")) as { exports?: unknown; main?: unknown };
  const main = typeof manifest.main === "string" ? manifest.main : "index.js";
  const file = join(folder, entryOf(manifest.exports) ?? main);
  if (existsSync(file)) return { folder, file };
  throw new RangeError(`${path}: its entry must be a file, got ${file}`);
}

function entryOf(exports: unknown): string | null {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return null;
  const conditions = exports as Record<string, unknown>;
  for (const key of [".", "node", "import", "default"]) {
    const found = key in conditions ? entryOf(conditions[key]) : null;
    if (found !== null) return found;
  }
  return null;
}
