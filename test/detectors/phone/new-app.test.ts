import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { newApp } from "../../../detectors/phone/new-app.ts";
import { type RowFields, scoresOf } from "../rows.ts";

type Marks = Readonly<Record<string, number | string>>;

const row = (at: number, marks: Marks): RowFields => ({
  ...{ at, start: at - 2, app: "web", access: "cellular" },
  ...marks,
});
/** Four days in which a web app fetches as much each day. */
const past = [2, 26, 50, 74].map((at) => row(at, { down: 20 * MB }));
/** The same in each of `count` buckets of the fifth day. */
const buckets = (count: number, marks: Marks) =>
  Array.from({ length: count }, (_, k) => row(102 + 2 * k, marks));

describe("new-app", () => {
  it.each([
    ["a web app that sends", buckets(3, { up: 2 * MB }), 3],
    ["one that does both alike", buckets(3, { up: MB, down: MB }), 3],
    ["a game", buckets(3, { down: 2 * MB, app: "game" }), 3],
    ["a large download", buckets(1, { down: 900 * MB, app: "download" }), 1],
    ["little", buckets(3, { up: MB / 2 }), 0.75],
    ["on screen", buckets(3, { up: 2 * MB, foreground: 1 }), -Infinity],
    ["over Wi-Fi", buckets(3, { up: 2 * MB, access: "wifi" }), -Infinity],
    ["what is a day old", [...buckets(3, { up: 2 * MB }), row(132, { up: 2 * MB })], 1],
  ])("counts buckets of a sort that is new: %s", (_, rows, score) => {
    expect(scoresOf(newApp, "netstats", [...past, ...rows]).at(-1)).toBe(score);
  });

  it("makes little of what the phone always had", () => {
    const rows = [...past, ...buckets(3, { down: 2 * MB })];
    expect(scoresOf(newApp, "netstats", rows).at(-1)).toBeLessThan(0.7);
  });

  it.each([
    [71, -Infinity],
    [74, 1],
  ])("calls nothing new before the fourth day: hour %i", (at, score) => {
    const rows = [row(2, { down: MB }), row(at, { up: 2 * MB })];
    expect(scoresOf(newApp, "netstats", rows)[1]).toBe(score);
  });
});
