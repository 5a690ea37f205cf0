import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { REFERENCES } from "../bench/references/catalogue.ts";
import { type RunFile, readRunFile } from "../bench/run/run-file.ts";
import { DETECTORS } from "../detectors/catalogue.ts";
import { loadScenario } from "../jobs/load-scenario.ts";
import { levelFigures } from "./levels/figures.ts";
import { referenceWords } from "./levels/reference-words.ts";
import { fillMarks } from "./marks.ts";
import { ROOT } from "./root.ts";

/*
 * Benches every detector, and the evidence of each kind's reference, on each level of city and writes
 * down who catches what there, and what fools whom: docs/levels.md. Some minutes for each of the larger
 * levels.
 */
const { values } = parseArgs({
  options: {
    /** Keeps datasets and runs there; a temporary folder when left out. */
    folder: { type: "string" },
    levels: { type: "string", default: "L1,L2,L3" },
  },
});
/** Seeds pooled, and false alarms for 1000 lines a day: what is hard is ranked at few. */
const SETTINGS: Readonly<Record<string, readonly [seeds: string, budget: string]>> = {
  L1: ["1..4", "10"],
  L2: ["1..2", "1"],
  L3: ["1..2", "1"],
  L4: ["1..2", "1"],
};
const COMMAND = join(import.meta.dirname, "../cli/main.js");
const PAGE = join(ROOT, "docs/levels.md");
/** References of other kinds than the levels hold have nothing to find there. */
const KINDS = Object.keys(loadScenario("city").incidents);
const REFERENCE_OF = new Map(KINDS.map((kind) => [referenceWords(REFERENCES[kind]), kind]));
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "billshock-levels-"));

function bench(level: string): RunFile {
  const [seeds, budget] = SETTINGS[level] ?? ["1", "1"];
  const out = join(folder, level);
  const words = [...DETECTORS.map(({ name }) => name), ...REFERENCE_OF.keys()];
  const argv = [
    ...["bench", `city@${level}`, "--seeds", seeds, "--budget", budget, "-o", out],
    ...words.flatMap((word) => ["-d", word]),
  ];
  console.error(`city@${level}, seeds ${seeds}, budget ${budget}`);
  const { status } = spawnSync(process.execPath, [COMMAND, ...argv, "--force"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error(`bench of city@${level}: ended with exit code ${status}`);
  return readRunFile(join(out, "run.json"));
}

try {
  mkdirSync(folder, { recursive: true });
  for (const level of values.levels.split(",")) {
    const figures = levelFigures(level, bench(level), REFERENCE_OF);
    writeFileSync(PAGE, fillMarks(readFileSync(PAGE, "utf8"), figures, "docs/levels.md"));
  }
} finally {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
