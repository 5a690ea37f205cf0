import { describe, expect, it } from "vitest";
import {
  keyedRandom,
  openStream,
  Random,
  STREAM_WORDS,
} from "../../../simulators/chance/streams.ts";

const words = new Uint32Array(STREAM_WORDS);
const COUNT = 30_000;

/** First draw of stream i, for each way in which neighbours differ by one. */
const NEIGHBOURS: readonly [string, (i: number) => Random][] = [
  ["devices", (i) => keyedRandom("7", i, "video", 3)],
  ["days", dayStream("7", 41, "video")],
  ["days before and after the first", dayStream("7", 42, "video", COUNT / 2)],
  ["names", (i) => keyedRandom("7", 41, `model-${i}`, 3)],
  ["seeds", (i) => keyedRandom(`${i}`, 41, "video", 3)],
];

function dayStream(seed: string, device: number, name: string, back = 0): (i: number) => Random {
  const own = new Uint32Array(STREAM_WORDS);
  openStream(seed, device, name, own);
  const random = new Random();
  return (i) => random.seed(own, 0, i - back);
}

/** z score of a chi-square statistic. */
const zScore = (chi2: number, freedom: number) => (chi2 - freedom) / Math.sqrt(2 * freedom);

describe.each(NEIGHBOURS)("consecutive %s", (_, open) => {
  const first = new Uint32Array(COUNT);
  const second = new Uint32Array(COUNT);
  for (let i = 0; i < COUNT; i++) {
    const random = open(i);
    first[i] = random.bits();
    second[i] = random.bits();
  }

  it("start with uniform draws, pair by pair and draw by draw", () => {
    const pairs = new Float64Array(4096);
    const draws = new Float64Array(4096);
    for (let i = 0; i + 1 < COUNT; i++) {
      pairs[((first[i] >>> 26) << 6) | (first[i + 1] >>> 26)] += 1;
      draws[((first[i] >>> 26) << 6) | (second[i] >>> 26)] += 1;
    }
    const expected = (COUNT - 1) / 4096;
    for (const cells of [pairs, draws]) {
      let chi2 = 0;
      for (const n of cells) chi2 += ((n - expected) * (n - expected)) / expected;
      expect(Math.abs(zScore(chi2, 4095))).toBeLessThan(4.5);
    }
  });

  it("share no more first draws than chance makes equal", () => {
    const distinct = new Set(first).size;
    // 30,000 draws of 2^32 collide 0.105 times on average.
    expect(COUNT - distinct).toBeLessThanOrEqual(3);
  });

  it("are balanced in each of the 32 bits", () => {
    for (let bit = 0; bit < 32; bit++) {
      let ones = 0;
      for (const value of first) ones += (value >>> bit) & 1;
      expect(Math.abs(ones - COUNT / 2) / Math.sqrt(COUNT / 4)).toBeLessThan(4.5);
    }
  });
});

describe("a random source", () => {
  it("repeats for equal keys and differs when any key differs", () => {
    const draw = (seed: string, device: number, name: string, index: number) =>
      keyedRandom(seed, device, name, index).bits();
    const base = draw("1", 2, "web", 3);
    expect(draw("1", 2, "web", 3)).toBe(base);
    const others = [draw("2", 2, "web", 3), draw("1", 3, "web", 3), draw("1", 2, "cloud", 3)];
    expect(new Set([base, draw("1", 2, "web", 4), ...others]).size).toBe(5);
  });

  it("never draws 0 or 1", () => {
    const random = keyedRandom("bounds", 0, "bounds");
    let low = 1;
    let high = 0;
    for (let i = 0; i < 1_000_000; i++) {
      const u = random.uniform();
      if (u < low) low = u;
      if (u > high) high = u;
    }
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(1);
    expect(low).toBeLessThan(1e-5);
    expect(high).toBeGreaterThan(1 - 1e-5);
  });

  it("keeps its golden first draws: a change here changes every dataset", () => {
    openStream("golden", 5, "video", words);
    const random = new Random().seed(words, 0, 9);
    expect([random.bits(), random.bits(), random.bits()]).toEqual([
      3481029502, 275869883, 392638607,
    ]);
  });
});
