import { describe, expect, test } from "vitest";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";

describe("SAFEGUARDS", () => {
  test.each([
    ["restrict-background", { updatesOverCellular: true, backgroundData: false }],
    ["wifi-only-updates", { updatesOverCellular: false, backgroundData: true }],
  ])("%s turns its own switch and leaves the other alone", (name, expected) => {
    const settings = { updatesOverCellular: true, backgroundData: true };
    const safeguard = SAFEGUARDS.find((candidate) => candidate.name === name);
    safeguard?.apply(settings);
    expect(settings).toEqual(expected);
  });

  test("are listed in order of their names, each with a summary and someone who can turn it on", () => {
    const names = SAFEGUARDS.map(({ name }) => name);
    expect(names).toEqual([...names].sort());
    for (const { summary, by } of SAFEGUARDS) {
      expect(summary).not.toBe("");
      expect(["owner", "seller", "operator"]).toContain(by);
    }
  });
});
