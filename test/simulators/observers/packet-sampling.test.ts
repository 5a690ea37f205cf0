import { describe, expect, it } from "vitest";
import { keptPackets, shownBy } from "../../../simulators/observers/packet-sampling.ts";

const DRAWS = Array.from({ length: 20_000 }, (_, i) => (i + 0.5) / 20_000);

describe("packets that a sampling probe keeps", () => {
  it.each([
    [1, 2],
    [7, 3],
    [30, 10],
    [470, 20],
    [490, 20],
    [5000, 100],
    [1_000_000, 1000],
  ])(
    "are of %i packets, one in %i kept, as many as a binomial distribution says",
    (packets, every) => {
      const chance = 1 / every;
      const kept = DRAWS.map((draw) => keptPackets(packets, every, draw));
      const mean = kept.reduce((sum, value) => sum + value) / kept.length;
      const variance =
        kept.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / kept.length;
      expect(mean / (packets * chance)).toBeCloseTo(1, 2);
      expect(variance / (packets * chance * (1 - chance))).toBeCloseTo(1, 1);
      expect(Math.max(...kept)).toBeLessThanOrEqual(packets);
      expect(Math.min(...kept)).toBeGreaterThanOrEqual(0);
    },
  );

  it("are all where every packet counts, and none where there was none", () => {
    expect(keptPackets(1234, 1, 0.9)).toBe(1234);
    expect(keptPackets(0, 10, 0.999)).toBe(0);
  });

  it("are whole numbers at the ends of chance as well", () => {
    for (const draw of [1e-10, 1 - 1e-10]) {
      for (const packets of [1, 100, 1e9]) {
        expect(keptPackets(packets, 7, draw) % 1).toBe(0);
      }
    }
    expect(keptPackets(40, 2, 1 - 1e-10)).toBeLessThanOrEqual(40);
  });
});

describe("things that the packets kept can show", () => {
  it.each([
    [100, 100, 12, 12],
    [1, 100, 12, 1],
    [3, 3, 5, 3],
    [10, 100, 100, 10],
    [50, 1000, 10, 10],
    // Ten of a hundred packets on ten things of ten each: one in three of them goes unseen.
    [10, 100, 10, 7],
  ])("%i of %i packets show of %i things %i", (kept, packets, things, shown) => {
    expect(shownBy(kept, packets, things)).toBe(shown);
  });

  it("are never more remotes than 5-tuples", () => {
    for (let kept = 1; kept <= 200; kept++) {
      expect(shownBy(kept, 200, 30)).toBeLessThanOrEqual(shownBy(kept, 200, 41));
    }
  });
});
