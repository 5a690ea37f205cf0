import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { roamingGuard } from "../../../detectors/rules/roaming-guard.ts";
import { scoresOf } from "../rows.ts";

const abroad = (at: number, mb: number, marks = {}) => ({
  ...{ at, down: mb * MB, roaming: 1, ...marks },
});

describe("roaming-guard", () => {
  it.each([
    ["what comes down", "charging", [abroad(1, 25)], 0.5],
    ["four times what goes up", "charging", [abroad(1, 0, { up: 25 * MB })], 2],
    ["at home", "charging", [abroad(1, 25, { roaming: 0 })], -Infinity],
    ["within a day", "flows", [abroad(1, 25), abroad(20, 25)], 1],
    ["what is older", "flows", [abroad(1, 25), abroad(25.1, 25)], 0.5],
    ["a hotel's Wi-Fi", "netstats", [abroad(1, 25, { access: "wifi" })], -Infinity],
  ] as const)("counts what is moved abroad: %s", (_, view, rows, score) => {
    expect(scoresOf(roamingGuard, view, rows).at(-1)).toBe(score);
  });
});
