import { describe, expect, it } from "vitest";
import { resolveOptions } from "../../datasets/options.ts";
import { DAY, GB } from "../../datasets/sizes.ts";
import { createDetector } from "../../detectors/create-detector.ts";

import { percentAlert } from "../../detectors/rules/percent-alert.ts";
import { volumeCap } from "../../detectors/rules/volume-cap.ts";
import { btFlowShape } from "../../detectors/traces/bt-flow-shape.ts";
import { plainFleet } from "../detectors/rows.ts";

const HALF_DAY = { cap: 1.5 * GB, period: DAY / 2 };

describe("resolveOptions", () => {
  it.each([
    ["nothing given: the defaults", {}, { cap: 5 * GB, period: DAY }],
    ["a number", { cap: 7 }, { cap: 7, period: DAY }],
    ["a text that reads as one", { cap: "2e9" }, { cap: 2e9, period: DAY }],
    ["sizes and times as people write them", { cap: "1.5GB", period: "12h" }, HALF_DAY],
    ["the bound itself", { cap: 1 }, { cap: 1, period: DAY }],
  ])("takes %s", (_, given, expected) => {
    expect(resolveOptions(volumeCap, given)).toEqual(expected);
  });

  it("takes a choice by its word or its number", () => {
    expect(resolveOptions(percentAlert, { preset: "au" })["preset"]).toBe(2);
    expect(resolveOptions(percentAlert, { preset: 3 })["preset"]).toBe(3);
  });

  it.each([
    [{ cap: 0 }, "volume-cap: cap must be in [1, Infinity] bytes, got 0"],
    [
      { cap: "" },
      "volume-cap: cap must be a number in bytes, such as 500MB or 1.5GB (MB = 2^20 bytes), got ",
    ],
    [
      { cap: "much" },
      "volume-cap: cap must be a number in bytes, such as 500MB or 1.5GB (MB = 2^20 bytes), got much",
    ],
    [
      { cap: Number.NaN },
      "volume-cap: cap must be a number in bytes, such as 500MB or 1.5GB (MB = 2^20 bytes), got NaN",
    ],
    [{ cpa: 7 }, "volume-cap: unknown option cpa; did you mean cap?"],
    [{ toString: 1 }, "volume-cap: unknown option toString; choose from cap, period"],
  ])("refuses %o", (given, message) => {
    expect(() => resolveOptions(volumeCap, given as never)).toThrow(new RangeError(message));
  });

  it("refuses a word that is no choice", () => {
    expect(() => resolveOptions(percentAlert, { preset: "uk" })).toThrow(
      "percent-alert: preset must be one of cn, eu, au, us, got uk",
    );
  });
});

describe("createDetector", () => {
  it("refuses a view that the detector does not read", () => {
    expect(() => createDetector(btFlowShape, {}, plainFleet(), "charging")).toThrow(
      "bt-flow-shape: view must be one of flows, got charging",
    );
  });
});
