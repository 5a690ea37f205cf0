import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { appBudget } from "../../../detectors/phone/app-budget.ts";
import { backgroundBudget } from "../../../detectors/phone/background-budget.ts";
import { plainFleet, scoresOf } from "../rows.ts";

const access = "cellular";

describe("background-budget", () => {
  it.each([
    ["an app in the background", {}, 0.5],
    ["one on screen", { foreground: 1 }, -Infinity],
    ["a guest's bytes", { tethering: 1 }, -Infinity],
    ["bytes over Wi-Fi", { access: "wifi" }, -Infinity],
    ["bytes over a network that is not known", { access: "unknown" }, 0.5],
  ])("counts what nobody looks at and somebody pays: %s", (_, marks, score) => {
    const rows = [{ at: 12, down: 100 * MB, access, ...marks }];
    expect(scoresOf(backgroundBudget, "netstats", rows)).toEqual([score]);
  });

  it.each([
    [5.9, 0, 5],
    [6, 0, 0.5],
    [21.9, 480, 5],
    [22, 480, 0.5],
  ])("counts tenfold while people sleep: %f h UTC, %i min east", (start, offset, score) => {
    const fleet = plainFleet({ utcOffset: new Int32Array(4).fill(offset) });
    const rows = [{ at: start + 2, start, down: 100 * MB, access }];
    expect(scoresOf(backgroundBudget, "netstats", rows, {}, fleet)).toEqual([score]);
  });

  it("grows with what the device usually moves", () => {
    const days = [0, 1, 2, 3, 4, 5, 6, 7].map((day) => ({
      at: day * 24 + 12,
      down: 200 * MB,
      access,
    }));
    const scores = scoresOf(backgroundBudget, "netstats", days);
    expect(scores[0]).toBe(1);
    expect(scores[7]).toBeLessThan(0.35);
  });
});

describe("app-budget", () => {
  it.each([
    ["a store by day", "store", 12, 1],
    ["a store at night", "store", 3, 10],
    ["a film at night", "video", 3, 0.01],
    ["the cloud by day", "cloud", 12, 1],
  ])("holds each app against a budget of its own: %s", (_, app, at, score) => {
    const rows = [{ at, down: 200 * MB, app, access }];
    expect(scoresOf(appBudget, "netstats", rows)).toEqual([score]);
  });

  it("scores a row by its own app alone, and forgets after a day", () => {
    const row = (at: number, app: string) => ({ at, down: 100 * MB, app, access });
    const rows = [row(10, "store"), row(11, "cloud"), row(12, "store")];
    expect(scoresOf(appBudget, "flows", rows)).toEqual([0.5, 0.5, 1]);
    expect(scoresOf(appBudget, "flows", [row(10, "store"), row(34, "store")])[1]).toBe(0.5);
  });
});
