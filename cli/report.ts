import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { datasetHash } from "../bench/run/provenance.ts";
import { type RunFile, readRunFile } from "../bench/run/run-file.ts";
import { runFile } from "../bench/run/run-schema.ts";
import { readStudyFile } from "../bench/study/read-study-file.ts";
import { openDataset } from "../datasets/dataset.ts";
import { report } from "../index.ts";
import { benchScreen } from "./bench-screen.ts";
import { type Command, isOn, textOf, textsOf } from "./command.ts";
import { PAPER_FLAG, paperFormatOf } from "./paper-flag.ts";
import { reportStudy } from "./report-study.ts";
import { blameUser, UsageError } from "./usage-error.ts";

const WHERE = "billshock report";
const RUN = "run.json";
const STUDY = "study.json";
const text = { type: "string", requiresArg: true } as const;

/** Makes the page, the screen or a paper's table of a run again, from its run.json; a study's from its study.json. */
export const command: Command = {
  positionals: {
    run: { describe: "run.json or study.json, or a folder that holds one", demandOption: true },
  },
  options: {
    out: {
      ...text,
      alias: "o",
      describe: "page to write, with its pictures in figures/ beside it [none: the screen]",
    },
    data: {
      ...text,
      array: true,
      describe:
        "folder of a dataset of the run: the nights of cases are drawn from it (repeatable)",
    },
    ...PAPER_FLAG,
    force: { type: "boolean", describe: "replace the page" },
  },
  examples: [
    ["runs/city-L1 -o report.html", "the report again, for somebody else"],
    ["runs/study -o report.html", "a study's page in English, and report.zh.html beside it"],
    ["runs/city-L1 --format latex > table.tex", "the table for a paper"],
  ],
  async run(args, shell) {
    const path = pathOf(textOf(args, "run") ?? "");
    const study = blameUser(() => readStudyFile(path));
    if (study !== null) {
      const page = textOf(args, "out");
      if (page !== undefined) checkPlace(page, isOn(args, "force"));
      return reportStudy(study, args, shell, WHERE);
    }
    const paper = paperFormatOf(args, shell, WHERE);
    const run = blameUser(() => readRunFile(path));
    checkFields(run, path);
    const out = textOf(args, "out");
    const data = textsOf(args, "data");
    for (const dir of data) checkDataset(dir, run, path);
    if (out !== undefined) {
      checkPlace(out, isOn(args, "force"));
      await report(run, data, out);
      shell.note(`written: ${out}`);
      if (paper === undefined && !shell.json) return 0;
    }
    const screen = paper ?? ((each) => benchScreen(each, { width: shell.width, out: null }));
    shell.print(shell.json ? JSON.stringify(run) : screen(run));
    return 0;
  },
};

/** Of a folder its run, or its study where it holds none. */
function pathOf(given: string): string {
  if (!existsSync(given) || !statSync(given).isDirectory()) return given;
  const study = join(given, STUDY);
  return !existsSync(join(given, RUN)) && existsSync(study) ? study : join(given, RUN);
}

/** Fields were added since the first runs were written: a page of dashes would look like a result. */
function checkFields(run: RunFile, path: string): void {
  const { success, error } = runFile.safeParse(run);
  if (success) return;
  const [{ path: field, message }] = error.issues;
  throw new UsageError(
    `${WHERE}: ${path}: ${field.join(".")}: ${message}; was it made by another version? run it again`,
  );
}

/** A dataset that the run was not made on would be drawn under the run's numbers. */
function checkDataset(dir: string, run: RunFile, path: string): void {
  if (!existsSync(dir)) throw new UsageError(`${WHERE}: --data: there is no folder ${dir}`);
  const dataset = openDataset(dir);
  const hash = datasetHash(dataset.manifest);
  dataset.close();
  if (run.datasets.some(({ logicalHash }) => logicalHash === hash)) return;
  const known = run.datasets.map(({ name, logicalHash }) => `${name} (${logicalHash})`);
  throw new UsageError(
    `${WHERE}: --data: ${path} was not made on ${dir} (${hash}), but on ${known.join(", ")}`,
  );
}

function checkPlace(out: string, isForced: boolean): void {
  if (existsSync(out) && statSync(out).isDirectory()) {
    throw new UsageError(
      `${WHERE}: --out must be a file such as report.html, got the folder ${out}`,
    );
  }
  if (!existsSync(dirname(out))) {
    throw new UsageError(`${WHERE}: --out: there is no folder ${dirname(out)}`);
  }
  if (existsSync(out) && !isForced) {
    throw new UsageError(`${WHERE}: ${out} is there already; --force replaces it`);
  }
}
