import { logistic } from "./logistic.ts";
import type { Binned } from "./quantile-bins.ts";

/** Shape of the model, as measured to be enough: deeper or longer tells no leak apart better. */
const TREES = 40;
const DEPTH = 3;
const LEAST_ROWS = 20;
const L2 = 1;
const RATE = 0.1;

/** One tree as a heap: node n has the children 2n + 1 and 2n + 2; a column of -1 ends a branch. */
interface Tree {
  readonly column: Int16Array;
  /** Rows whose bin is at most this go left. */
  readonly bin: Uint8Array;
  readonly value: Float64Array;
}

/** Scores rows of the table that it was fitted on, as log-odds. */
export type BoostedScore = (row: number) => number;

/**
 * Fits gradient boosting with logistic loss to the given rows of binned columns.
 *
 * The histogram method: 40 trees of depth 3, at least 20 rows a leaf, l2 of 1, learning rate 0.1.
 * Nothing is drawn and every sum runs in the order of rows, so that the same table gives the same
 * scores everywhere. O(trees x depth x rows x columns).
 */
export function fitBoosting(
  columns: readonly Binned[],
  labels: Uint8Array,
  rows: Uint32Array,
): BoostedScore {
  let positive = 0;
  for (const row of rows) positive += labels[row];
  const base = logOdds(positive, rows.length);
  const lesson: Lesson = {
    columns: columns.map(({ bins, count }) => ({ bins: rowsOf(bins, rows), count })),
    labels: rowsOf(labels, rows),
    raw: new Float64Array(rows.length).fill(base),
    gradient: new Float64Array(rows.length),
    hessian: new Float64Array(rows.length),
    order: Uint32Array.from(rows.keys()),
    spare: new Uint32Array(rows.length),
    nodeGradient: new Float64Array(rows.length),
    nodeHessian: new Float64Array(rows.length),
  };
  const trees = Array.from({ length: TREES }, () => growTree(lesson));
  return (row) => {
    let sum = base;
    for (const { column, bin, value } of trees) {
      let node = 0;
      while (column[node] >= 0) {
        node = 2 * node + (columns[column[node]].bins[row] <= bin[node] ? 1 : 2);
      }
      sum += value[node];
    }
    return sum;
  };
}

/** Rows that teach, side by side, and what is known of them so far. */
interface Lesson {
  readonly columns: readonly Binned[];
  readonly labels: Uint8Array;
  /** Log-odds after the trees so far. */
  readonly raw: Float64Array;
  readonly gradient: Float64Array;
  readonly hessian: Float64Array;
  /** Rows, those of a node side by side. */
  readonly order: Uint32Array;
  readonly spare: Uint32Array;
  /** Gradients in the order of rows: read once a column, so they lie side by side as well. */
  readonly nodeGradient: Float64Array;
  readonly nodeHessian: Float64Array;
}

function rowsOf(values: Uint8Array, rows: Uint32Array): Uint8Array {
  const own = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) own[i] = values[rows[i]];
  return own;
}

/** Bisects the log-odds out of the logistic function: the language promises no bits of Math.log. */
function logOdds(positive: number, rows: number): number {
  const share = Math.min(rows - 0.5, Math.max(0.5, positive)) / rows;
  let low = -30;
  let high = 30;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (logistic(middle) < share) low = middle;
    else high = middle;
  }
  return low;
}

/** Grows one tree on the gradients, and adds its leaves to the log-odds. */
function growTree(lesson: Lesson): Tree {
  const { labels, raw, gradient, hessian, order } = lesson;
  for (let i = 0; i < raw.length; i++) {
    const p = logistic(raw[i]);
    gradient[i] = p - labels[i];
    hessian[i] = p * (1 - p);
  }
  const nodes = (1 << (DEPTH + 1)) - 1;
  const tree = {
    column: new Int16Array(nodes).fill(-1),
    bin: new Uint8Array(nodes),
    value: new Float64Array(nodes),
  };
  const grow = (node: number, span: Span, depth: number): void => {
    const total = totalOf(lesson, span);
    const isWide = depth < DEPTH && span.to - span.from >= 2 * LEAST_ROWS;
    const split = isWide ? bestSplit(lesson, span, total) : null;
    if (split === null) {
      const value = (-RATE * total.g) / (total.h + L2);
      tree.value[node] = value;
      for (let k = span.from; k < span.to; k++) raw[order[k]] += value;
      return;
    }
    tree.column[node] = split.column;
    tree.bin[node] = split.bin;
    const middle = partition(lesson, span, split);
    grow(2 * node + 1, { from: span.from, to: middle }, depth + 1);
    grow(2 * node + 2, { from: middle, to: span.to }, depth + 1);
  };
  grow(0, { from: 0, to: raw.length }, 0);
  return tree;
}

/** Places of a node's rows. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface Split {
  readonly column: number;
  readonly bin: number;
}

/** Moves the rows that go left before the others, in their order; returns where the others begin. */
function partition({ columns, order, spare }: Lesson, { from, to }: Span, split: Split): number {
  const { bins } = columns[split.column];
  let left = from;
  let right = 0;
  for (let k = from; k < to; k++) {
    const i = order[k];
    if (bins[i] <= split.bin) order[left++] = i;
    else spare[right++] = i;
  }
  for (let k = 0; k < right; k++) order[left + k] = spare[k];
  return left;
}

interface Total {
  readonly g: number;
  readonly h: number;
}

/** Lays the gradients of a node side by side, and sums them. */
function totalOf(lesson: Lesson, { from, to }: Span): Total {
  const { gradient, hessian, order, nodeGradient, nodeHessian } = lesson;
  let g = 0;
  let h = 0;
  for (let k = from; k < to; k++) {
    nodeGradient[k] = gradient[order[k]];
    nodeHessian[k] = hessian[order[k]];
    g += nodeGradient[k];
    h += nodeHessian[k];
  }
  return { g, h };
}

/** Sums of each bin: gradient and hessian side by side, since a row adds to both. */
const SUMS = new Float64Array(512);
const N = new Uint32Array(256);

/** Finds the cut that gains most; the first of equals, null where none gains. */
function bestSplit(lesson: Lesson, span: Span, total: Total): Split | null {
  const { columns, order, nodeGradient, nodeHessian } = lesson;
  const { from, to } = span;
  let best: Split | null = null;
  let most = 1e-9;
  const whole = (total.g * total.g) / (total.h + L2);
  for (let column = 0; column < columns.length; column++) {
    const { bins, count } = columns[column];
    SUMS.fill(0, 0, 2 * count);
    N.fill(0, 0, count);
    for (let k = from; k < to; k++) {
      const bin = bins[order[k]];
      SUMS[2 * bin] += nodeGradient[k];
      SUMS[2 * bin + 1] += nodeHessian[k];
      N[bin]++;
    }
    let g = 0;
    let h = 0;
    let n = 0;
    for (let bin = 0; bin < count - 1; bin++) {
      g += SUMS[2 * bin];
      h += SUMS[2 * bin + 1];
      n += N[bin];
      if (n < LEAST_ROWS || N[bin] === 0) continue;
      if (to - from - n < LEAST_ROWS) break;
      const other = total.g - g;
      const gain = (g * g) / (h + L2) + (other * other) / (total.h - h + L2) - whole;
      if (gain <= most) continue;
      most = gain;
      best = { column, bin };
    }
  }
  return best;
}
