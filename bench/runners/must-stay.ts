import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { MANIFEST_PATH } from "../../datasets/format/layout.ts";
import { failure } from "./failure.ts";

/**
 * Throws an `invalid` failure when a path, or anything below it, is a link that leads out of a
 * folder, or a dataset. Node's fence follows links wherever they lead, so what a plug-in may read is
 * looked through before it starts. Links that lead nowhere are left alone.
 */
export function mustStay(path: string, folder: string): void {
  const real = existsSync(path) ? realpathSync(path) : path;
  if (!isWithin(real, folder)) {
    throw failure(
      "invalid",
      `${relative(folder, path)} is a link that leaves ${folder}, to ${real}: put what it leads to in its place`,
    );
  }
  if (real !== path || !statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  if (isDataset(path)) throw taken(path, path);
  for (const name of readdirSync(path)) mustStay(join(path, name), folder);
}

/** Throws an `invalid` failure when a path lies in a dataset. */
export function mustBeFree(path: string): void {
  for (let at = path; ; at = dirname(at)) {
    if (isDataset(at)) throw taken(path, at);
    if (at === dirname(at)) return;
  }
}

/** Tells whether a dataset lies in a folder, packages and hidden folders aside. */
export function holdsDataset(folder: string): boolean {
  if (isDataset(folder)) return true;
  return readdirSync(folder, { withFileTypes: true }).some(
    (entry) =>
      entry.isDirectory() &&
      !/^(\.|node_modules$)/.test(entry.name) &&
      holdsDataset(join(folder, entry.name)),
  );
}

/** Tells whether a path is a folder or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isDataset(folder: string): boolean {
  return (
    existsSync(join(folder, MANIFEST_PATH)) &&
    ["truth", "views"].some((name) => existsSync(join(folder, name)))
  );
}

function taken(path: string, dataset: string): Error {
  const what = path === dataset ? "is a dataset" : `belongs to the dataset ${dataset}`;
  return failure("invalid", `${path} ${what}, which no detector may read: keep them apart`);
}
