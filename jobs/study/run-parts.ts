import type { StrategyOutcome } from "../../bench/study/outcome.ts";
import type { Safeguard } from "../../simulators/safeguard.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import { runThreads, threadEntry } from "../run-threads.ts";
import type { LoopOutcome, SetStrategy } from "./answering.ts";
import { batchesOf } from "./batches.ts";
import { type FinishedParts, NOTHING_FINISHED, partKey } from "./finished-parts.ts";
import {
  needsAllLines,
  openWorlds,
  type PartOutcome,
  type PartReport,
  type StudyPart,
  studyPart,
} from "./study-part.ts";
import { linesOf, type StudyWorld } from "./study-world.ts";

/** How a scenario is cut into parts, and who does them. */
export interface PartsRun {
  readonly seeds: readonly string[];
  /** Threads; 1 = the caller's own. The outcomes are the same for any number. */
  readonly workers?: number;
  /** Safeguards of the caller's own, which live in his thread and are never kept. */
  readonly safeguards?: readonly Safeguard[];
  /** What is kept of strategies that have finished before. */
  readonly finished?: FinishedParts;
  readonly signal?: AbortSignal;
  /** Told the share that is done. */
  readonly onProgress?: (done: number) => void;
  /** Called between two lives in the caller's own thread. */
  readonly breathe?: () => Promise<void>;
}

/** Lines of a part: few, so that threads share a small city and little is lost by an end half way. */
const LINES = 64;

/** Some lines of a world, and what every strategy did on them as far as that is known. */
interface Slot {
  readonly seed: string;
  readonly lines: readonly number[];
  readonly known: (PartOutcome | null)[];
}

/** Studies strategies on every seed of a scenario, part by part; by strategy, then by seed. */
export async function runParts(
  scenario: Scenario,
  strategies: readonly SetStrategy[],
  run: PartsRun,
): Promise<readonly (readonly StrategyOutcome[])[]> {
  const { seeds, safeguards, finished = NOTHING_FINISHED } = run;
  const worldOf = openWorlds(scenario, safeguards);
  const keep = safeguards === undefined ? finished : NOTHING_FINISHED;
  const keyOf = (seed: string, strategy: SetStrategy, lines: readonly number[] | null) =>
    partKey({ scenario, seed, strategy, lines });
  const slots = seeds.flatMap((seed) =>
    batchesOf(linesOf(worldOf(seed)), worldOf(seed).fleet.payer, LINES).map((lines): Slot => {
      const known = strategies.map((each) => keep.find(keyOf(seed, each, lines)));
      return { seed, lines, known: known as Slot["known"] };
    }),
  );
  const loops = await loopsOf(scenario, strategies, slots, { ...run, worldOf });
  const asked = partsOf(slots, strategies, run.workers ?? 1);
  const parts = asked.map(({ slot: { seed, lines }, places }): StudyPart => {
    const own = places.map((s) => strategies[s] as SetStrategy);
    return { kind: "lines", seed, lines, strategies: own, loops: loops.get(seed) ?? new Map() };
  });
  const onReport = (report: PartReport, p: number) => {
    if (report.kind !== "lines") return;
    const { slot, places } = asked[p] as Asked;
    for (const [i, s] of places.entries()) {
      const outcome = report.outcomes[i] as PartOutcome;
      slot.known[s] = outcome;
      keep.keep(keyOf(slot.seed, strategies[s] as SetStrategy, slot.lines), outcome);
    }
  };
  await doParts(scenario, parts, { ...run, worldOf, onReport });
  return strategies.map((strategy, s) =>
    seeds.map((seed) => {
      const own = slots.filter((slot) => slot.seed === seed);
      return merged(
        strategy,
        own.map(({ known }) => known[s] as PartOutcome),
      );
    }),
  );
}

/** A part of a study: a slot, and the places of the strategies that it lacks. */
interface Asked {
  readonly slot: Slot;
  readonly places: readonly number[];
}

/** What is left to be done; where slots are fewer than threads, these share the strategies of a slot. */
function partsOf(
  slots: readonly Slot[],
  strategies: readonly SetStrategy[],
  workers: number,
): readonly Asked[] {
  const open = slots.filter(({ known }) => known.includes(null));
  const shares = Math.max(1, Math.ceil(workers / Math.max(1, open.length)));
  return open.flatMap((slot) => {
    const places = strategies.flatMap((_, s) => (slot.known[s] === null ? [s] : []));
    const dealt = Array.from({ length: shares }, (_, share) =>
      places.filter((_place, i) => i % shares === share),
    );
    return dealt.filter((own) => own.length > 0).map((own) => ({ slot, places: own }));
  });
}

interface Doing extends PartsRun {
  readonly worldOf: (seed: string) => StudyWorld;
  readonly onReport: (report: PartReport, part: number) => void;
}

/** Closes the loops that need all lines at once, of strategies that some slot still lacks; by seed and name. */
async function loopsOf(
  scenario: Scenario,
  strategies: readonly SetStrategy[],
  slots: readonly Slot[],
  run: PartsRun & Pick<Doing, "worldOf">,
): Promise<ReadonlyMap<string, ReadonlyMap<string, LoopOutcome>>> {
  const { onProgress: _, ...quiet } = run;
  const loops = new Map(run.seeds.map((seed) => [seed, new Map<string, LoopOutcome>()]));
  const wanted = run.seeds.flatMap((seed) =>
    strategies.flatMap((strategy, s) => {
      const isOpen = slots.some((slot) => slot.seed === seed && slot.known[s] === null);
      return isOpen && needsAllLines(strategy) ? [{ kind: "loop" as const, seed, strategy }] : [];
    }),
  );
  const onReport = (report: PartReport, p: number) => {
    const part = wanted[p];
    if (report.kind === "loop" && part) loops.get(part.seed)?.set(part.strategy.name, report.loop);
  };
  await doParts(scenario, wanted, { ...quiet, onReport });
  return loops;
}

async function doParts(
  scenario: Scenario,
  parts: readonly StudyPart[],
  { workers = 1, safeguards, signal, worldOf, onReport, onProgress, breathe }: Doing,
): Promise<void> {
  let done = 0;
  const tell = (step: number) => {
    done += step;
    onProgress?.(Math.min(1, done / parts.length));
  };
  const threads = safeguards === undefined ? Math.min(workers, parts.length) : 1;
  if (threads > 1) {
    await runThreads<StudyPart, PartReport>(parts, {
      ...{ entry: threadEntry("study/study-worker.js", import.meta.url), threads, signal },
      ...{ setup: { scenario }, onStep: tell, onReport },
      nameOf: (part) => `${namesIn(part)} on ${scenario.name}, seed ${part.seed}`,
    });
    return;
  }
  for (const [p, part] of parts.entries()) {
    const onStep = (share: number, all: number) => onProgress?.((p + share / all) / parts.length);
    const report = await studyPart(worldOf(part.seed), part, {
      ...{ onProgress: onStep, ...(breathe ? { breathe } : {}) },
    });
    onReport(report, p);
  }
}

function namesIn(part: StudyPart): string {
  if (part.kind === "loop") return part.strategy.name;
  return part.strategies.map(({ name }) => name).join(", ");
}

/** Adds up what a strategy did on the lines of all parts. */
function merged(strategy: SetStrategy, parts: readonly PartOutcome[]): StrategyOutcome {
  const sum = (of: (part: PartOutcome) => number) =>
    parts.reduce((total, part) => total + of(part), 0);
  return {
    ...{ strategy, mode: "closed" },
    cases: parts.flatMap(({ cases }) => cases),
    lookAlikes: parts.flatMap(({ lookAlikes = [] }) => lookAlikes),
    lines: parts.flatMap(({ lines }) => lines),
    alarms: sum(({ alarms }) => alarms),
    wrongPlane: sum(({ wrongPlane }) => wrongPlane),
    touched: sum(({ touched }) => touched),
  };
}
