import { describe, expect, it } from "vitest";
import { GB, MB } from "../../../datasets/sizes.ts";
import { equalRecordRun } from "../../../detectors/rules/equal-record-run.ts";
import { highUsage24h } from "../../../detectors/rules/high-usage-24h.ts";
import { rateWindow } from "../../../detectors/rules/rate-window.ts";
import { scoresOf } from "../rows.ts";

const MS = 1 / 3_600_000;

describe("rate-window", () => {
  it.each([
    ["within the hour, both rows count", 0.9, 2],
    ["at the hour, the first is forgotten", 1, 1],
    ["one ms past it too", 1 + MS, 1],
  ])("%s", (_, later, score) => {
    const rows = [
      { at: 0, down: GB },
      { at: later, up: GB },
    ];
    expect(scoresOf(rateWindow, "flows", rows, { bytes: GB })[1]).toBe(score);
  });

  it("books a late row where it belongs, or not at all", () => {
    const rows = [
      { at: 3, down: 10 },
      { at: 2.5, down: 20 },
      { at: 1, down: 40 },
      { at: 3.6, down: 1 },
    ];
    expect(scoresOf(rateWindow, "flows", rows, { bytes: 10 })).toEqual([1, 3, 3, 1.1]);
  });

  it("keeps lines apart", () => {
    const rows = [0, 1, 0].map((device) => ({ at: 1, device, down: 5 }));
    expect(scoresOf(rateWindow, "flows", rows, { bytes: 10 })).toEqual([0.5, 0.5, 1]);
  });
});

describe("high-usage-24h", () => {
  it("adds up a day that slides over midnight", () => {
    const rows = [20, 30, 43, 44].map((at) => ({ at, down: 5 * GB }));
    expect(scoresOf(highUsage24h, "charging", rows)).toEqual([0.333, 0.667, 1, 1]);
  });
});

describe("equal-record-run", () => {
  const full = 50 * MB + 1024;
  const record = (at: number, down: number) => ({ at, start: at - 0.01, down });

  it("counts records of one size, whatever flows through them", () => {
    const rows = [0.1, 0.2, 0.3, 0.4].map((at) => record(at, full));
    expect(scoresOf(equalRecordRun, "charging", rows)).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ["another overshoot does not end a run", full + 31 * 1024, 2],
    ["a tenth of a percent does not", Math.floor(full / 0.999), 2],
    ["a little more does", Math.ceil(full / 0.998), 1],
  ])("%s", (_, second, score) => {
    const rows = [record(0.1, full), record(0.2, second)];
    expect(scoresOf(equalRecordRun, "charging", rows)[1]).toBe(score);
  });

  it("passes small records over", () => {
    const rows = [record(0.1, full), record(0.2, 400), record(0.3, full)];
    expect(scoresOf(equalRecordRun, "charging", rows)).toEqual([1, -Infinity, 2]);
  });

  it.each([
    [1, 2],
    [1 + MS, 1],
  ])("ends a run after a pause of more than an hour: %f h", (pause, score) => {
    const rows = [record(1, full), { at: 3, start: 1 + pause, down: full }];
    expect(scoresOf(equalRecordRun, "charging", rows)[1]).toBe(score);
  });
});
