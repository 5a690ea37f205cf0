import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openDataset } from "../../datasets/dataset.ts";
import type { RunFile } from "../run-file.ts";
import { page } from "./page.ts";

/** Folder of the pictures, beside the page. */
const FIGURES = "figures";

/**
 * Writes the report of a run: one HTML page that opens without a network, a script or a file beside
 * it, and its pictures as SVG in a folder `figures`. `datasets` are folders that the run was made
 * on; without them the nights of cases are not drawn. Written by temporary names and renames.
 */
export async function writeReport(
  run: RunFile,
  datasets: readonly string[],
  path: string,
): Promise<void> {
  const open = datasets.map((dir) => openDataset(dir));
  try {
    const { html, figures } = await page(run, open);
    const folder = join(dirname(path), FIGURES);
    if (figures.length > 0) mkdirSync(folder, { recursive: true });
    for (const { name, svg } of figures) replace(join(folder, `${name}.svg`), svg);
    replace(path, html);
  } finally {
    for (const dataset of open) dataset.close();
  }
}

function replace(path: string, text: string): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, text);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
