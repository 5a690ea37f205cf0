import type { RunFile } from "../run/run-file.ts";
import { latex } from "./formats/latex.ts";
import { markdown } from "./formats/markdown.ts";
import { paperCsv } from "./paper-csv.ts";
import { paperTables } from "./paper-table.ts";

/** Forms in which a run's table goes into a paper, by the name of the flag's value. */
export const PAPER_FORMATS: Readonly<Record<string, (run: RunFile) => string>> = {
  markdown: (run) => `${markdown(paperTables(run, "screen"))}\n`,
  latex: (run) => `${latex(paperTables(run, "page"))}\n`,
  csv: paperCsv,
};
