import { describe, expect, it } from "vitest";
import { GB } from "../../../datasets/sizes.ts";
import { volumeCap } from "../../../detectors/rules/volume-cap.ts";
import { plainFleet, scoresOf } from "../rows.ts";

const cap = 100;

describe("volume-cap", () => {
  it("adds up both directions and scores the share of the cap", () => {
    const rows = [
      { at: 1, down: 60 },
      { at: 2, down: 30, up: 9 },
      { at: 3, up: 1 },
      { at: 4, down: 50 },
    ];
    expect(scoresOf(volumeCap, "charging", rows, { cap })).toEqual([0.6, 0.99, 1, 1.5]);
  });

  it("starts from zero in each civil day of the line, not of UTC", () => {
    const rows = [
      { at: 15.9, down: 60 },
      { at: 16, down: 50 },
      { at: 24, down: 7 },
    ];
    const utcOffset = new Int32Array(4).fill(480);
    const scores = scoresOf(volumeCap, "charging", rows, { cap }, plainFleet({ utcOffset }));
    expect(scores).toEqual([0.6, 0.5, 0.57]);
  });

  it("does not count a row of a period that is over", () => {
    const rows = [
      { at: 23, down: 10 },
      { at: 25, down: 20 },
      { at: 23.5, down: 70 },
    ];
    expect(scoresOf(volumeCap, "charging", rows, { cap })).toEqual([0.1, 0.2, 0.2]);
  });

  it("counts cellular and the operator's WLAN, never private Wi-Fi", () => {
    const rows = ["cellular", "wlan", "wifi", "unknown"].map((access, i) => ({
      at: i,
      down: 10,
      access,
    }));
    expect(scoresOf(volumeCap, "netstats", rows, { cap })).toEqual([0.1, 0.2, -Infinity, 0.3]);
  });

  it("stays below its default by a megabyte and reaches it with the last byte", () => {
    const million = 5 * GB - 5_368_709;
    const rows = [
      { at: 1, down: million },
      { at: 2, down: 5 * GB - million },
    ];
    expect(scoresOf(volumeCap, "charging", rows)).toEqual([0.999, 1]);
  });
});
