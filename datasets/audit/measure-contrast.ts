import { findAtoms } from "./atoms.ts";
import type { Contrast } from "./contrast.ts";
import { foldArea } from "./fold-area.ts";
import { heldOutScores } from "./held-out-scores.ts";
import { devicesOfSides } from "./sample.ts";
import { topRows } from "./top-rows.ts";

/** Devices that each side must have before a contrast is judged. */
export const LEAST_DEVICES = 60;
/** Fewer on a side say nothing at all: five folds would have none. */
const LEAST_TO_MEASURE = 5;

/** Three statistics of one contrast, each blind where another sees. */
export interface Measured {
  readonly contrast: Omit<Contrast, "sample">;
  readonly devices: readonly [inside: number, outside: number];
  readonly rows: readonly [inside: number, outside: number];
  /** Both sides have 60 devices: the bars apply. */
  readonly isJudged: boolean;
  /** null where a side has under 5 devices, or under 20 rows, a leaf's least; or where nobody asks for what is not judged. */
  readonly figures: null | {
    readonly area: number;
    readonly low: number;
    readonly high: number;
    /** Standard error of the area, by device. */
    readonly error: number;
    /** Precision of the top 3 % of scores, both sides weighing the same, and its z by device. */
    readonly top: number;
    readonly topZ: number;
    readonly atom: {
      readonly cell: string;
      readonly z: number;
      readonly inside: number;
      readonly outside: number;
    };
    /** Largest z with labels dealt at random, deal by deal. */
    readonly dealt: readonly number[];
  };
}

/** Measures how far two sides can be told apart. About 0.1 to 0.3 s for 5,000 rows of 8 columns. */
export function measureContrast(
  { sample, ...contrast }: Contrast,
  measures: "all" | "judged" = "all",
): Measured {
  const { labels, columns } = sample;
  const devices = devicesOfSides(sample);
  const inside = labels.reduce((sum, label) => sum + label, 0);
  const rows = [inside, labels.length - inside] as const;
  const facts = { contrast, devices, rows, isJudged: Math.min(...devices) >= LEAST_DEVICES };
  const least = measures === "all" ? LEAST_TO_MEASURE : LEAST_DEVICES;
  if (Math.min(...devices) < least || Math.min(...rows) < 20) {
    return { ...facts, isJudged: false, figures: null };
  }
  if (columns.length === 0) return { ...facts, figures: ALIKE };
  const scores = heldOutScores(sample);
  const { isTop, precision } = topRows(sample, scores);
  const atoms = findAtoms(sample);
  return {
    ...facts,
    figures: {
      ...foldArea(sample, scores),
      top: precision,
      topZ: atoms.zOf((row) => isTop[row] === 1),
      atom: { cell: atoms.cell, z: atoms.z, inside: atoms.inside, outside: atoms.outside },
      dealt: atoms.dealt,
    },
  };
}

/** Both sides hold one and the same value in every column. */
const ALIKE = {
  ...{ area: 0.5, low: 0.5, high: 0.5, error: 0, top: 0.5, topZ: 0 },
  atom: { cell: "nothing", z: 0, inside: 0, outside: 0 },
  dealt: [],
};
