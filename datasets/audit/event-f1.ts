/** Scores of a rule's days: the best day of each case, and all ordinary days. */
export interface EventScores {
  readonly cases: Float64Array;
  readonly ordinary: Float64Array;
  /** What one ordinary day counts for, so that cases stand at the stated density. */
  readonly weight: number;
}

/** F1 of a threshold: cases found at all, beside ordinary days flagged, both as if at the stated density. */
export function eventF1({ cases, ordinary, weight }: EventScores, threshold: number): number {
  let found = 0;
  for (const score of cases) if (score >= threshold) found++;
  let wrong = 0;
  for (const score of ordinary) if (score >= threshold) wrong++;
  return found === 0 ? 0 : (2 * found) / (found + weight * wrong + cases.length);
}

/** Finds the threshold with the largest F1 among the cases' own scores: between two of them none is better. */
export function bestThreshold({ cases, ordinary, weight }: EventScores): number {
  const sorted = Float64Array.from(cases).sort().reverse();
  const reached = countReaching(ordinary, sorted);
  let best = { f1: 0, threshold: Number.POSITIVE_INFINITY };
  let flagged = 0;
  for (let found = 1; found <= sorted.length; found++) {
    const threshold = sorted[found - 1];
    flagged += reached[found - 1];
    const f1 = (2 * found) / (found + weight * flagged + sorted.length);
    if (f1 > best.f1) best = { f1, threshold };
  }
  return best.threshold;
}

/**
 * Counts the scores by the first of the falling thresholds that each reaches: there are thousands
 * of scores for each threshold, and putting them in order would take most of the time.
 */
function countReaching(scores: Float64Array, falling: Float64Array): Uint32Array {
  const reached = new Uint32Array(falling.length);
  const least = falling[falling.length - 1];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i];
    if (!(score >= least)) continue;
    let low = 0;
    let high = falling.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (score >= falling[middle]) high = middle;
      else low = middle + 1;
    }
    reached[low]++;
  }
  return reached;
}
