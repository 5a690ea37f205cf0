import { couples } from "../../bench/strategy.ts";
import type { StrategyOutcome } from "../../bench/study/outcome.ts";
import { SAFEGUARDS } from "../../simulators/safeguards/catalogue.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import { OWN_MODELS } from "../load-models.ts";
import type { LoopOutcome, SetStrategy } from "./answering.ts";
import { closeLoop } from "./closed-loop.ts";
import { lifeOwner } from "./life-owner.ts";
import { type StrategiesRun, studyStrategies } from "./study-strategies.ts";
import { openStudyWorld, type StudyWorld } from "./study-world.ts";
import { whileStudying } from "./while-studying.ts";

/** What a strategy did on some lines of a world. */
export type PartOutcome = Omit<StrategyOutcome, "strategy">;

/** A part of a study, as plain data: the loop of one strategy whose lines wait for each other, or some strategies on some lines. */
export type StudyPart =
  | { readonly kind: "loop"; readonly seed: string; readonly strategy: SetStrategy }
  | {
      readonly kind: "lines";
      readonly seed: string;
      readonly lines: readonly number[];
      readonly strategies: readonly SetStrategy[];
      /** Of those of them whose lines wait for each other; by name. */
      readonly loops: ReadonlyMap<string, LoopOutcome>;
    };

/** What a part came to; of lines in order of its strategies. */
export type PartReport =
  | { readonly kind: "loop"; readonly loop: LoopOutcome }
  | { readonly kind: "lines"; readonly outcomes: readonly PartOutcome[] };

/** Who wants to hear how far a part is. */
export type PartRun = Pick<StrategiesRun, "onProgress" | "breathe">;

/** Does a part of a study: the same report wherever, and beside whatever else. */
export async function studyPart(
  world: StudyWorld,
  part: StudyPart,
  run: PartRun = {},
): Promise<PartReport> {
  const owner = lifeOwner(world);
  if (part.kind === "loop") {
    const { strategy } = part;
    const loop = whileStudying(strategy.name, world, () => closeLoop(world, strategy, { owner }));
    return { kind: "loop", loop };
  }
  const { lines, strategies, loops } = part;
  const studied = await studyStrategies(world, strategies, { ...run, owner, lines, loops });
  return { kind: "lines", outcomes: studied.map(({ strategy: _, ...outcome }) => outcome) };
}

/** Opens worlds of a scenario, one for each seed, and keeps them. */
export function openWorlds(
  scenario: Scenario,
  safeguards = SAFEGUARDS,
): (seed: string) => StudyWorld {
  const worlds = new Map<string, StudyWorld>();
  return (seed) => {
    let world = worlds.get(seed);
    if (world === undefined) {
      world = openStudyWorld(scenario, seed, { models: OWN_MODELS, safeguards });
      worlds.set(seed, world);
    }
    return world;
  };
}

/** Whether the loop of a strategy needs all lines at once. */
export function needsAllLines(strategy: SetStrategy): boolean {
  return strategy.detectors.length > 0 && couples(strategy);
}
