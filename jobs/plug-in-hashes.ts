import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Manifest } from "../datasets/format/manifest.ts";

/**
 * Names the user's files that a dataset was made with, without their folders, so that two versions of a
 * file make two manifests. What such a file imports in turn is not looked at.
 */
export function plugInHashes(files: readonly string[]): NonNullable<Manifest["plugIns"]> {
  return files.map((file) => ({
    file: basename(file),
    sha256: createHash("sha256").update(readFileSync(file)).digest("hex"),
  }));
}
