/** A moment, ms UTC, and what had been rated of the case by then, in minor units. */
export type CoursePoint = readonly [time: number, rated: number];

/** What was rated of a case while it ran. */
export interface Course {
  /** Takes what a record that closed at `time` cost, in order of closing. */
  add(time: number, cost: number): void;
  /** What had been rated by each moment at which that changed. */
  points(): readonly CoursePoint[];
}

/** Steps that a course is told in, at most: a page is no wider. */
const STEPS = 96;

/**
 * Keeps the course of a case. Of many steps those are told by which it grew a hundredth or so, and the
 * last, so that it ends at what the case was rated at.
 */
export function openCourse(): Course {
  const steps: CoursePoint[] = [];
  return {
    add(time, cost) {
      if (cost === 0) return;
      steps.push([time, (steps.at(-1)?.[1] ?? 0) + cost]);
    },
    points: () => thinned(steps),
  };
}

function thinned(steps: readonly CoursePoint[]): readonly CoursePoint[] {
  if (steps.length <= STEPS) return steps.slice();
  const moves = steps.map(([, rated], i) => Math.abs(rated - (steps[i - 1]?.[1] ?? 0)));
  const stride = moves.reduce((sum, move) => sum + move, 0) / (STEPS - 2);
  let gone = 0;
  return steps.filter((_, i) => {
    gone += moves[i] as number;
    const isTold = i === 0 || i === steps.length - 1 || gone >= stride;
    if (isTold) gone = 0;
    return isTold;
  });
}
