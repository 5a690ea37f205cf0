import { existsSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST_PATH } from "../datasets/format/layout.ts";
import { type Args, textOf } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/** Reads the positional that names a dataset; a folder without a manifest is a wrong call. */
export function datasetFolder(args: Args, where: string): string {
  const dir = textOf(args, "dataset") ?? "";
  if (!existsSync(dir)) throw new UsageError(`${where}: there is no folder ${dir}`);
  if (!existsSync(join(dir, MANIFEST_PATH))) {
    throw new UsageError(`${where}: ${dir} is no dataset, it has no ${MANIFEST_PATH}`);
  }
  return dir;
}
