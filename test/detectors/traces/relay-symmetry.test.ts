import { describe, expect, it } from "vitest";
import { MB, MINUTE } from "../../../datasets/sizes.ts";
import { relaySymmetry } from "../../../detectors/traces/relay-symmetry.ts";
import { scoresOf } from "../rows.ts";

const minute = (at: number, up = 2, down = 2) => ({ at: at / 60, up: up * MB, down: down * MB });

describe("relay-symmetry", () => {
  it.each([
    ["one", [minute(1)], 1],
    ["with two minutes between", [minute(1), minute(4), minute(7)], 3],
    ["a call, minute after minute", [minute(1), minute(2), minute(3), minute(4)], 1],
    ["three quarters the other way", [minute(1, 1.5, 2)], 1],
    ["less", [minute(1, 1.4, 2)], -Infinity],
    ["too small", [minute(1, 0.2, 0.2)], -Infinity],
    ["a page and an album, which even out", [minute(1, 0, 9), minute(4, 9, 0)], -Infinity],
    ["what is a day old", [minute(1), minute(1442)], 1],
  ])("counts bursts that are alike both ways: %s", (_, rows, bursts) => {
    expect(scoresOf(relaySymmetry, "flows", rows).at(-1)).toBe(bursts);
  });

  it("needs no silence where the gap is none", () => {
    const rows = [minute(1), minute(2), minute(3)];
    expect(scoresOf(relaySymmetry, "flows", rows, { gap: 0 })).toEqual([1, 2, 3]);
    expect(scoresOf(relaySymmetry, "flows", rows, { gap: MINUTE })).toEqual([1, 1, 1]);
  });
});
