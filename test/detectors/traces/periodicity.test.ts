import { describe, expect, it } from "vitest";
import { KB } from "../../../datasets/sizes.ts";
import { periodicity } from "../../../detectors/traces/periodicity.ts";
import { scoresOf } from "../rows.ts";

/** A row of a second at a minute, of so many kB. */
const beat = (minute: number, kb = 10, marks = {}) => ({
  ...{ at: minute / 60, start: (minute - 1 / 60) / 60, down: kb * KB, app: "cloud", ...marks },
});
const every = (minutes: number, count: number) =>
  Array.from({ length: count }, (_, k) => beat(1 + k * minutes));

describe("periodicity", () => {
  it.each([
    ["five minutes apart", every(5, 8), 6],
    ["too far apart", every(21, 8), -Infinity],
    ["of another size", [beat(1), beat(6), beat(11, 8)], -Infinity],
    ["of nearly the same size", [beat(1), beat(6), beat(11, 9)], 1],
    ["after twice the time", [beat(1), beat(6), beat(16)], 1],
    ["after more", [beat(1), beat(6), beat(16.1)], -Infinity],
    ["of several apps", [beat(1), beat(6, 10, { app: "mail" }), beat(11)], -Infinity],
    ["without a pause", [0, 1, 2, 3].map((at) => ({ at: at / 60, down: KB })), -Infinity],
    ["on private Wi-Fi", every(5, 8).map((row) => ({ ...row, access: "wifi" })), -Infinity],
  ])("counts rows that repeat the last one: %s", (_, rows, score) => {
    // A line that has been seen for a week and never repeated anything.
    const past = beat(-7 * 24 * 60, 3, { app: "mail" });
    expect(scoresOf(periodicity, "flows", [past, ...rows]).at(-1)).toBeCloseTo(score, 0);
  });

  it("takes off what the line has every day", () => {
    const past = beat(-7 * 24 * 60, 3, { app: "mail" });
    const scores = scoresOf(periodicity, "flows", [past, ...every(5, 288 * 6)]);
    expect(scores[40]).toBeGreaterThan(30);
    expect(scores.at(-1)).toBeLessThan(scores[40] / 2);
  });
});
