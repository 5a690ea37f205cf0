import { renameSync, rmSync, writeFileSync } from "node:fs";
import { openDataset } from "../../datasets/dataset.ts";
import { temporaryName } from "../../datasets/temporaries.ts";
import type { RunFile } from "../run-file.ts";
import { page } from "./page.ts";

/**
 * Writes the report of a run: one HTML page that opens without a network, a script or a file beside
 * it. `datasets` are the folders that the run was made on. Written by a temporary name and a rename.
 */
export async function writeReport(
  run: RunFile,
  datasets: readonly string[],
  path: string,
): Promise<void> {
  const open = datasets.map((dir) => openDataset(dir));
  const temporary = temporaryName(path);
  try {
    writeFileSync(temporary, await page(run, open));
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    for (const dataset of open) dataset.close();
  }
}
