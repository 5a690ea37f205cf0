import {
  randomBinomial,
  randomExponential,
  randomLogNormal,
  randomNormal,
  randomPareto,
  randomPoisson,
} from "d3-random";
import seedrandom from "seedrandom";
import { describe, expect, it } from "vitest";
import {
  binomial,
  categorical,
  exponential,
  integer,
  lognormal,
  normal,
  pareto,
  poisson,
  uniform,
} from "../../../simulators/chance/samplers.ts";
import { keyedRandom } from "../../../simulators/chance/streams.ts";

const DRAWS = 60_000;
const oracle = seedrandom.xor4096("oracle");
const random = keyedRandom("samplers", 0, "draws");

function sample(draw: () => number): Float64Array {
  return Float64Array.from({ length: DRAWS }, draw).sort();
}

/** Largest distance of two empirical distributions, ties included. */
function distance(a: Float64Array, b: Float64Array): number {
  let i = 0;
  let j = 0;
  let worst = 0;
  while (i < a.length && j < b.length) {
    const x = Math.min(a[i], b[j]);
    while (i < a.length && a[i] === x) i++;
    while (j < b.length && b[j] === x) j++;
    worst = Math.max(worst, Math.abs(i / a.length - j / b.length));
  }
  return worst;
}

/** Two-sample Kolmogorov-Smirnov bound at a significance of 1e-4. */
const BOUND = 2.23 * Math.sqrt(2 / DRAWS);

describe("each sampler draws from the distribution of its d3-random counterpart", () => {
  it.each([
    ["normal", () => normal(random), randomNormal.source(oracle)(0, 1)],
    ["uniform", () => uniform(random, -2, 5), () => -2 + 7 * oracle()],
    [
      "lognormal",
      () => lognormal(random, 7, 1.3),
      randomLogNormal.source(oracle)(Math.log(7), 1.3),
    ],
    ["exponential", () => exponential(random, 4), randomExponential.source(oracle)(1 / 4)],
    ["pareto", () => pareto(random, 1, 1.765), randomPareto.source(oracle)(1.765)],
    ["poisson of 0.3", () => poisson(random, 0.3), randomPoisson.source(oracle)(0.3)],
    ["poisson of 9.9", () => poisson(random, 9.9), randomPoisson.source(oracle)(9.9)],
    ["poisson of 10", () => poisson(random, 10), randomPoisson.source(oracle)(10)],
    ["poisson of 240", () => poisson(random, 240), randomPoisson.source(oracle)(240)],
    ["binomial", () => binomial(random, 12, 0.3), randomBinomial.source(oracle)(12, 0.3)],
    ["integer", () => integer(random, 7), () => Math.floor(oracle() * 7)],
  ])("%s", (_, mine, theirs) => {
    expect(distance(sample(mine), sample(theirs))).toBeLessThan(BOUND);
  });
});

describe("moments", () => {
  const moments = (draw: () => number, n: number) => {
    let mean = 0;
    let square = 0;
    let cube = 0;
    let fourth = 0;
    for (let i = 0; i < n; i++) {
      const x = draw();
      mean += x;
      square += x * x;
      cube += x * x * x;
      fourth += x * x * x * x;
    }
    return [mean / n, square / n, cube / n, fourth / n];
  };

  it("of a normal are 0, 1, 0 and 3 within five standard errors of a million draws", () => {
    const [mean, square, cube, fourth] = moments(() => normal(random), 1_000_000);
    expect(Math.abs(mean)).toBeLessThan(0.005);
    expect(Math.abs(square - 1)).toBeLessThan(0.0071);
    expect(Math.abs(cube)).toBeLessThan(0.0195);
    expect(Math.abs(fourth - 3)).toBeLessThan(0.049);
  });

  it("of a normal's tails hold beyond the table: one in 31,574 lies beyond 4", () => {
    let beyond = 0;
    for (let i = 0; i < 2_000_000; i++) if (Math.abs(normal(random)) > 4) beyond++;
    expect(beyond).toBeGreaterThan(126 - 5 * 11.3);
    expect(beyond).toBeLessThan(126 + 5 * 11.3);
  });

  it.each([0.05, 3, 10, 50, 5000])("of a Poisson of %d: mean and variance are equal", (mean) => {
    const [first, second] = moments(() => poisson(random, mean), 1_500_000);
    const error = Math.sqrt(mean / 1_500_000);
    expect(Math.abs(first - mean)).toBeLessThan(5 * error);
    expect((second - first * first) / mean).toBeCloseTo(1, 1.6);
  });
});

it("a Poisson of 0 is 0", () => {
  expect(poisson(random, 0)).toBe(0);
});

it("categorical follows its running sums, whatever their total", () => {
  const counts = [0, 0, 0];
  for (let i = 0; i < 30_000; i++) counts[categorical(random, [2, 2.5, 4])] += 1;
  expect(counts[0] / 30_000).toBeCloseTo(0.5, 1.7);
  expect(counts[1] / 30_000).toBeCloseTo(0.125, 1.7);
  expect(counts[2] / 30_000).toBeCloseTo(0.375, 1.7);
});
