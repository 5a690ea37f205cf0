import { existsSync, readFileSync } from "node:fs";
import type { StudyFile } from "./study-file.ts";

const STUDY_SCHEMA_VERSION = 1;
const LISTS = [
  "datasets",
  "strategies",
  "cells",
  "records",
  "beside",
  "nights",
  "answers",
  "warnings",
];

/**
 * Reads study.json; null where the file is something else, or is not there. Throws with the path in
 * front where it is a study of another version.
 */
export function readStudyFile(path: string): StudyFile | null {
  if (!existsSync(path)) return null;
  const study = jsonIn(path);
  if (study === null || !Array.isArray(study["cells"])) return null;
  const version = study["schemaVersion"];
  if (version !== STUDY_SCHEMA_VERSION) {
    throw new RangeError(
      `${path}: schemaVersion must be ${STUDY_SCHEMA_VERSION}, got ${String(version)}`,
    );
  }
  // Fields were added since the first studies were written.
  const missing = [...LISTS.filter((name) => !Array.isArray(study[name]))];
  if (study["costs"] === undefined) missing.push("costs");
  if (missing.length > 0) {
    throw new RangeError(
      `${path}: ${missing[0]}: is missing; was it made by another version? run it again`,
    );
  }
  return study as unknown as StudyFile;
}

function jsonIn(path: string): Record<string, unknown> | null {
  try {
    return Object(JSON.parse(readFileSync(path, "utf8"))) as Record<string, unknown>;
  } catch {
    return null;
  }
}
