import { existsSync, readFileSync } from "node:fs";
import type { z } from "zod";
import type { StudyFile } from "./study-file.ts";
import { studyFile } from "./study-schema.ts";

const STUDY_SCHEMA_VERSION = 1;

/**
 * Reads study.json; null where the file is something else, or is not there. Throws a RangeError with the
 * path and the first field in front where it is a study of another version, or one that lacks something.
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
  const { success, error } = studyFile.safeParse(study);
  if (success) return study as unknown as StudyFile;
  const [{ path: field, message }] = error.issues as [z.core.$ZodIssue];
  // Fields were added since the first studies were written.
  const what = message.endsWith("received undefined") ? "is missing" : message;
  throw new RangeError(
    `${path}: ${field.join(".")}: ${what}; was it made by another version? run it again`,
  );
}

function jsonIn(path: string): Record<string, unknown> | null {
  try {
    return Object(JSON.parse(readFileSync(path, "utf8"))) as Record<string, unknown>;
  } catch {
    return null;
  }
}
