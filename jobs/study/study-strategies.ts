import type { Owner } from "../../bench/policy.ts";
import type { CaseOutcome, LineOutcome, StrategyOutcome } from "../../bench/study/outcome.ts";
import { accountsOf } from "./accounts.ts";
import type { LoopOutcome, SetStrategy } from "./answering.ts";
import { batchesOf } from "./batches.ts";
import { closeLoop } from "./closed-loop.ts";
import { harmOf } from "./harm-of.ts";
import { hear } from "./hear.ts";
import type { Heard } from "./heard.ts";
import { outcomeOf } from "./outcome-of.ts";
import { AS_IT_WAS, linesOf, type StudyWorld, type Treatment } from "./study-world.ts";
import { touchedLines } from "./touched.ts";
import { whileStudying } from "./while-studying.ts";

/** Lines lived side by side: singly they cost three times more, and demands of so many lines are held twice. */
const BATCH = 64;

/** What is known before strategies are studied, and who wants to hear of it. */
export interface StrategiesRun {
  readonly owner: Owner;
  /** Lines that are studied, with all on their bills; all by default. */
  readonly lines?: readonly number[];
  /** Loops that were closed already, over all lines of the world; by name of the strategy. */
  readonly loops?: ReadonlyMap<string, LoopOutcome>;
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
 * Studies strategies in one world, or on some of its lines: lets all detectors listen to the world as
 * it was, closes the loop of each strategy, then lives the lines, a batch at a time, once as they were
 * and once under each strategy that touches them.
 */
export async function studyStrategies(
  world: StudyWorld,
  strategies: readonly SetStrategy[],
  run: StrategiesRun,
): Promise<readonly StrategyOutcome[]> {
  const { owner, lines = linesOf(world), loops, onProgress, breathe } = run;
  const heard = hearAll(world, lines, strategies, loops);
  const total = 2 * strategies.length + 1;
  const treated: Treated[] = [];
  for (const strategy of strategies) {
    onProgress?.(treated.length + 1, total);
    await breathe?.();
    const loop = whileStudying(strategy.name, world, () => {
      if (strategy.detectors.length === 0) return { alarms: [], enforcement: [], wrongPlane: [] };
      const known = loops?.get(strategy.name);
      return known ?? closeLoop(world, strategy, { owner, lines, ...heard(strategy) });
    });
    const { safeguards } = strategy;
    treated.push({ strategy, loop, treatment: { safeguards, enforcement: loop.enforcement } });
  }
  return treatedOutcomes(world, treated, {
    ...{ lines, ...(breathe ? { breathe } : {}) },
    onProgress: (done, all) =>
      onProgress?.(1 + strategies.length * (1 + (all > 0 ? done / all : 1)), total),
  });
}

/** Lives the lines as they were once, with the detectors of all strategies on them whose loops are open. */
function hearAll(
  world: StudyWorld,
  lines: readonly number[],
  strategies: readonly SetStrategy[],
  loops: StrategiesRun["loops"],
): (strategy: SetStrategy) => { readonly heard?: readonly (readonly Heard[])[] } {
  // What a safeguard changes, detectors see otherwise.
  const shared = strategies.filter(
    ({ name, safeguards }) => safeguards.length === 0 && loops?.has(name) !== true,
  );
  const keyOf = (detector: SetStrategy["detectors"][number]) => JSON.stringify(detector);
  const detectors = new Map(
    shared.flatMap(({ detectors: own }) => own.map((each) => [keyOf(each), each] as const)),
  );
  const names = shared.map(({ name }) => name).join(", ");
  const all =
    detectors.size === 0
      ? []
      : whileStudying(names, world, () => hear(world, lines, AS_IT_WAS, [...detectors.values()]));
  const heard = new Map([...detectors.keys()].map((key, i) => [key, all[i] ?? []]));
  return (strategy) =>
    shared.includes(strategy)
      ? { heard: strategy.detectors.map((each) => heard.get(keyOf(each)) ?? []) }
      : {};
}

/** Lives lines as they were and under each treatment; counts what that changed. */
export async function treatedOutcomes(
  world: StudyWorld,
  treated: readonly Treated[],
  { lines: all = linesOf(world), onProgress, breathe }: Omit<StrategiesRun, "owner"> = {},
): Promise<readonly StrategyOutcome[]> {
  const touched = treated.map(({ treatment }) => new Set(touchedLines(world, treatment, all)));
  const cases = treated.map((): CaseOutcome[] => []);
  const lines = treated.map((): LineOutcome[] => []);
  const people = {
    ...{ payer: world.fleet.payer, split: world.split },
    cluster: Uint32Array.from(world.personas, ({ household }) => household),
  };
  const lookAlikes: { readonly kind: string; readonly device: number }[] = [];
  let done = 0;
  for (const batch of batchesOf(all, world.fleet.payer, BATCH)) {
    const before = accountsOf(world, batch, AS_IT_WAS, { demands: true });
    lookAlikes.push(...before.lookAlikes);
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
      whileStudying(strategy.name, world, () => {
        const own = batch.filter(isTouched);
        if (own.length > 0) add(own, accountsOf(world, own, treatment, { demands: true }));
        // Nothing was done about the others: they are what they were.
        add(
          batch.filter((line) => !isTouched(line)),
          before,
        );
      });
      done += batch.length;
      onProgress?.(done, all.length * treated.length);
    }
  }
  const isHere = new Set(all);
  return treated.map(({ strategy, loop }, i) => {
    const alarms = loop.alarms.filter(({ device }) => isHere.has(device));
    const missed = new Set(loop.wrongPlane);
    return {
      ...{ strategy, mode: "closed" as const, touched: touched[i]?.size ?? 0 },
      ...{ cases: cases[i] ?? [], lines: lines[i] ?? [], lookAlikes, alarms: alarms.length },
      wrongPlane: alarms.filter(({ ordinal }) => missed.has(ordinal)).length,
    };
  });
}
