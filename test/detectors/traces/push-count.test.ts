import { describe, expect, it } from "vitest";
import { KB } from "../../../datasets/sizes.ts";
import { pushCount } from "../../../detectors/traces/push-count.ts";
import { plainFleet, scoresOf } from "../rows.ts";

const pushed = (at: number, messages: number, marks = {}) => ({
  ...{ at, down: 500 + 2 * KB * messages, app: "push", ...marks },
});

describe("push-count", () => {
  it.each([
    ["what a row brings", [pushed(12, 7)], 7],
    ["beats alone", [pushed(12, 0)], -Infinity],
    ["within three hours", [pushed(12, 7), pushed(14, 5)], 12],
    ["what is older", [pushed(12, 7), pushed(15.1, 5)], 5],
    ["another app's bytes", [pushed(12, 7, { app: "social" })], -Infinity],
    ["what is sent", [pushed(12, 0, { up: 9000 * KB })], -Infinity],
    ["four times what comes by night", [pushed(5.9, 7)], 28],
  ])("counts messages by the channel's bytes: %s", (_, rows, score) => {
    expect(scoresOf(pushCount, "flows", rows).at(-1)).toBe(score);
  });

  it.each([
    [21.9, 28],
    [22.1, 7],
  ])("asks for the line's own night: %f h UTC", (at, score) => {
    const fleet = plainFleet({ utcOffset: new Int32Array(4).fill(480) });
    expect(scoresOf(pushCount, "netstats", [pushed(at, 7)], {}, fleet)).toEqual([score]);
  });
});
