import { keyOf, keyWith } from "../keyed.ts";
import { fitBoosting } from "./boosting.ts";
import { quantileBins } from "./quantile-bins.ts";
import type { Sample } from "./sample.ts";

/** Chosen: four fifths of the devices teach, as measured to be enough for 60 devices a side. */
export const FOLDS = 5;
const BINS = 64;

/** What a model that never saw a row's device says of the row. */
export interface HeldOut {
  readonly scores: Float64Array;
  /** Fold of each row; scores of different folds come from different models and don't compare. */
  readonly folds: Uint8Array;
}

/** Scores each row by a model fitted on the devices of the other folds. */
export function heldOutScores({ columns, labels, devices }: Sample): HeldOut {
  const folds = dealFolds(labels, devices);
  const binned = columns.map(({ values }) => quantileBins(values, BINS));
  const scores = new Float64Array(labels.length);
  const all = Uint32Array.from(labels.keys());
  for (let fold = 0; fold < FOLDS; fold++) {
    const score = fitBoosting(
      binned,
      labels,
      all.filter((row) => folds[row] !== fold),
    );
    for (const row of all) if (folds[row] === fold) scores[row] = score(row);
  }
  return { scores, folds };
}

/** Deals the devices of each side round, so that each fold has its share of both. */
function dealFolds(labels: Uint8Array, devices: Uint32Array): Uint8Array {
  const inside = new Set<number>();
  for (let i = 0; i < labels.length; i++) if (labels[i] === 1) inside.add(devices[i]);
  const key = keyOf("audit folds");
  const order = [...new Set(devices)].sort((a, b) => keyWith(key, a) - keyWith(key, b));
  const fold = new Map<number, number>();
  const dealt = [0, 0];
  for (const device of order) {
    const side = inside.has(device) ? 1 : 0;
    fold.set(device, dealt[side]++ % FOLDS);
  }
  return Uint8Array.from(devices, (device) => fold.get(device) ?? 0);
}
