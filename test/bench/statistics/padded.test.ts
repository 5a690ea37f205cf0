import { describe, expect, it } from "vitest";
import type { ClusterSums } from "../../../bench/scoring/cluster-sums.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import { clopperPearson, garwood } from "../../../bench/statistics/intervals.ts";
import {
  meanOfDraws,
  paddedCounts,
  paddedDraws,
  paddedInterval,
  type ShareSums,
} from "../../../bench/statistics/padded.ts";

const clusters = (count: number, seed: string | null = null) =>
  Array.from({ length: count }, (_, cluster) => ({ seed, cluster }) as ClusterSums);

/** `hits` of `n` clusters that each hold one thing of size 1, numbered from `first`. */
const share = (hits: number, n: number, name = "share", first = 0): ShareSums => ({
  name,
  cluster: Int32Array.from({ length: n }, (_, i) => first + i),
  part: Float64Array.from({ length: n }, (_, i) => (i < hits ? 1 : 0)),
  whole: new Float64Array(n).fill(1),
});

const bootstrap = openBootstrap("padded", 20_000);

const intervalOf = (sums: ShareSums, value: number, count = sums.cluster.length) =>
  paddedInterval(paddedDraws([sums], clusters(count), bootstrap)[0], value, 0.95);

describe("padded intervals", () => {
  it.each([
    [0, 9],
    [9, 9],
    [1, 36],
    [18, 36],
    [149, 150],
  ])("of %i of %i equal things are those of Clopper and Pearson", (hits, n) => {
    const exact = clopperPearson(hits, n, 0.95);
    const padded = intervalOf(share(hits, n), hits / n);
    // 20,000 draws: a quantile in the tail is known to about 0.004.
    expect(Math.abs((padded?.low ?? -1) - exact.low)).toBeLessThan(0.01);
    expect(Math.abs((padded?.high ?? -1) - exact.high)).toBeLessThan(0.01);
  });

  it.each([0, 1, 20])("of %i rare events are those of Garwood", (n) => {
    const exact = garwood(n, 0.95);
    const draws = paddedCounts([share(n, n)], clusters(n), bootstrap)[0];
    const padded = paddedInterval(draws, n, 0.95);
    expect(Math.abs((padded?.low ?? -1) - exact.low)).toBeLessThan(0.3);
    expect(Math.abs((padded?.high ?? -1) - exact.high)).toBeLessThan(0.6);
  });

  it("widen a mean over kinds of which one is all and the others nothing", () => {
    const kinds = [9, 0, 0, 0].map((hits, k) => share(hits, 9, `kind ${k}`, 9 * k));
    const draws = paddedDraws(kinds, clusters(36), bootstrap, kinds.length);
    const interval = paddedInterval(meanOfDraws(draws), 0.25, 0.95);
    expect(interval?.low).toBeGreaterThan(0.15);
    expect(interval?.low).toBeLessThan(0.22);
    expect(interval?.high).toBeGreaterThan(0.28);
    expect(interval?.high).toBeLessThan(0.36);
  });

  it("are wider where one thing is as large as all the others", () => {
    const even = share(20, 40);
    const whole = even.whole.map((_, i) => (i === 0 ? 39 : 1));
    const uneven = { ...even, whole, part: even.part.map((hit, i) => hit * whole[i]) };
    const [a, b] = [intervalOf(even, 0.5), intervalOf(uneven, 58 / 78)];
    const width = (interval: typeof a) => (interval?.high ?? 0) - (interval?.low ?? 0);
    expect(width(b)).toBeGreaterThan(1.5 * width(a));
  });

  it("hold a share of many clusters as they do of few, drawn in groups", () => {
    const n = 4000;
    const interval = intervalOf(share(400, n), 0.1);
    const exact = clopperPearson(400, n, 0.95);
    expect(interval?.low).toBeCloseTo(exact.low, 2);
    expect(interval?.high).toBeCloseTo(exact.high, 2);
  });

  it("draw by cluster and seed alone: the others in the list and their order change nothing", () => {
    const sums = share(3, 8, "same", 2);
    const few = paddedDraws([sums], clusters(10), bootstrap)[0];
    const many = paddedDraws([share(1, 2, "other"), sums], clusters(30), bootstrap)[1];
    expect(many).toEqual(few);
    const [other] = paddedDraws([sums], clusters(10, "2"), bootstrap);
    expect(other).not.toEqual(few);
  });

  it("hold the value itself, and are null where it is undefined", () => {
    expect(intervalOf(share(0, 5), 0)?.low).toBe(0);
    expect(intervalOf(share(5, 5), 1)?.high).toBe(1);
    expect(intervalOf(share(0, 0), Number.NaN)).toBeNull();
  });
});
