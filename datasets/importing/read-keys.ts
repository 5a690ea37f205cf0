import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { KEY_PATH } from "./key-file.ts";

/**
 * Reads which identifiers each device number of an import stands for; null where the dataset holds
 * no key: it was generated, published, or its key was left out.
 */
export function readKeys(dir: string): ReadonlyMap<number, readonly string[]> | null {
  const path = join(dir, KEY_PATH);
  if (!existsSync(path)) return null;
  const lines = parse(readFileSync(path), { from_line: 2 }) as unknown as readonly string[][];
  const keys = new Map<number, string[]>();
  for (const [device, identifier] of lines) {
    const known = keys.get(Number(device));
    if (known) known.push(identifier);
    else keys.set(Number(device), [identifier]);
  }
  return keys;
}
