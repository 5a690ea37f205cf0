import { PAPER_FORMATS } from "../bench/report/paper.ts";
import type { RunFile } from "../bench/run/run-file.ts";
import { suggest } from "../datasets/nearest-name.ts";
import { type Args, type Shell, textOf } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** The flag that prints a run's table for a paper. */
export const PAPER_FLAG = {
  format: {
    type: "string",
    requiresArg: true,
    describe: `print the table for a paper: ${Object.keys(PAPER_FORMATS).join(", ")}`,
  },
} as const;

/** Reads the flag before a long job begins: what writes the table, or undefined without the flag. */
export function paperFormatOf(args: Args, shell: Shell, where: string) {
  const name = textOf(args, "format");
  if (name === undefined) return undefined;
  if (shell.json) throw new UsageError(`${where}: --format and --json exclude each other`);
  if (!Object.hasOwn(PAPER_FORMATS, name)) {
    const near = suggest(name, Object.keys(PAPER_FORMATS));
    throw new UsageError(`${where}: unknown format ${name}; ${near}`);
  }
  const write = PAPER_FORMATS[name];
  // Every format ends its last line, and so does the shell: one of the two is enough.
  return (run: RunFile) => write(run).replace(/\n$/, "");
}
