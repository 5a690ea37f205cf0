import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OperatingPoint } from "../../../bench/facts.ts";
import { prAuc } from "../../../bench/metrics/pr-auc.ts";
import { averagePrecision } from "../../../bench/scoring/average-precision.ts";
import { estimateMetrics } from "../../../bench/scoring/estimate-metrics.ts";
import { resolveScoring } from "../../../bench/scoring/scoring-options.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import { smallTally } from "./small-tally.ts";

const options = resolveScoring({ replicates: 20 });
const by = { options, bootstrap: openBootstrap(options.seed, options.replicates) };
const points = (...pairs: [number | null, number | null][]): OperatingPoint[] =>
  pairs.map(([recall, precision], i) => ({ budget: i + 1, recall, precision }));

describe("the area under precision over recall", () => {
  it.each<[string, OperatingPoint[], number]>([
    ["a perfect rule", points([1, 1]), 1],
    ["half caught without a false alarm, and no more", points([0.5, 1], [0.5, 0.2]), 0.5],
    // 0.2 x 1 + 0.3 x 0.8 + 0.1 x 0.5
    ["three steps", points([0.2, 1], [0.5, 0.8], [0.6, 0.5]), 0.49],
    [
      "a threshold with fewer catches than one above it",
      points([0.5, 1], [0.3, 0.9], [0.7, 0.5]),
      0.6,
    ],
    ["nothing passes at first", points([0, null], [0.4, 0.5]), 0.2],
    ["silence", points([0, null], [0, null]), 0],
  ])("of %s", (_, given, area) => {
    expect(averagePrecision(given)).toBeCloseTo(area, 12);
  });

  it("is undefined without incidents", () => {
    expect(averagePrecision(points([null, 0.5]))).toBeNaN();
  });

  /** Scores of incidents and of false alarms, all different. */
  const scored = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }), fc.integer())
    .map(([right, wrong, seed]) => {
      const labels = [...Array(right).fill(true), ...Array(wrong).fill(false)] as boolean[];
      let state = seed >>> 0;
      return labels
        .map((label) => {
          state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
          return { label, key: state };
        })
        .sort((a, b) => a.key - b.key)
        .map(({ label }) => label);
    });
  /** The curve of a ranking, the best first: one point a threshold. */
  const curveOf = (ranking: readonly boolean[]): OperatingPoint[] =>
    ranking.map((_, i) => {
      const hits = ranking.slice(0, i + 1).filter(Boolean).length;
      const all = ranking.filter(Boolean).length;
      return { budget: i, recall: hits / all, precision: hits / (i + 1) };
    });

  it("is average precision as textbooks have it: the mean of precision at every right alarm", () => {
    fc.assert(
      fc.property(scored, (ranking) => {
        const at = ranking.flatMap((label, i) =>
          label ? [ranking.slice(0, i + 1).filter(Boolean).length / (i + 1)] : [],
        );
        const mean = at.reduce((a, b) => a + b, 0) / at.length;
        expect(averagePrecision(curveOf(ranking))).toBeCloseTo(mean, 9);
      }),
      { seed: 1 },
    );
  });

  it("lies no further from the trapezoid than steps of recall times drops of precision", () => {
    fc.assert(
      fc.property(scored, (ranking) => {
        const curve = curveOf(ranking);
        let [trapezoid, slack, recall, precision] = [0, 0, 0, curve[0].precision as number];
        for (const point of curve) {
          const [r, p] = [point.recall as number, point.precision as number];
          trapezoid += ((r - recall) * (p + precision)) / 2;
          slack += ((r - recall) * Math.abs(p - precision)) / 2;
          [recall, precision] = [r, p];
        }
        expect(Math.abs(averagePrecision(curve) - trapezoid)).toBeLessThanOrEqual(slack + 1e-9);
      }),
      { seed: 2 },
    );
  });

  it("lies between 0 and 1, and a threshold more can only add", () => {
    const point = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(point, { maxLength: 8 }), point, (pairs, more) => {
        const area = averagePrecision(points(...pairs));
        expect(area).toBeGreaterThanOrEqual(0);
        expect(area).toBeLessThanOrEqual(1 + 1e-12);
        expect(averagePrecision(points(...pairs, more))).toBeGreaterThanOrEqual(area);
      }),
      { seed: 3 },
    );
  });
});

it("prAuc is null without a calibration half, and has no interval", () => {
  const tally = smallTally([{ outcome: "caught", counts: { hit: 1 } }, { outcome: "missed" }]);
  const at = (tradeOff: readonly OperatingPoint[]) =>
    estimateMetrics([prAuc], tally, { tradeOff }, by)["prAuc"];
  expect(at([])).toBeUndefined();
  expect(at(points([0.5, 1]))).toEqual({ value: 0.5, low: null, high: null, n: 1, method: null });
});
