import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { backgroundRunaway } from "../../../detectors/phone/background-runaway.ts";
import { scoresOf } from "../rows.ts";

/** What one app moved unseen in the two hours before `at`. */
const bucket = (at: number, mb: number, marks = {}) => ({
  ...{ at, start: at - 2, down: mb * MB, app: "download", access: "cellular", ...marks },
});

describe("background-runaway", () => {
  it.each([
    ["one bucket", [bucket(2, 10)], 1],
    ["a sevenfold one", [bucket(2, 70)], 3],
    ["three buckets", [bucket(2, 10), bucket(4, 10), bucket(6, 10)], 3],
    ["two apps, each for itself", [bucket(2, 10), bucket(4, 10, { app: "cloud" })], 1],
    ["up and down in one bucket", [bucket(2, 4), bucket(2, 6, { up: 0 })], 1],
    ["what is a day old", [bucket(2, 10), bucket(27, 10)], 1],
  ])("adds up doublings of one app, bucket by bucket: %s", (_, rows, score) => {
    expect(scoresOf(backgroundRunaway, "netstats", rows, { usual: 0 }).at(-1)).toBe(score);
  });

  it.each([
    ["on screen", { foreground: 1 }],
    ["a guest's", { tethering: 1 }],
    ["over Wi-Fi", { access: "wifi" }],
  ])("takes no notice of what somebody sees or nobody pays for: %s", (_, marks) => {
    expect(scoresOf(backgroundRunaway, "netstats", [bucket(2, 90, marks)])).toEqual([-Infinity]);
  });

  it("asks for more of an app that always moves much", () => {
    const days = Array.from({ length: 60 }, (_, k) => bucket(2 * k + 2, 10));
    const scores = scoresOf(backgroundRunaway, "netstats", days);
    expect(scores[11]).toBeLessThan(6);
    expect(scores[59]).toBeLessThan(scores[11]);
  });

  it("counts nothing that is told of a bucket that is over", () => {
    const rows = [bucket(2, 10), bucket(4, 10), bucket(2, 500)];
    expect(scoresOf(backgroundRunaway, "netstats", rows, { usual: 0 })).toEqual([1, 2, 2]);
  });
});
