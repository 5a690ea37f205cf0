import type { CostMatrix, NabCorpus, NabDetector } from "./nab-corpus.ts";

/** What NAB says of a detector in one profile. */
export interface NabResult {
  /** Normalised score at a given threshold: 0 for no alarm at all, 100 for every window at once. */
  readonly score: number;
  /** Rows at or above the given threshold, inside and outside windows. */
  readonly tp: number;
  readonly fp: number;
  /** The threshold at which the score of the whole corpus is best, and the normalised score there. */
  readonly bestThreshold: number;
  readonly bestScore: number;
}

/** Share of a file, and most rows, that its detector may learn from before anything counts. */
const PROBATION = 0.15;
const PROBATION_ROWS = 5000;
/** Above every score: the threshold of no alarm. */
const NOTHING = 1.1;
const OUTSIDE = -1;
const LEFT_OUT = -2;

/** What each row is worth as an alarm, and the window that it lies in. */
interface Worth {
  readonly value: Float64Array;
  /** Number of the window; or outside all of them; or left out, being probation. */
  readonly window: Int32Array;
  readonly windows: number;
}

/**
 * Scores a detector as the Numenta Anomaly Benchmark does: within a window the earliest alarm counts,
 * the more the earlier; outside each alarm costs, the more the farther behind a window. Windows that
 * lie wholly in probation count nowhere.
 */
export function nabScore(
  corpus: NabCorpus,
  detector: NabDetector,
  { profile, order = rankRows(detector) }: { profile: string; order?: Uint32Array },
): NabResult {
  const { scores, thresholds } = detector;
  const costs = corpus.profiles[profile];
  const threshold = thresholds[profile];
  const worth = worthOf(corpus, costs);
  const found = new Float64Array(worth.windows).fill(-costs.fnWeight);
  const scored = new Uint8Array(worth.windows);
  for (const window of worth.window) if (window >= 0) scored[window] = 1;
  let inside = scored.reduce((sum, one) => sum - one * costs.fnWeight, 0);
  let outside = 0;
  let [tp, fp] = [0, 0];
  let best = { threshold: NOTHING, score: inside };
  let current = NOTHING;
  let given = { score: inside, tp, fp };
  for (const row of order) {
    const window = worth.window[row];
    if (window === LEFT_OUT) continue;
    if (scores[row] !== current) {
      if (inside + outside > best.score) best = { threshold: current, score: inside + outside };
      if (current >= threshold) given = { score: inside + outside, tp, fp };
      current = scores[row];
    }
    if (window === OUTSIDE) {
      fp++;
      outside += worth.value[row];
    } else {
      tp++;
      if (worth.value[row] > found[window]) {
        inside += worth.value[row] - found[window];
        found[window] = worth.value[row];
      }
    }
  }
  if (inside + outside > best.score) best = { threshold: current, score: inside + outside };
  if (current >= threshold) given = { score: inside + outside, tp, fp };
  const all = corpus.files.reduce((sum, { windows }) => sum + windows.length, 0);
  const [none, perfect] = [-costs.fnWeight * all, costs.tpWeight * all];
  const normalised = (score: number) => (100 * (score - none)) / (perfect - none);
  return {
    score: normalised(given.score),
    tp: given.tp,
    fp: given.fp,
    bestThreshold: best.threshold,
    bestScore: normalised(best.score),
  };
}

/** Rows from the highest score down, equal ones in their order. */
export function rankRows({ scores }: NabDetector): Uint32Array {
  const rows = Uint32Array.from({ length: scores.length }, (_, row) => row);
  return rows.sort((a, b) => scores[b] - scores[a] || a - b);
}

function worthOf({ files, rows }: NabCorpus, costs: CostMatrix): Worth {
  const value = new Float64Array(rows);
  const window = new Int32Array(rows);
  let opened = 0;
  for (const file of files) {
    const probation = Math.min(Math.floor(PROBATION * file.rows), PROBATION * PROBATION_ROWS);
    let next = 0;
    for (let i = 0; i < file.rows; i++) {
      while (next < file.windows.length && i > file.windows[next].right) next++;
      const here = file.windows[next];
      const isInside = here !== undefined && i >= here.left;
      const before = file.windows[next - 1];
      value[file.first + i] = isInside
        ? (scaled(-(here.right - i + 1) / (here.right - here.left + 1)) * costs.tpWeight) / FULL
        : (before === undefined ? -1 : scaled((i - before.right) / (before.right - before.left))) *
          costs.fpWeight;
      window[file.first + i] = i < probation ? LEFT_OUT : isInside ? opened + next : OUTSIDE;
    }
    opened += file.windows.length;
  }
  return { value, window, windows: opened };
}

/** 1 far before the end of a window, 0 at it, -1 far behind. */
function scaled(position: number): number {
  return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
}

const FULL = scaled(-1);
