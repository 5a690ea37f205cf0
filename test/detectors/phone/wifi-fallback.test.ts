import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { wifiFallback } from "../../../detectors/phone/wifi-fallback.ts";
import { scoresOf } from "../rows.ts";

const wifi = (at: number, mb: number, marks = {}) => ({
  ...{ at, up: mb * MB, app: "cloud", access: "wifi", ...marks },
});
const cellular = (at: number, mb: number, marks = {}) =>
  wifi(at, mb, { access: "cellular", ...marks });

describe("wifi-fallback", () => {
  it.each([
    ["gone on", [wifi(8, 30), cellular(10, 50)], 1],
    ["ten times as much at most", [wifi(8, 2), cellular(10, 500)], 0.4],
    ["fourfold at night", [wifi(2, 30), cellular(4, 50)], 4],
    ["never on Wi-Fi", [cellular(4, 50)], -Infinity],
    ["Wi-Fi too long ago", [wifi(2, 30), cellular(8.1, 50)], -Infinity],
    ["another app's Wi-Fi", [wifi(2, 30, { app: "mail" }), cellular(4, 50)], -Infinity],
    ["the other direction", [wifi(2, 0, { down: 30 * MB }), cellular(4, 50)], -Infinity],
    ["Wi-Fi on screen", [wifi(2, 30, { foreground: 1 }), cellular(4, 50)], -Infinity],
    ["cellular on screen", [wifi(2, 30), cellular(4, 50, { foreground: 1 })], -Infinity],
    ["a guest's", [wifi(2, 30), cellular(4, 50, { tethering: 1 })], -Infinity],
  ])("scores what an app had begun on Wi-Fi: %s", (_, rows, score) => {
    expect(scoresOf(wifiFallback, "netstats", rows).at(-1)).toBe(score);
  });
});
