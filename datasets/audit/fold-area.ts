import { keyOf, keyWith } from "../keyed.ts";
import { FOLDS, type HeldOut } from "./held-out-scores.ts";
import type { Sample } from "./sample.ts";

/** Resamples of devices for the interval; the models are not fitted again. */
const RESAMPLES = 200;

/** Area under the ROC curve with the uncertainty that comes from the choice of devices. */
export interface FoldArea {
  readonly area: number;
  readonly low: number;
  readonly high: number;
  readonly error: number;
}

/**
 * Measures the area under the ROC curve within folds, weighted by their pairs of rows, with a
 * bootstrap by device. Scores are never compared across folds: pooled, a constant column had an
 * area of .13, since each model's base rate is below the others' where its own fold is above.
 */
export function foldArea({ labels, devices }: Sample, { scores, folds }: HeldOut): FoldArea {
  const order = Uint32Array.from(labels.keys()).sort(
    (a, b) => folds[a] - folds[b] || scores[a] - scores[b],
  );
  const dense = denseDevices(devices);
  const weights = new Float64Array(dense.count).fill(1);
  const measure = () => weightedArea({ order, folds, scores, labels, device: dense.of, weights });
  const area = measure();
  const key = keyOf("audit bootstrap");
  const areas: number[] = [];
  for (let sample = 0; sample < RESAMPLES; sample++) {
    weights.fill(0);
    const own = keyWith(key, sample);
    for (let i = 0; i < dense.count; i++) weights[keyWith(own, i) % dense.count]++;
    areas.push(measure());
  }
  areas.sort((a, b) => a - b);
  const mean = areas.reduce((sum, value) => sum + value, 0) / RESAMPLES;
  const squares = areas.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return {
    area,
    low: areas[Math.floor(0.025 * RESAMPLES)],
    high: areas[Math.ceil(0.975 * RESAMPLES) - 1],
    error: Math.sqrt(squares / (RESAMPLES - 1)),
  };
}

/** Numbers devices from 0 in the order in which they first occur. */
export function denseDevices(devices: Uint32Array): { of: Uint32Array; count: number } {
  const seen = new Map<number, number>();
  const of = Uint32Array.from(devices, (device) => {
    const known = seen.get(device) ?? seen.size;
    seen.set(device, known);
    return known;
  });
  return { of, count: seen.size };
}

interface Ordered {
  /** Rows by fold, then score. */
  readonly order: Uint32Array;
  readonly folds: Uint8Array;
  readonly scores: Float64Array;
  readonly labels: Uint8Array;
  readonly device: Uint32Array;
  readonly weights: Float64Array;
}

/** Area over all folds: each pair of rows of one fold weighs the product of its devices' weights. */
function weightedArea({ order, folds, scores, labels, device, weights }: Ordered): number {
  let right = 0;
  let pairs = 0;
  let at = 0;
  for (let fold = 0; fold < FOLDS; fold++) {
    let [below, inside] = [0, 0];
    while (at < order.length && folds[order[at]] === fold) {
      const score = scores[order[at]];
      let [tiedIn, tiedOut] = [0, 0];
      for (; at < order.length; at++) {
        const row = order[at];
        if (folds[row] !== fold || scores[row] !== score) break;
        if (labels[row] === 1) tiedIn += weights[device[row]];
        else tiedOut += weights[device[row]];
      }
      right += tiedIn * (below + tiedOut / 2);
      below += tiedOut;
      inside += tiedIn;
    }
    pairs += inside * below;
  }
  return pairs === 0 ? 0.5 : right / pairs;
}
