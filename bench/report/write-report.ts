import { dirname, join } from "node:path";
import { openDataset } from "../../datasets/dataset.ts";
import { writeWhole } from "../../datasets/format/write-whole.ts";
import type { RunFile } from "../run/run-file.ts";
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
    for (const { name, svg } of figures) writeWhole(join(folder, `${name}.svg`), svg);
    writeWhole(path, html);
  } finally {
    for (const dataset of open) dataset.close();
  }
}
