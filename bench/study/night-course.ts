import type { CoursePoint } from "./course.ts";
import type { StrategyOutcome } from "./outcome.ts";
import type { NightCourse } from "./study-file.ts";

/** What is known of a night beside its outcomes. */
export interface NightFacts {
  readonly dataset: string;
  readonly seed: string;
  readonly utcOffset: number;
}

/** The courses of a night under each strategy; null where the world is not one line with one case. */
export function nightCourse(
  facts: NightFacts,
  outcomes: readonly StrategyOutcome[],
): NightCourse | null {
  const [one, ...more] = outcomes[0]?.cases ?? [];
  if (one?.night === undefined || more.length > 0) return null;
  const { onset, end, asItWas } = one.night;
  const unchanged: string[] = [];
  const courses = new Map<string, { strategies: string[]; points: readonly CoursePoint[] }>();
  const wasSo = JSON.stringify(asItWas);
  for (const { strategy, cases } of outcomes) {
    const points = cases[0]?.night?.left ?? [];
    const key = JSON.stringify(points);
    const known = courses.get(key);
    if (key === wasSo) unchanged.push(strategy.name);
    else if (known === undefined) courses.set(key, { strategies: [strategy.name], points });
    else known.strategies.push(strategy.name);
  }
  return {
    ...{ ...facts, kind: one.kind, onset, end, asItWas, unchanged },
    courses: [...courses.values()],
  };
}
