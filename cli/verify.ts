import { counted } from "../bench/report/wording.ts";
import type { Finding } from "../datasets/publishing/checks/finding.ts";
import { type OnProgress, verifyDataset } from "../datasets/publishing/verify.ts";
import type { Command } from "./command.ts";
import { datasetFolder } from "./dataset-folder.ts";
import { wrapped } from "./wrapped.ts";

const INVALID = 3;

/** Checks that a dataset is whole, right and free of leaks. */
export const command: Command = {
  positionals: { dataset: { describe: "folder of a dataset", demandOption: true } },
  options: {},
  examples: [["data/city", "hashes, schema, invariants, conservation, leak audit"]],
  async run(args, shell) {
    const dir = datasetFolder(args, "billshock verify");
    const progress = shell.progress(`verify ${dir}`, "rows");
    const findings = findingsOf(dir, progress.update);
    progress.end();
    const errors = findings.filter(({ level }) => level === "error").length;
    const ok = errors === 0;
    if (shell.json) shell.print(JSON.stringify({ dataset: dir, ok, findings }, null, 2));
    else {
      const lines = [...findings.map(worded), verdict(dir, findings)];
      shell.print(wrapped(lines.join("\n"), { width: shell.width, indent: "  " }));
    }
    return ok ? 0 : INVALID;
  },
};

function findingsOf(dir: string, onProgress: OnProgress): readonly Finding[] {
  try {
    return verifyDataset(dir, onProgress);
  } catch (error) {
    // A manifest that can't be read is a broken dataset, not a broken run.
    if (!(error instanceof RangeError)) throw error;
    return [{ level: "error", check: "manifest", file: "manifest.json", message: error.message }];
  }
}

function worded({ level, check, file, row, message }: Finding): string {
  const place = row === undefined ? file : `${file}:${row}`;
  return `${level} ${check} ${place} ${message}`;
}

function verdict(dir: string, findings: readonly Finding[]): string {
  const count = (level: Finding["level"]) =>
    findings.filter((finding) => finding.level === level).length;
  const errors = count("error");
  const warnings = count("warning");
  const rest = warnings === 0 ? "" : `, ${counted(warnings, "warning")}`;
  const faults = counted(errors, "error");
  return errors === 0 ? `${dir}: valid${rest}` : `${dir}: invalid, ${faults}${rest}`;
}
