import type { Owner } from "../../bench/policy.ts";
import type { StrategyOutcome } from "../../bench/study/outcome.ts";
import { type Accounts, accountsOf } from "./accounts.ts";
import { closeLoop, type LoopOutcome, type SetStrategy } from "./closed-loop.ts";
import type { Heard } from "./heard.ts";
import { outcomeOf } from "./outcome-of.ts";
import type { StudyWorld, Treatment } from "./study-world.ts";
import { touchedLines } from "./touched.ts";

/** Lines lived side by side: singly they cost three times more, and demands of so many lines are held twice. */
const BATCH = 32;

/** A world as it was, and who lives in it. */
export interface Baseline {
  readonly world: StudyWorld;
  readonly factual: Accounts;
  readonly owner: Owner;
}

/** Lives a world as it was. */
export function openBaseline(world: StudyWorld, owner: Owner): Baseline {
  const lines = world.personas.map(({ device }) => device);
  const treatment: Treatment = { safeguards: [], enforcement: [] };
  return { world, owner, factual: accountsOf(world, lines, treatment) };
}

/** How one strategy is studied. */
export interface StrategyRun {
  /** What its detectors heard of the world as it was, where that is known. */
  readonly heard?: readonly (readonly Heard[])[];
  readonly onLine?: (done: number, total: number) => void;
}

/** Studies one strategy: lets its loop run, then lives what it touched with and without it. */
export function studyStrategy(
  baseline: Baseline,
  strategy: SetStrategy,
  { heard, onLine }: StrategyRun = {},
): StrategyOutcome {
  const { world, owner } = baseline;
  const isAsItWas = strategy.safeguards.length === 0;
  const loop: LoopOutcome =
    strategy.detectors.length === 0
      ? { alarms: [], enforcement: [], wrongPlane: [] }
      : closeLoop(world, strategy, {
          owner,
          ...(isAsItWas && heard !== undefined ? { heard } : {}),
        });
  const treatment = { safeguards: strategy.safeguards, enforcement: loop.enforcement };
  return treatedOutcome(baseline, { strategy, loop, treatment }, onLine);
}

/** What was done, and by which strategy. */
export interface Treated {
  readonly strategy: SetStrategy;
  readonly loop: LoopOutcome;
  readonly treatment: Treatment;
}

/** Lives what a treatment touches with and without it, a batch of lines at a time. */
export function treatedOutcome(
  { world, factual }: Baseline,
  { strategy, loop, treatment }: Treated,
  onLine?: (done: number, total: number) => void,
): StrategyOutcome {
  const touched = touchedLines(world, treatment);
  const parts = [];
  let done = 0;
  for (const lines of batchesOf(touched, world.fleet.payer)) {
    const none: Treatment = { safeguards: [], enforcement: [] };
    const before = accountsOf(world, lines, none, { demands: true });
    const after = accountsOf(world, lines, treatment, { demands: true });
    parts.push(outcomeOf({ world, strategy, loop, lines }, before, after));
    done += lines.length;
    onLine?.(done, touched.length);
  }
  const isTouched = new Set(touched);
  const others = world.personas.map(({ device }) => device).filter((each) => !isTouched.has(each));
  // Nothing was done about these lines: they are what they were.
  parts.push(outcomeOf({ world, strategy, loop, lines: others }, factual, factual));
  return {
    ...{ strategy, mode: "closed" as const, touched: touched.length },
    cases: parts.flatMap(({ cases }) => cases),
    lines: parts.flatMap(({ lines }) => lines),
    alarms: loop.alarms.length,
    wrongPlane: loop.wrongPlane.length,
  };
}

/** Cuts lines into batches that break no bill. */
function batchesOf(lines: readonly number[], payer: Uint32Array): number[][] {
  const batches: number[][] = [];
  for (const line of lines) {
    const batch = batches.at(-1);
    const isSameBill = batch !== undefined && payer[batch.at(-1) ?? 0] === payer[line];
    if (batch !== undefined && (batch.length < BATCH || isSameBill)) batch.push(line);
    else batches.push([line]);
  }
  return batches;
}
