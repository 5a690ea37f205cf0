import { describe, expect, it } from "vitest";
import { GB, HOUR } from "../../../datasets/sizes.ts";
import { appCohort } from "../../../detectors/fleet/app-cohort.ts";
import { scoresOf } from "../rows.ts";

/** Rows of lines on which an app fetches a gigabyte unseen in each two hours, from 2 to `until`. */
function loud(lines: readonly number[], until: number, marks = {}) {
  const hours = Array.from({ length: until / 2 }, (_, k) => 2 * k + 2);
  return hours.flatMap((at) =>
    lines.map((device) => ({
      ...{ at, device, down: GB, app: "download", access: "cellular", ...marks },
    })),
  );
}

describe("app-cohort", () => {
  it.each([
    ["three", loud([0, 1, 2], 14), 3],
    ["one", loud([0], 14), 1],
    ["two apps of a line each", [...loud([0], 14), ...loud([1], 14, { app: "map" })], 1],
    ["through by the evening", loud([0, 1, 2], 12), -Infinity],
    ["on screen", loud([0, 1, 2], 14, { foreground: 1 }), -Infinity],
    ["over Wi-Fi", loud([0, 1, 2], 14, { access: "wifi" }), -Infinity],
    ["little", loud([0, 1, 2], 14, { down: GB / 100 }), -Infinity],
  ])("counts lines whose app has been odd for twelve hours: %s", (_, rows, lines) => {
    const sorted = rows.toSorted((a, b) => a.at - b.at);
    expect(scoresOf(appCohort, "netstats", sorted, { usual: 0 }).at(-1)).toBe(lines);
  });

  it("counts a line once however often it has a row, and as long as it goes on", () => {
    const rows = loud([0, 1], 48);
    const scores = scoresOf(appCohort, "netstats", rows, { usual: 0 });
    expect(Math.max(...scores)).toBe(2);
    expect(scores.at(-1)).toBe(2);
  });

  it("lets a row count at once where it need not settle", () => {
    const rows = loud([0, 1], 2);
    expect(scoresOf(appCohort, "netstats", rows, { settle: 0, usual: 0 })).toEqual([1, 2]);
    expect(scoresOf(appCohort, "netstats", rows, { settle: HOUR, usual: 0 }).at(-1)).toBe(
      -Infinity,
    );
  });

  it("finds nothing odd in what an app of the line does every day", () => {
    const days = loud([0, 1], 24 * 6);
    expect(scoresOf(appCohort, "netstats", days).at(-1)).toBe(-Infinity);
  });
});
