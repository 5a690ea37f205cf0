import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { screenOffVideo } from "../../../detectors/phone/screen-off-video.ts";
import { scoresOf } from "../rows.ts";

/** Video that came down unseen in the two hours before `at`. */
const video = (at: number, mb: number, marks = {}) => ({
  ...{ at, start: at - 2, down: mb * MB, app: "video", access: "cellular", ...marks },
});

describe("screen-off-video", () => {
  it.each([
    ["one spot", [video(2, 6)], 1],
    ["half a spot", [video(2, 3)], 0.5],
    ["an hour of film in one bucket", [video(2, 900)], 1],
    ["a spot in each of three buckets", [video(2, 6), video(4, 6), video(6, 6)], 3],
    ["in a game, twice", [video(2, 6, { app: "game" })], 2],
    ["beside a game", [video(2, 6), video(2, 6, { app: "game" })], 3],
    ["what is a day old", [video(2, 6), video(27, 6)], 1],
  ])("counts buckets, not bytes: %s", (_, rows, score) => {
    expect(scoresOf(screenOffVideo, "netstats", rows, { usual: 0 }).at(-1)).toBe(score);
  });

  it.each([
    ["on screen", { foreground: 1 }],
    ["over Wi-Fi", { access: "wifi" }],
    ["a guest's", { tethering: 1 }],
    ["what is sent", { up: 9 * MB }],
    ["no video", { app: "social" }],
  ])("takes no notice of other rows: %s", (_, marks) => {
    expect(scoresOf(screenOffVideo, "netstats", [video(2, 6, marks)])).toEqual([-Infinity]);
  });

  it("lets a player fetch ahead what it always does", () => {
    const days = Array.from({ length: 60 }, (_, k) => video(2 * k + 2, 6));
    expect(scoresOf(screenOffVideo, "netstats", days).at(-1)).toBeLessThan(4);
  });
});
