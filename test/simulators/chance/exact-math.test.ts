import { describe, expect, it } from "vitest";
import {
  exp,
  log,
  normalQuantile,
  normalShare,
  power,
} from "../../../simulators/chance/exact-math.ts";
import { keyedRandom } from "../../../simulators/chance/streams.ts";

const floats = new Float64Array(2);
const bits = new BigInt64Array(floats.buffer);

function ulps(a: number, b: number): number {
  if (a === b) return 0;
  floats[0] = a;
  floats[1] = b;
  return Math.abs(Number(bits[0] - bits[1]));
}

function worstUlps(
  mine: (x: number) => number,
  engine: (x: number) => number,
  points: (u: number) => number,
): number {
  const random = keyedRandom("exact-math", 0, "points");
  let worst = 0;
  for (let i = 0; i < 700_000; i++) {
    const x = points(random.uniform());
    const error = ulps(mine(x), engine(x));
    if (error > worst) worst = error;
  }
  return worst;
}

describe("exp", () => {
  it.each([
    ["over its whole range", (u: number) => (u - 0.5) * 1490],
    ["where samplers use it", (u: number) => (u - 0.5) * 24],
    ["near 0", (u: number) => (u - 0.5) * 1e-3],
  ])("is within one ulp of the engine's %s", (_, points) => {
    expect(worstUlps(exp, Math.exp, points)).toBeLessThanOrEqual(1);
  });

  it.each([
    [0, 1],
    [-0, 1],
    [709.782712893384, Math.exp(709.782712893384)],
    [709.7827128933841, Number.POSITIVE_INFINITY],
    [-745.1332191019411, 5e-324],
    [-745.14, 0],
    [Number.NEGATIVE_INFINITY, 0],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NaN, Number.NaN],
  ])("of %d is %d", (x, y) => {
    expect(exp(x)).toBe(y);
  });
});

describe("log", () => {
  it.each([
    ["over its whole range", (u: number) => Math.exp((u - 0.5) * 1418)],
    ["in (0, 1), where samplers use it", (u: number) => u],
    ["near 1", (u: number) => 1 + (u - 0.5) * 0.01],
    ["among subnormals", (u: number) => u * 2e-308],
  ])("is within one ulp of the engine's %s", (_, points) => {
    expect(worstUlps(log, Math.log, points)).toBeLessThanOrEqual(1);
  });

  it.each([
    [1, 0],
    [0, Number.NEGATIVE_INFINITY],
    [5e-324, Math.log(5e-324)],
    [Number.MAX_VALUE, Math.log(Number.MAX_VALUE)],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [-1, Number.NaN],
    [Number.NaN, Number.NaN],
  ])("of %d is %d", (x, y) => {
    expect(log(x)).toBe(y);
  });
});

describe("what follows from them", () => {
  it.each([
    [2, 10, 1024],
    [9, 0.5, 3],
    [10, -3, 0.001],
  ])("power(%d, %d) is %d to 1e-14", (a, b, expected) => {
    expect(power(a, b) / expected).toBeCloseTo(1, 14);
  });

  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.001, -3.090232306167813],
    [1e-9, -5.997807015007687],
    [0.9999, 3.719016485455709],
  ])("normalQuantile(%d) is %d to 2e-9", (p, z) => {
    expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(2e-9 * Math.max(1, Math.abs(z)));
  });

  it("normalShare undoes normalQuantile to 8e-8", () => {
    for (let p = 0.0005; p < 1; p += 0.0005) {
      expect(Math.abs(normalShare(normalQuantile(p)) - p)).toBeLessThan(8e-8);
    }
  });
});
