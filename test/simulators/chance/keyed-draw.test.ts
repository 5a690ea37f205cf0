import { describe, expect, it } from "vitest";
import { keyedDraw } from "../../../simulators/chance/keyed-draw.ts";
import { openStream, STREAM_WORDS } from "../../../simulators/chance/streams.ts";

const words = (device: number) => {
  const of = new Uint32Array(STREAM_WORDS);
  openStream("s", device, "observers", of);
  return of;
};
const COUNT = 100_000;
const FIRST = 1_446_479_827_199;
const MINUTE = 60_000;

/** Draws minute by minute, as an observer does, with the rest of the key as given. */
const draws = (device: number, purpose: number, what: number) => {
  const stream = words(device);
  return Float64Array.from({ length: COUNT }, (_, i) =>
    keyedDraw(stream, purpose, FIRST + i * MINUTE, what),
  );
};
const correlation = (a: Float64Array, b: Float64Array, lag = 0) => {
  let sum = 0;
  for (let i = lag; i < COUNT; i++) sum += (a[i] - 0.5) * (b[i - lag] - 0.5);
  return (12 * sum) / COUNT;
};

describe("a keyed draw", () => {
  const base = draws(0, 1, 7);

  it("is uniform in (0, 1)", () => {
    const tenths = new Uint32Array(10);
    for (const draw of base) {
      expect(draw > 0 && draw < 1).toBe(true);
      tenths[Math.floor(draw * 10)]++;
    }
    // Five standard deviations of a tenth.
    for (const tenth of tenths) expect(Math.abs(tenth - COUNT / 10)).toBeLessThan(475);
  });

  it.each([
    ["another device", draws(1, 1, 7), 0],
    ["another purpose", draws(0, 2, 7), 0],
    ["what else it belongs to", draws(0, 1, 8), 0],
    ["the minute before", base, 1],
  ])("says nothing of the one for %s", (_what, other, lag) => {
    expect(Math.abs(correlation(base, other, lag))).toBeLessThan(0.016);
  });

  it("belongs to its key alone, whatever was drawn before", () => {
    expect(draws(0, 1, 7)).toEqual(base);
    const stream = words(0);
    expect(keyedDraw(stream, 1, FIRST + 5 * MINUTE, 7)).toBe(base[5]);
  });
});
