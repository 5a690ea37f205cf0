import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { RunFile } from "../../bench/run/run-file.ts";
import { benchScreen } from "../../cli/bench-screen.ts";
import { ROOT } from "../root.ts";

/** Where the default bench leaves what it found. */
const FOLDER = "runs/city-L1";
/** Columns that a page shows without a scroll bar. */
const WIDTH = 100;

/** The first screen of `npm start`, drawn again from the run that lies here; null before the first. */
export function screenFigure(): string | null {
  const path = join(ROOT, FOLDER, "run.json");
  if (!existsSync(path)) return null;
  const run: RunFile = JSON.parse(readFileSync(path, "utf8"));
  return ["```", benchScreen(run, { width: WIDTH, out: FOLDER }), "```"].join("\n");
}
