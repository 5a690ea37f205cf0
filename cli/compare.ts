import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../bench/report/wording.ts";
import type { ComparedValue, RunsComparison } from "../bench/run/compare-runs.ts";
import { wordedDifference } from "../bench/run/differing-settings.ts";
import { readRunFile } from "../bench/run/run-file.ts";
import { compare } from "../index.ts";
import { bandedTable } from "./banded-table.ts";
import { type Command, textsOf } from "./command.ts";
import { displayWidth, shortened } from "./display-width.ts";
import { fitNames } from "./fit-names.ts";
import { blameUser, UsageError } from "./usage-error.ts";
import { wrapped } from "./wrapped.ts";

/** A longer path makes a column wider than any number needs. */
const LONGEST_PATH = 20;

/** Lays runs side by side. */
export const command: Command = {
  positionals: {
    runs: {
      describe: "run.json files or folders that hold one, two or more",
      array: true,
      demandOption: true,
    },
  },
  options: {},
  examples: [["runs/before runs/after", "bytes saved by each detector, before and after"]],
  async run(args, shell) {
    const paths = textsOf(args, "runs");
    if (paths.length < 2) throw new UsageError("billshock compare: needs two runs or more");
    const compared = blameUser(() => compare(paths.map((path) => readRunFile(fileOf(path)))));
    if (shell.json) {
      shell.print(JSON.stringify(compared));
      return 0;
    }
    shell.print(comparisonText(compared, paths, shell.width));
    return 0;
  },
};

function comparisonText(compared: RunsComparison, paths: readonly string[], width: number): string {
  const shown = compared.rows.filter(({ chosen }) => chosen);
  const wrap = (text: string) => wrapped(text, { width });
  // Long paths stand below, and numbers in their places.
  const isShort = paths.every((path) => displayWidth(path) <= LONGEST_PATH);
  const called = paths.map((path, i) => (isShort ? path : `run ${i + 1}`));
  const head = ["dataset", "detector", "reads", ...called];
  const tableOf = (longest: number) =>
    bandedTable(
      head,
      shown.map(({ dataset, name, view, values }) => [
        ...[shortened(dataset, longest), shortened(name, longest), view ?? "-"],
        ...values.map(worded),
      ]),
      { width, keys: 3 },
    );
  const hidden = compared.rows.length - shown.length;
  return [
    fitNames(width, tableOf),
    ...(isShort
      ? []
      : paths.map((path, i) => wrapped(`run ${i + 1}: ${path}`, { width, indent: "  " }))),
    shown.length === 0
      ? wrap("The runs have no detector in common, nor apart.")
      : wrap(
          "Bytes saved, mean over kinds of incident, with 95 % intervals; without truth, alarms.",
        ),
    ...(hidden > 0
      ? [
          wrap(
            `${hidden} rows of views that no run chose for their detector are left out; --json has them.`,
          ),
        ]
      : []),
    ...compared.differences.map((each) =>
      wrap(`The runs differ in ${wordedDifference(each)}: such numbers can't be compared.`),
    ),
  ].join("\n");
}

function fileOf(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? join(path, "run.json") : path;
}

function worded(value: ComparedValue | null): string {
  if (value === null) return "-";
  if (value.status !== "ok") return value.status;
  if (value.valueDetectionRateByKindMean === null) return counted(value.alarms, "alarm");
  const percent = (share: number) => Math.round(share * 100);
  const share = `${percent(value.valueDetectionRateByKindMean)} %`.padStart(5);
  if (value.low === null || value.high === null) return share;
  return `${share} [${percent(value.low)}-${percent(value.high)}]`;
}
