import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { KEY_PATH } from "./key-file.ts";

/**
 * Reads which device number each identifier of a dataset stands for, as an import wrote it; null
 * where the dataset has no such file, since it was generated or its keys were forgotten.
 */
export function readKeyFile(dir: string): ReadonlyMap<string, number> | null {
  const path = join(dir, KEY_PATH);
  if (!existsSync(path)) return null;
  const rows = parse(readFileSync(path), { skip_empty_lines: true }) as string[][];
  return new Map(rows.slice(1).map(([device, identifier = ""]) => [identifier, Number(device)]));
}
