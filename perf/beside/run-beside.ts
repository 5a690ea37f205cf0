import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { besideFigure } from "../figures/beside.ts";
import { describeMachine } from "../machine.ts";
import { ROOT } from "../root.ts";
import { compare, faultsOf } from "./compare.ts";
import type { BesideResults, Compared, Comparison, NotCompared } from "./comparison.ts";
import { halfSpaceTrees } from "./half-space-trees.ts";
import { labelledPoints } from "./labelled-points.ts";
import { nabHarness } from "./nab.ts";
import { wuhanRules } from "./wuhan-rules.ts";

const FILE = join(ROOT, "perf/beside.json");
const ROUNDS = 3;

/** Reads the published figures. */
export function readBeside(): BesideResults {
  return JSON.parse(readFileSync(FILE, "utf8"));
}

/**
 * Has every peer do its task beside us, three rounds of it, prints the ratios and publishes them. A
 * peer that found something else, or broke, is told on stderr, publishes nothing and makes the exit
 * code 1; one that is not installed has a row that says so. `quick` takes small inputs and publishes
 * nothing.
 */
export function runBeside(quick: boolean): void {
  const dir = mkdtempSync(join(tmpdir(), "billshock-beside-"));
  try {
    const machine = describeMachine();
    const comparisons = tasks(dir, quick)
      .flatMap((make) => make())
      .map(made);
    const results: BesideResults = { machine, quick, rounds: ROUNDS, comparisons };
    console.log(`\nbeside others\n\n${besideFigure(results)}`);
    const faults = comparisons.flatMap((one) => ("missing" in one ? [] : faultsOf(one)));
    for (const fault of faults) console.error(fault);
    if (faults.length > 0) process.exitCode = 1;
    else if (!quick) writeFileSync(FILE, `${JSON.stringify(results, shortened, 2)}\n`);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** What is to be compared; each makes its input only when its turn comes. */
function tasks(dir: string, quick: boolean): (() => readonly (Comparison | NotCompared)[])[] {
  const repeats = quick ? 1 : 2;
  return [
    () => labelledPoints(quick ? 64 : 500, 7, repeats),
    () => [halfSpaceTrees(dir, quick ? 20_000 : 100_000, repeats)],
    () => [nabHarness(repeats)],
    () => wuhanRules(dir, quick ? 100 : 2000, repeats),
  ];
}

function made(comparison: Comparison | NotCompared): Compared | NotCompared {
  console.error(comparison.name);
  return "missing" in comparison ? comparison : compare(comparison, ROUNDS);
}

/** Seconds need four digits; more would only be noise in a diff. Answers keep theirs. */
function shortened(name: string, value: unknown): unknown {
  if (name !== "cpu" || !Array.isArray(value)) return value;
  return value.map((seconds: number) => Number(seconds.toPrecision(4)));
}
