import { describe, expect, it } from "vitest";
import { MB } from "../../../datasets/sizes.ts";
import { updateGuard } from "../../../detectors/phone/update-guard.ts";
import { scoresOf } from "../rows.ts";

const access = "cellular";

describe("update-guard", () => {
  it.each([
    ["the system's image", { app: "system" }, 0.5],
    ["the store's", { app: "store" }, 0.5],
    ["with its bar of progress on screen", { app: "system", foreground: 1 }, -Infinity],
    ["over Wi-Fi", { app: "system", access: "wifi" }, -Infinity],
    ["another app's", { app: "video" }, -Infinity],
  ])("counts updates that nobody asked for: %s", (_, marks, score) => {
    const rows = [{ at: 3, down: 100 * MB, access, ...marks }];
    expect(scoresOf(updateGuard, "netstats", rows)).toEqual([score]);
  });

  it.each([
    ["on screen", "netstats", { app: "web", foreground: 1 }, 0.5],
    ["in the background of a phone", "netstats", { app: "web" }, 1],
    ["of any app that a probe sees", "flows", { app: "messaging" }, 0.5],
    ["an update on screen", "netstats", { app: "store", foreground: 1 }, 0.5],
  ] as const)("lets a byte of use make up for ten: %s", (_, view, marks, score) => {
    const use = { at: 2, down: 20 * MB, access, ...marks };
    const rows = [use, { at: 3, down: 200 * MB, access, app: "system" }];
    expect(scoresOf(updateGuard, view, rows)[1]).toBe(score);
  });

  it("forgets both after four hours", () => {
    const rows = [
      { at: 1, down: 90 * MB, access, app: "web" },
      { at: 1, down: 90 * MB, access, app: "system" },
      { at: 5.1, down: 50 * MB, access, app: "system" },
    ];
    expect(scoresOf(updateGuard, "flows", rows)[2]).toBe(0.25);
  });
});
