import type { MarkedDays } from "./case-days.ts";
import type { EventScores } from "./event-f1.ts";
import { joined } from "./joined.ts";

/** Weighs ordinary days so that the cases stand at `density` per 1,000 of them. */
export function weighed(cases: Float64Array, ordinary: Float64Array, density: number): EventScores {
  const weight = (cases.length * 1000) / density / Math.max(1, ordinary.length);
  return { cases, ordinary, weight };
}

/** The best day of each case of a kind in one half, over all datasets. */
export function casesOf(
  values: readonly Float64Array[],
  marks: readonly MarkedDays[],
  kind: string,
  isTest: boolean,
): Float64Array {
  return Float64Array.from(
    marks.flatMap(({ cases }, d) =>
      cases
        .filter((each) => each.kind === kind && each.isTest === isTest)
        .map(({ cells }) =>
          cells.reduce((most, cell) => Math.max(most, values[d][cell]), -Infinity),
        ),
    ),
  );
}

/** The line of each ordinary day of one half, over all datasets; those of two datasets differ. */
export function linesOf(
  marks: readonly MarkedDays[],
  days: readonly number[],
  isTest: boolean,
): Uint32Array {
  const half = isTest ? "test" : "calibration";
  let first = 0;
  const parts = marks.map(({ ordinary }, d) => {
    const lines = ordinary[half].map((cell) => first + Math.floor(cell / days[d]));
    first = lines.reduce((next, line) => Math.max(next, line + 1), first);
    return lines;
  });
  return Uint32Array.from(parts.flatMap((part) => [...part]));
}

/** The ordinary days of one half, over all datasets. */
export function ordinaryOf(
  values: readonly Float64Array[],
  marks: readonly MarkedDays[],
  isTest: boolean,
): Float64Array {
  const half = isTest ? "test" : "calibration";
  return joined(
    marks.map(({ ordinary }, d) => {
      const cells = ordinary[half];
      const own = values[d];
      const scores = new Float64Array(cells.length);
      for (let i = 0; i < cells.length; i++) scores[i] = own[cells[i]];
      return scores;
    }),
  );
}
