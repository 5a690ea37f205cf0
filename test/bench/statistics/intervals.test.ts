import { describe, expect, it } from "vitest";
import type { ClusterSums } from "../../../bench/scoring/cluster-sums.ts";
import { openBootstrap } from "../../../bench/statistics/bootstrap.ts";
import {
  bcaInterval,
  clopperPearson,
  garwood,
  percentileInterval,
  poissonUpper,
} from "../../../bench/statistics/intervals.ts";
import { keyedUniform, keyOf, keyWith } from "../../../datasets/keyed.ts";

const clusters = (count: number, seed: string | null = null) =>
  Array.from({ length: count }, (_, cluster) => ({ seed, cluster }) as ClusterSums);

describe("exact intervals", () => {
  // Tables of Garwood (1936) at 95 %.
  it.each([
    [0, 0, 3.689],
    [1, 0.0253, 5.572],
    [5, 1.623, 11.668],
    [20, 12.217, 30.888],
  ])("of a Poisson count of %i are [%f, %f]", (count, low, high) => {
    const interval = garwood(count, 0.95);
    expect(interval.low).toBeCloseTo(low, 3);
    expect(interval.high).toBeCloseTo(high, 3);
  });

  it("bound a Poisson count of none from above by -ln 0.05", () => {
    expect(poissonUpper(0, 0.95)).toBeCloseTo(-Math.log(0.05), 12);
  });

  // 1 - 0.025^(1/n) and its mirror; 2 of 10 by the tables of Clopper and Pearson (1934).
  it.each([
    [0, 5, 0, 0.5218],
    [5, 5, 0.4782, 1],
    [2, 10, 0.0252, 0.5561],
  ])("of %i of %i are [%f, %f]", (hits, n, low, high) => {
    const interval = clopperPearson(hits, n, 0.95);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  it("take part credit between the whole numbers", () => {
    const [two, more, three] = [2, 2.5, 3].map((hits) => clopperPearson(hits, 10, 0.95));
    expect(more.low).toBeGreaterThan(two.low);
    expect(more.high).toBeLessThan(three.high);
  });
});

describe("percentile intervals", () => {
  it("take the nearest rank, ceil(p n)", () => {
    // 40 values 1..40: ranks ceil(1) = 1 and ceil(39) = 39.
    const values = Float64Array.from({ length: 40 }, (_, i) => 40 - i);
    expect(percentileInterval(values, 0.95)).toEqual({ low: 1, high: 39 });
    // 2000 values: ranks 50 and 1950, not 51 and 1951 for a rounding error.
    const many = Float64Array.from({ length: 2000 }, (_, i) => i + 1);
    expect(percentileInterval(many, 0.95)).toEqual({ low: 50, high: 1950 });
  });

  it("may end at infinity, and are null when more than 5 % are undefined", () => {
    const values = new Float64Array(100).fill(1);
    values.fill(Number.POSITIVE_INFINITY, 0, 10);
    expect(percentileInterval(values, 0.95)).toEqual({ low: 1, high: Number.POSITIVE_INFINITY });
    values.fill(Number.NaN, 0, 5);
    expect(percentileInterval(values, 0.95)).not.toBeNull();
    values.fill(Number.NaN, 0, 6);
    expect(percentileInterval(values, 0.95)).toBeNull();
  });
});

describe("BCa intervals", () => {
  it("are the percentiles when nothing is skewed, and shift with the bias", () => {
    const values = Float64Array.from({ length: 2001 }, (_, i) => i - 1000);
    const flat = Float64Array.of(-1, 1, -2, 2);
    const plain = bcaInterval(values, 0, flat, 0.95);
    expect(plain?.low).toBeCloseTo(-950, -1);
    expect(plain?.high).toBeCloseTo(950, -1);
    const shifted = bcaInterval(values, 300, flat, 0.95);
    expect(shifted?.low).toBeGreaterThan((plain?.low ?? 0) + 100);
  });

  it("are null without any spread", () => {
    expect(
      bcaInterval(new Float64Array(50).fill(1), 1, new Float64Array(3).fill(1), 0.95),
    ).toBeNull();
  });
});

describe("bootstrap weights", () => {
  it("are Poisson with mean 1", () => {
    const list = clusters(500);
    const bootstrap = openBootstrap("seed", 400);
    const weights = new Float64Array(list.length);
    const seen = new Float64Array(8);
    for (let b = 0; b < 400; b++) {
      bootstrap.fill(b, list, weights);
      for (const w of weights) seen[Math.min(7, w)]++;
    }
    // 200,000 draws: a share of p has a deviation of at most 0.0011.
    for (const [k, p] of [0.3679, 0.3679, 0.1839, 0.0613, 0.0153].entries()) {
      expect(Math.abs(seen[k] / 200_000 - p)).toBeLessThan(0.004);
    }
  });

  it("depend on the replicate, the seed and the cluster alone, not on the other clusters", () => {
    const bootstrap = openBootstrap("seed", 50);
    const weights = new Float64Array(30);
    const few = new Float64Array(4);
    bootstrap.fill(7, clusters(30), weights);
    bootstrap.fill(7, clusters(4), few);
    expect([...few]).toEqual([...weights.subarray(0, 4)]);
    bootstrap.fill(7, clusters(30, "2"), weights);
    expect([...weights.subarray(0, 4)]).not.toEqual([...few]);
  });

  it("are the same when there are too many to keep", () => {
    const list = clusters(700);
    const [kept, drawn] = [new Float64Array(700), new Float64Array(700)];
    openBootstrap("seed", 10).fill(3, list, kept);
    openBootstrap("seed", 100_000).fill(3, list, drawn);
    expect(drawn).toEqual(kept);
  });
});

describe("keyed uniforms", () => {
  it("fill [0, 1) evenly for consecutive keys and words", () => {
    const bins = new Float64Array(16);
    let pairs = 0;
    for (let k = 0; k < 200; k++) {
      const key = keyWith(keyOf("test"), k);
      for (let w = 0; w < 200; w++) {
        const u = keyedUniform(key, w);
        bins[Math.floor(u * 16)]++;
        if (Math.abs(u - keyedUniform(key, w + 1)) < 0.1) pairs++;
      }
    }
    for (const count of bins) expect(Math.abs(count - 2500)).toBeLessThan(5 * Math.sqrt(2500));
    // |u - v| < 0.1 has probability 0.19 for independent draws.
    expect(Math.abs(pairs / 40_000 - 0.19)).toBeLessThan(0.01);
  });

  it("keep texts apart", () => {
    expect(keyOf("a", "bc")).not.toBe(keyOf("ab", "c"));
    expect(keyOf("")).not.toBe(keyOf("", ""));
  });
});
