import type { CsvSource } from "../importing/csv-source.ts";
import type { Importer } from "../importing/importer.ts";
import { suggest } from "../nearest-name.ts";
import { argus } from "./argus.ts";
import { cdr } from "./cdr.ts";
import { nfdump } from "./nfdump.ts";

/** Every format that can be imported, by name. */
export const IMPORTERS: readonly Importer[] = [argus, cdr, nfdump];

/** Finds an importer by its name; names the nearest when there is none. */
export function importerNamed(name: string): Importer {
  const importer = IMPORTERS.find((candidate) => candidate.name === name);
  if (importer === undefined) {
    const names = IMPORTERS.map((candidate) => candidate.name);
    throw new RangeError(
      `format must be one of ${names.join(", ")}, got ${name}; ${suggest(name, names)}`,
    );
  }
  return importer;
}

/** Recognises the format of a file by how it begins. */
export function detectImporter(source: CsvSource): Importer {
  const importer = IMPORTERS.find((candidate) => candidate.detect?.(source.head) === true);
  if (importer === undefined) {
    const names = IMPORTERS.map((candidate) => candidate.name);
    throw new RangeError(
      `${source.file}: must begin like one of ${names.join(", ")}; name the format, and for cdr a map of its columns`,
    );
  }
  return importer;
}
