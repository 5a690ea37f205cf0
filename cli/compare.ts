import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { counted } from "../bench/report/wording.ts";
import type { ComparedValue } from "../bench/run/compare-runs.ts";
import { wordedDifference } from "../bench/run/differing-settings.ts";
import { readRunFile } from "../bench/run-file.ts";
import { compare } from "../index.ts";
import { type Command, textsOf } from "./command.ts";
import { tableText } from "./table-text.ts";
import { blameUser, UsageError } from "./usage-error.ts";

const LONGEST_NAME = 28;

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
    const shown = compared.rows.filter(({ chosen }) => chosen);
    const rows = shown.map(({ dataset, name, view, values }) => [
      dataset,
      shortened(name),
      view ?? "-",
      ...values.map(worded),
    ]);
    const other = compared.differences.map(
      (each) => `The runs differ in ${wordedDifference(each)}: such numbers can't be compared.`,
    );
    const head = ["dataset", "detector", "reads", ...paths];
    const hidden = compared.rows.length - shown.length;
    const notes = [
      rows.length === 0
        ? "The runs have no detector in common, nor apart."
        : "Bytes saved, mean over kinds of incident, with 95 % intervals; without truth, alarms.",
      ...(hidden > 0
        ? [
            `${hidden} rows of views that no run chose for their detector are left out; --json has them.`,
          ]
        : []),
    ];
    shell.print([tableText(head, rows), ...notes, ...other].join("\n"));
    return 0;
  },
};

function fileOf(path: string): string {
  return existsSync(path) && statSync(path).isDirectory() ? join(path, "run.json") : path;
}

function shortened(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 3)}...` : name;
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
