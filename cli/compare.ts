import type { ComparedValue } from "../bench/compare-runs.ts";
import { readRunFile } from "../bench/run-file.ts";
import { compare } from "../index.ts";
import { type Command, textsOf } from "./command.ts";
import { tableText } from "./table-text.ts";
import { blameUser, UsageError } from "./usage-error.ts";

/** Lays runs side by side. */
export const command: Command = {
  positionals: {
    runs: { describe: "run.json files, two or more", array: true, demandOption: true },
  },
  options: {},
  examples: [["before/run.json after/run.json", "bytes saved by each detector, before and after"]],
  async run(args, shell) {
    const paths = textsOf(args, "runs");
    if (paths.length < 2) throw new UsageError("billshock compare: needs two runs or more");
    const compared = blameUser(() => compare(paths.map(readRunFile)));
    if (shell.json) {
      shell.print(JSON.stringify(compared));
      return 0;
    }
    const rows = compared.rows.map(({ dataset, name, view, values }) => [
      dataset,
      name,
      view ?? "-",
      ...values.map(worded),
    ]);
    const other = Object.entries(compared.sameData)
      .filter(([, same]) => !same)
      .map(([name]) => `${name}: the runs were made on different data`);
    const head = ["dataset", "detector", "reads", ...paths];
    shell.print([tableText(head, rows), ...other].join("\n"));
    return 0;
  },
};

function worded(value: ComparedValue | null): string {
  if (value === null) return "-";
  if (value.status !== "ok") return value.status;
  if (value.valueDetectionRate === null) return "-";
  const percent = (share: number | null) => (share === null ? "?" : Math.round(share * 100));
  return `${percent(value.valueDetectionRate)} % [${percent(value.low)}-${percent(value.high)}]`;
}
