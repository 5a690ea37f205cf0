import { existsSync } from "node:fs";
import { pageName, writeStudy } from "../bench/study/page/write-study.ts";
import { studyCsv } from "../bench/study/study-csv.ts";
import type { StudyFile } from "../bench/study/study-file.ts";
import { type Args, isOn, type Shell, textOf, textsOf } from "./command.ts";
import { studyScreen } from "./study-screen.ts";
import { UsageError } from "./usage-error.ts";

/** Makes the pages, the screen or the CSV of a study again, from its study.json alone. */
export async function reportStudy(
  study: StudyFile,
  args: Args,
  shell: Shell,
  where: string,
): Promise<number> {
  const format = textOf(args, "format");
  if (format !== undefined && format !== "csv") {
    throw new UsageError(`${where}: --format of a study must be csv, got ${format}`);
  }
  if (format !== undefined && shell.json) {
    throw new UsageError(`${where}: --format and --json exclude each other`);
  }
  if (textsOf(args, "data").length > 0) {
    throw new UsageError(`${where}: --data is for runs, a study is drawn from study.json alone`);
  }
  const out = textOf(args, "out");
  if (out !== undefined) {
    const other = pageName(out, "zh");
    if (existsSync(other) && !isOn(args, "force")) {
      throw new UsageError(`${where}: ${other} is there already; --force replaces it`);
    }
    await writeStudy(study, out);
    shell.note(`written: ${out}, ${other}`);
    if (format === undefined && !shell.json) return 0;
  }
  if (shell.json) shell.print(JSON.stringify(study));
  else shell.print(format === "csv" ? studyCsv(study) : studyScreen(study, shell.width));
  return 0;
}
