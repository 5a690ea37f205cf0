import { basename, dirname, join } from "node:path";
import { writeWhole } from "../../../datasets/format/write-whole.ts";
import type { StudyFile } from "../study-file.ts";
import { chinese } from "./chinese.ts";
import { english } from "./english.ts";
import { studyPage } from "./study-page.ts";

/** Folder of the pictures, beside the pages. */
const FIGURES = "figures";
const PAGES = [english, chinese];

/**
 * Writes the report of a study: a page in English at `path`, one in Chinese beside it, `report.zh.html`
 * beside `report.html`, and their pictures as SVG in a folder `figures`. Each page opens without a
 * network, a script or a file beside it. Written by temporary names and renames.
 *
 * @example
 * await reportStudy(await study({ on, strategies }), "runs/study/report.html");
 */
export async function writeStudy(file: StudyFile, path: string): Promise<void> {
  const pathOf = new Map(PAGES.map(({ lang, suffix }) => [lang, pageName(path, suffix)]));
  for (const words of PAGES) {
    const other = { ...words.other, path: basename(pathOf.get(words.other.lang) as string) };
    const { html, figures } = await studyPage(file, { ...words, other });
    const folder = join(dirname(path), FIGURES);
    for (const { name, svg } of figures) writeWhole(join(folder, `${name}.svg`), svg);
    writeWhole(pathOf.get(words.lang) as string, html);
  }
}

/** `report.html` in another language is `report.zh.html`. */
export function pageName(path: string, suffix: string): string {
  if (suffix === "") return path;
  return /\.html?$/.test(path) ? path.replace(/(\.html?)$/, `.${suffix}$1`) : `${path}.${suffix}`;
}
