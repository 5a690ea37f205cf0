import { existsSync, readdirSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { MANIFEST_PATH } from "../../datasets/format/layout.ts";
import { isWithin } from "./must-stay.ts";

/** Where bench keeps its datasets and results unless told otherwise. */
const RUNS = "runs";

/**
 * Lists the folders that a program must not see while it runs on a dataset: the dataset itself, the
 * datasets beside it, and what benches have written, since their results tell hits from false
 * alarms: the folder `runs`, this run's own, and that of alerts under way.
 */
export function hiddenFolders(dataset: string, alerts: string): readonly string[] {
  const own = realpathSync(dataset);
  const beside = foldersIn(dirname(own)).filter((path) => existsSync(join(path, MANIFEST_PATH)));
  const result = dirname(resolve(alerts));
  // Where results lie beside the program's own files, these must stay.
  const isResult =
    !isWithin(process.cwd(), result) &&
    ["run.json", "finished", "report.html"].some((name) => existsSync(join(result, name)));
  const wanted = [own, ...beside, resolve(alerts), resolve(RUNS), ...(isResult ? [result] : [])];
  const there = wanted.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  // One inside another is gone with it.
  return [...new Set(there)]
    .sort()
    .filter((path, _, all) => !all.some((other) => path.startsWith(`${other}/`)));
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}
