/** Rows to learn from, one class each. */
export interface ClassRows {
  /** Row after row. */
  readonly values: Float64Array;
  readonly length: number;
  /** How many rows each stands for. */
  readonly weight: number;
}

/** A logistic model: log-odds = bias + sum of weights times features. */
export interface LogisticModel {
  readonly bias: number;
  readonly weights: Float64Array;
}

/** Options of {@link fitLogistic}. */
export interface LogisticOptions {
  readonly width: number;
  /** Weight of the penalty on squared weights of standardised features. */
  readonly ridge: number;
  /** Newton steps; no other rule ends it, so that it is the same everywhere. */
  readonly steps: number;
}

/** Keeps classes that can be told apart without fault from infinite odds. */
const BIAS_RIDGE = 1e-3;
const MOST_ODDS = 30;

/**
 * Fits a logistic regression by iteratively reweighted least squares with a ridge, on standardised
 * features; weights are returned for the features as they are. O(steps x rows x width^2).
 */
export function fitLogistic(
  classes: readonly [ClassRows, ClassRows],
  { width, ridge, steps }: LogisticOptions,
): LogisticModel {
  const { mean, scale } = standard(classes, width);
  const size = width + 1;
  const model = new Float64Array(size);
  const row = new Float64Array(size);
  for (let step = 0; step < steps; step++) {
    const gradient = new Float64Array(size);
    const curvature = new Float64Array(size * size);
    const slope: Slope = { gradient, curvature };
    for (let j = 0; j < size; j++) {
      const penalty = j === width ? BIAS_RIDGE : ridge;
      gradient[j] = -penalty * model[j];
      curvature[j * size + j] = penalty;
    }
    for (const [y, { values, length, weight }] of classes.entries()) {
      for (let i = 0; i < length; i++) {
        let odds = 0;
        for (let j = 0; j < width; j++) {
          row[j] = (values[i * width + j] - mean[j]) / scale[j];
          odds += row[j] * model[j];
        }
        row[width] = 1;
        const chance = probability(odds + model[width]);
        addRow(row, weight * (y - chance), weight * chance * (1 - chance), slope);
      }
    }
    const change = solved(curvature, gradient, size);
    for (let j = 0; j < size; j++) model[j] += change[j];
  }
  const weights = Float64Array.from({ length: width }, (_, j) => model[j] / scale[j]);
  let bias = model[width];
  for (let j = 0; j < width; j++) bias -= weights[j] * mean[j];
  return { bias, weights };
}

function probability(odds: number): number {
  return 1 / (1 + Math.exp(-Math.min(MOST_ODDS, Math.max(-MOST_ODDS, odds))));
}

/** Where the likelihood rises, and how the rise bends: by model weight, and by pairs of them. */
interface Slope {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
}

/** Adds one row to the gradient and to the lower half of the curvature. */
function addRow(
  row: Float64Array,
  pull: number,
  bend: number,
  { gradient, curvature }: Slope,
): void {
  const size = row.length;
  for (let j = 0; j < size; j++) {
    gradient[j] += pull * row[j];
    const bent = bend * row[j];
    for (let k = 0; k <= j; k++) curvature[j * size + k] += bent * row[k];
  }
}

/** Weighted mean and standard deviation of each feature; 1 for one that never changes. */
function standard(classes: readonly ClassRows[], width: number) {
  const mean = new Float64Array(width);
  const scale = new Float64Array(width);
  let total = 0;
  const each = (use: (value: number, j: number, weight: number) => void) => {
    for (const { values, weight } of classes) {
      for (let i = 0; i < values.length; i++) use(values[i], i % width, weight);
    }
  };
  for (const { length, weight } of classes) total += length * weight;
  each((value, j, weight) => {
    mean[j] += (weight * value) / total;
  });
  each((value, j, weight) => {
    const off = value - mean[j];
    scale[j] += (weight * off * off) / total;
  });
  for (let j = 0; j < width; j++) scale[j] = scale[j] > 1e-12 ? Math.sqrt(scale[j]) : 1;
  return { mean, scale };
}

/** Solves A x = b for a positive definite A, of which the lower half is read: Cholesky. */
function solved(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const root = a.slice();
  for (let j = 0; j < size; j++) {
    for (let k = 0; k <= j; k++) {
      let sum = root[j * size + k];
      for (let m = 0; m < k; m++) sum -= root[j * size + m] * root[k * size + m];
      root[j * size + k] = j === k ? Math.sqrt(Math.max(sum, 1e-12)) : sum / root[k * size + k];
    }
  }
  const x = b.slice();
  for (let j = 0; j < size; j++) {
    for (let k = 0; k < j; k++) x[j] -= root[j * size + k] * x[k];
    x[j] /= root[j * size + j];
  }
  for (let j = size - 1; j >= 0; j--) {
    for (let k = j + 1; k < size; k++) x[j] -= root[k * size + j] * x[k];
    x[j] /= root[j * size + j];
  }
  return x;
}
