import { describe, expect, it } from "vitest";
import { fanOut } from "../../../detectors/traces/fan-out.ts";
import { scoresOf } from "../rows.ts";

const row = (at: number, peers: number, marks = {}) => ({ at, peers, ...marks });

describe("fan-out", () => {
  it.each([
    ["an hour", [row(1.5, 80)], 1],
    ["twice in one hour", [row(1.3, 80), row(1.5, 400)], 1],
    ["the widest row of an hour", [row(1.3, 40), row(1.5, 80)], 1],
    ["by the square below", [row(1.5, 60)], 0.563],
    ["three hours", [row(1.5, 90), row(2.5, 90), row(9.5, 90)], 3],
    ["a few remotes", [row(1.5, 39)], -Infinity],
    ["what is a day old", [row(1.5, 90), row(25.6, 90)], 1],
    ["an hour that is over", [row(2.5, 90), row(1.5, 90)], 1],
    ["private Wi-Fi", [row(1.5, 90, { access: "wifi" })], -Infinity],
  ])("counts hours with many remotes at once: %s", (_, rows, score) => {
    expect(scoresOf(fanOut, "flows", rows).at(-1)).toBe(score);
  });
});
