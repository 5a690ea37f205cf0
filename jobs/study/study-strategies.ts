import type { Owner } from "../../bench/policy.ts";
import type { CaseOutcome, LineOutcome, StrategyOutcome } from "../../bench/study/outcome.ts";
import { accountsOf } from "./accounts.ts";
import type { LoopOutcome, SetStrategy } from "./answering.ts";
import { closeLoop } from "./closed-loop.ts";
import { harmOf } from "./harm-of.ts";
import type { Heard } from "./heard.ts";
import { outcomeOf } from "./outcome-of.ts";
import { AS_IT_WAS, type StudyWorld, type Treatment } from "./study-world.ts";
import { touchedLines } from "./touched.ts";

/** Lines lived side by side: singly they cost three times more, and demands of so many lines are held twice. */
const BATCH = 64;

/** What is known before strategies are studied, and who wants to hear of it. */
export interface StrategiesRun {
  readonly owner: Owner;
  /** What a strategy's detectors heard of the world as it was, where that is known. */
  readonly heardBy?: (strategy: SetStrategy) => readonly (readonly Heard[])[];
  /** Told the share that is done. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Called between two lives: a study is one long computation. */
  readonly breathe?: () => Promise<void>;
}

/** What a strategy did, before anybody counts what that changed. */
export interface Treated {
  readonly strategy: SetStrategy;
  readonly loop: LoopOutcome;
  readonly treatment: Treatment;
}

/**
 * Studies strategies in one world: lets the loop of each run, then lives the lines, a batch at a time,
 * once as they were and once under each strategy that touches them.
 */
export async function studyStrategies(
  world: StudyWorld,
  strategies: readonly SetStrategy[],
  { owner, heardBy, onProgress, breathe }: StrategiesRun,
): Promise<readonly StrategyOutcome[]> {
  const lines = world.personas.length;
  const total = strategies.length * 2 * lines;
  const treated: Treated[] = [];
  for (const strategy of strategies) {
    await breathe?.();
    const loop = loopOf(world, strategy, { owner, ...(heardBy ? { heardBy } : {}) });
    const { safeguards } = strategy;
    treated.push({ strategy, loop, treatment: { safeguards, enforcement: loop.enforcement } });
    onProgress?.(treated.length * lines, total);
  }
  return treatedOutcomes(world, treated, {
    ...(breathe ? { breathe } : {}),
    onProgress: (done, all) => onProgress?.(total / 2 + (done / all) * (total / 2), total),
  });
}

function loopOf(
  world: StudyWorld,
  strategy: SetStrategy,
  { owner, heardBy }: Pick<StrategiesRun, "owner" | "heardBy">,
): LoopOutcome {
  if (strategy.detectors.length === 0) return { alarms: [], enforcement: [], wrongPlane: [] };
  // What a safeguard changes, detectors see otherwise.
  const heard = strategy.safeguards.length === 0 ? heardBy?.(strategy) : undefined;
  return closeLoop(world, strategy, { owner, ...(heard ? { heard } : {}) });
}

/** Lives the lines of a world as they were and under each treatment; counts what that changed. */
export async function treatedOutcomes(
  world: StudyWorld,
  treated: readonly Treated[],
  { onProgress, breathe }: Pick<StrategiesRun, "onProgress" | "breathe"> = {},
): Promise<readonly StrategyOutcome[]> {
  const touched = treated.map(({ treatment }) => new Set(touchedLines(world, treatment)));
  const cases = treated.map((): CaseOutcome[] => []);
  const lines = treated.map((): LineOutcome[] => []);
  const all = world.personas.map(({ device }) => device);
  const people = {
    ...{ payer: world.fleet.payer, split: world.split },
    cluster: Uint32Array.from(world.personas, ({ household }) => household),
  };
  let done = 0;
  for (const batch of batchesOf(all, world.fleet.payer)) {
    const before = accountsOf(world, batch, AS_IT_WAS, { demands: true });
    for (const [i, { strategy, loop, treatment }] of treated.entries()) {
      await breathe?.();
      const isTouched = (line: number) => touched[i]?.has(line) === true;
      const add = (part: readonly number[], after: typeof before) => {
        const harmOn = (line: number) => harmOf(before.lines.get(line), after.lines.get(line));
        const of = { people, strategy, loop, lines: part, harmOn };
        const outcome = outcomeOf(of, before, after);
        cases[i]?.push(...outcome.cases);
        lines[i]?.push(...outcome.lines);
      };
      const own = batch.filter(isTouched);
      if (own.length > 0) add(own, accountsOf(world, own, treatment, { demands: true }));
      // Nothing was done about the others: they are what they were.
      add(
        batch.filter((line) => !isTouched(line)),
        before,
      );
    }
    done += batch.length;
    onProgress?.(done, all.length);
  }
  return treated.map(({ strategy, loop }, i) => ({
    ...{ strategy, mode: "closed" as const, touched: touched[i]?.size ?? 0 },
    ...{ cases: cases[i] ?? [], lines: lines[i] ?? [] },
    ...{ alarms: loop.alarms.length, wrongPlane: loop.wrongPlane.length },
  }));
}

/** Cuts lines into batches that break no bill. */
function batchesOf(lines: readonly number[], payer: Uint32Array): number[][] {
  const batches: number[][] = [];
  for (const line of lines) {
    const batch = batches.at(-1);
    const isOpen = batch !== undefined && (batch.length < BATCH || payer[line] !== line);
    if (isOpen) batch.push(line);
    else batches.push([line]);
  }
  return batches;
}
