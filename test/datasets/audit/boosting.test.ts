import { describe, expect, it } from "vitest";
import { fitBoosting } from "../../../datasets/audit/boosting.ts";
import { logistic } from "../../../datasets/audit/logistic.ts";
import { quantileBins } from "../../../datasets/audit/quantile-bins.ts";

const ROWS = Uint32Array.from({ length: 240 }, (_, i) => i);
const column = (value: (i: number) => number) => Float64Array.from(ROWS, value);
const A = column((i) => (i * 37 + 11) % 41);
const B = column((i) => (i * i + 7 * i) % 29);
const C = column((i) => (i * 53) % 17);
const LABELS = Uint8Array.from(ROWS, (i) => {
  const [a, b, noise] = [A[i] > 20, B[i] < 9, (i * 7919) % 10 < 2].map(Number);
  return (a + b + noise) % 2;
});

/**
 * Log-odds of rows 200 to 239 by HistGradientBoostingClassifier of scikit-learn 1.9.1, fitted on rows
 * 0 to 199: learning_rate 0.1, max_iter 40, max_depth 3, min_samples_leaf 20, l2_regularization 1,
 * max_bins 64, early_stopping False.
 */
const SCIKIT_LEARN = [
  0.5626, 0.4151, 0.6938, -0.5473, 1.2622, -2.4506, 1.494, -3.0558, -0.9361, 1.4211, 1.0272,
  -0.2919, 0.824, 1.003, -0.4852, -0.642, -2.5969, 1.7501, -2.2196, 1.5842, -0.4186, 0.2685,
  -0.4737, 0.6389, -0.3438, 1.2828, -2.6418, -2.6565, -2.6565, 1.554, 1.3498, 0.1976, -0.4737,
  -1.4328, -1.1481, -0.0067, -2.5991, 1.7099, -2.2793, 1.069,
];

describe("fitBoosting", () => {
  const binned = [A, B, C].map((values) => quantileBins(values, 64));

  it("gives the log-odds of scikit-learn on the same table", () => {
    const score = fitBoosting(binned, LABELS, ROWS.subarray(0, 200));
    for (const [i, want] of SCIKIT_LEARN.entries()) expect(score(200 + i)).toBeCloseTo(want, 3);
  });

  it("gives the same bits again", () => {
    const [one, two] = [1, 2].map(() => fitBoosting(binned, LABELS, ROWS));
    expect(Array.from(ROWS, one)).toEqual(Array.from(ROWS, two));
  });

  it("gives every row the base rate where no leaf may hold 20 rows", () => {
    const score = fitBoosting(binned, LABELS, ROWS.subarray(0, 39));
    expect(new Set(Array.from(ROWS, score)).size).toBe(1);
  });
});

describe("logistic", () => {
  it.each([-39, -3.25, -1e-9, 0, 0.4, 2, 17, 39])("is 1 / (1 + exp(-x)) at %d", (x) => {
    expect(logistic(x) * (1 + Math.exp(-x))).toBeCloseTo(1, 13);
  });
});

describe("quantileBins", () => {
  it.each([
    ["one bin for each of few values", [5, 1, 5, 3], 64, [3, 1, 3, 2]],
    ["bins of equal size for many", [0, 1, 2, 3, 4, 5, 6, 7], 4, [1, 1, 2, 2, 3, 3, 4, 4]],
    ["bin 0 for what says nothing", [Number.NaN, 2, 1], 64, [0, 2, 1]],
  ])("gives %s", (_, values, most, bins) => {
    expect([...quantileBins(values, most).bins]).toEqual(bins);
  });
});
