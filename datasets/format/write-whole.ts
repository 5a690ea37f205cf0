import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { temporaryName } from "./temporaries.ts";

/**
 * Writes a file whole or not at all, by a temporary name and a rename; makes its folder. `mode` is
 * who may read it, as `chmod` takes it: whoever the system lets when left out.
 */
export function writeWhole(path: string, text: string | Uint8Array, mode?: number): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, text, mode === undefined ? {} : { mode });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
