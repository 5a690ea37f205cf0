import { mergeAlarms } from "../scoring/alarms.ts";
import { openQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import type { Scoring } from "../scoring/scoring.ts";
import type { DeviceRange } from "../scoring/tally.ts";
import { openThresholdWalk } from "../thresholds/threshold-walk.ts";
import { COIN_REPLICATES, DRAWS, draw, drawEach } from "./coin.ts";

/** How many shares of the rows a profile looks at: all of them, a half, a quarter ... */
const SHARES = 24;
/**
 * Alarms are drawn beyond those asked for by so many standard deviations of a Poisson count, which is
 * the widest that merged draws can have; and so many more, of which few alarms need the most.
 */
const DEVIATIONS = 7;
const SPARE = 25;

/** How the alarms of one replicate grow while its threshold comes down: differences, highest draw first. */
export interface CoinSteps {
  readonly draw: Float64Array;
  readonly alarms: Int32Array;
}

/** By replicate and asked number of alarms, in their order: the lowest draw that passes. */
export type CoinMarks = readonly Float64Array[];

/**
 * Counts the alarms that one replicate of the coin would raise on some shards with each share of
 * their rows, so that the sum over all shards tells how many rows have to be drawn. O(rows).
 */
export function coinProfile(scoring: Scoring): Float64Array {
  const [alerts] = draw(scoring, { from: 0, to: 1, share: 1 });
  return Float64Array.from({ length: SHARES }, (_, k) => {
    const mark = Math.floor((1 - shareOf(k)) * DRAWS);
    return mergeAlarms(alerts, mark, scoring.time, scoring.options).length;
  });
}

/** Adds profiles of shards up, and names the smallest share of rows that makes as many alarms as asked. */
export function coinShare(profiles: readonly Float64Array[], asked: readonly number[]): number {
  const most = Math.max(0, ...asked);
  const needed = most + DEVIATIONS * Math.sqrt(most) + SPARE;
  for (let k = SHARES - 1; k > 0; k--) {
    const alarms = profiles.reduce((sum, profile) => sum + profile[k], 0);
    if (alarms >= needed) return shareOf(k);
  }
  return 1;
}

/** Walks the draws of some shards down, for every replicate. O(rows x replicates). */
export function coinSteps(scoring: Scoring, share: number): CoinSteps[] {
  return Array.from(drawEach(scoring, share), ([, alerts]): CoinSteps => {
    const walk = openThresholdWalk(alerts, scoring.time, scoring.options, () => false);
    const draws: number[] = [];
    const alarms: number[] = [];
    for (let before = 0; walk.next(); before = walk.alarms) {
      if (walk.alarms === before) continue;
      draws.push(walk.threshold);
      alarms.push(walk.alarms - before);
    }
    return { draw: Float64Array.from(draws), alarms: Int32Array.from(alarms) };
  });
}

/**
 * Finds each replicate's threshold for each asked number of alarms in the steps of all shards: just
 * above the highest draw at which there are more. Throws where the share was too small to tell.
 */
export function coinMarks(
  parts: readonly (readonly CoinSteps[])[],
  asked: readonly number[],
  share: number,
): CoinMarks {
  return Array.from({ length: COIN_REPLICATES }, (_, r) => {
    const steps = parts.flatMap((part) => stepsOf(part[r]));
    steps.sort((a, b) => b.draw - a.draw);
    return Float64Array.from(asked, (most) => {
      const above = firstAbove(steps, most);
      if (above !== null) return above + 1;
      if (share === 1) return 0;
      throw new RangeError(
        `coin: replicate ${r} must raise more than ${most} alarms with a share of ${share} of the rows, got no more`,
      );
    });
  });
}

/** Sums the headlines of every replicate on some shards: for each asked number of alarms, in order. */
export function coinSums(
  scoring: Scoring,
  range: DeviceRange,
  { share, marks }: { readonly share: number; readonly marks: CoinMarks },
): QuickSums[][] {
  const quick = openQuickSums(scoring, range);
  const asked = marks[0]?.length ?? 0;
  const sums = Array.from({ length: asked }, (): QuickSums[] => []);
  for (const [r, alerts] of drawEach(scoring, share)) {
    for (let n = 0; n < asked; n++) {
      const merged = mergeAlarms(alerts, marks[r][n], scoring.time, scoring.options);
      sums[n].push(quick(scoring.classifier.classify(alerts, merged)));
    }
  }
  return sums;
}

interface Step {
  readonly draw: number;
  readonly alarms: number;
}

function stepsOf({ draw: draws, alarms }: CoinSteps): Step[] {
  return Array.from(draws, (each, i) => ({ draw: each, alarms: alarms[i] }));
}

/** The highest draw at which there are more alarms; equal draws pass together. */
function firstAbove(steps: readonly Step[], most: number): number | null {
  let alarms = 0;
  for (let i = 0; i < steps.length; i++) {
    alarms += steps[i].alarms;
    if (alarms > most && steps[i + 1]?.draw !== steps[i].draw) return steps[i].draw;
  }
  return null;
}

/** A half, `halvings` times over. */
function shareOf(halvings: number): number {
  return 1 / (1 << halvings);
}
