import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type RunFile, readRunFile } from "../bench/run/run-file.ts";
import { DETECTORS } from "../detectors/catalogue.ts";
import { acceptanceFigures } from "./acceptance/figures.ts";
import { judgeRepeats } from "./acceptance/judge-repeats.ts";
import { judgeRun } from "./acceptance/judge-run.ts";
import { describeMachine } from "./machine.ts";
import { fillMarks } from "./marks.ts";
import { ROOT } from "./root.ts";

const { values } = parseArgs({
  options: {
    /** Keeps datasets and runs there; a temporary folder when left out. */
    folder: { type: "string" },
    seeds: { type: "string", default: "1..3" },
  },
});
const COMMAND = join(import.meta.dirname, "../cli/main.js");
const PAGE = join(ROOT, "docs/results.md");
const folder = values.folder ?? mkdtempSync(join(tmpdir(), "billshock-accept-"));

/** Runs the bench as its user does, in a process of its own; its progress goes to our own stderr. */
function bench(name: string, argv: readonly string[]): { run: RunFile; seconds: number } {
  console.error(`bench ${argv.join(" ")}`.trim());
  const out = join(folder, name);
  const started = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [COMMAND, "bench", ...argv, "-o", out, "--force"],
    { cwd: folder, stdio: ["ignore", "ignore", "inherit"] },
  );
  // 1 says that a detector failed, which the claims find out by themselves.
  if (status !== 0 && status !== 1)
    throw new Error(`bench ${name}: ended with exit code ${status}`);
  const seconds = (performance.now() - started) / 1000;
  return { run: readRunFile(join(out, "run.json")), seconds };
}

try {
  mkdirSync(folder, { recursive: true });
  // The first run is to generate its data, as its user's does.
  rmSync(join(folder, "runs"), { recursive: true, force: true });
  const { run: first, seconds } = bench("first", ["-j", "2"]);
  const { load } = describeMachine();
  const { run: again } = bench("again", ["-j", "2"]);
  const { run: alone } = bench("alone", ["-j", "1"]);
  const city = bench("city", ["city@L1", "--seeds", values.seeds, "--budget", "10"]).run;
  const claims = [
    ...judgeRun(
      city,
      "city@L1",
      DETECTORS.map(({ name }) => name),
    ),
    ...judgeRepeats({ first, again, alone, seconds, load }),
  ];
  for (const { claim, passed, found } of claims) {
    console.log(`${passed ? "pass" : "MISS"}  ${claim}`);
    for (const line of found) console.log(`      ${line}`);
  }
  const { cpu, cores, memoryGb, node } = describeMachine();
  const machine = `${cores} cores of ${cpu}, ${memoryGb} GB, Node ${node}`;
  const figures = acceptanceFigures({ city, standard: first, claims, machine });
  writeFileSync(PAGE, fillMarks(readFileSync(PAGE, "utf8"), figures, "docs/results.md"));
  process.exitCode = claims.every(({ passed }) => passed) ? 0 : 1;
} finally {
  if (values.folder === undefined) rmSync(folder, { recursive: true, force: true });
}
