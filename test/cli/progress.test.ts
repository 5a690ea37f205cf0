import { describe, expect, it } from "vitest";
import { openProgress, progressLine } from "../../cli/progress.ts";

function watch(options: { readonly isTTY?: boolean; readonly quiet?: boolean }) {
  let written = "";
  let time = 0;
  const progress = openProgress({
    stream: { write: (text) => (written += text), isTTY: options.isTTY ?? false },
    what: "generate city",
    unit: "line-days",
    quiet: options.quiet ?? false,
    now: () => time,
  });
  return { progress, at: (ms: number) => (time = ms), written: () => written };
}

describe("openProgress", () => {
  it("writes a plain line every five seconds where nobody watches", () => {
    const { progress, at, written } = watch({});
    for (let second = 0; second <= 12; second++) {
      at(second * 1000);
      progress.update(second * 10, 200);
    }
    progress.end();
    expect(written()).toBe(
      "generate city: 25 % (50 of 200 line-days, 10/s, 15 s left)\n" +
        "generate city: 50 % (100 of 200 line-days, 10/s, 10 s left)\n",
    );
  });

  it("rewrites one line on a terminal and leaves it empty", () => {
    const { progress, at, written } = watch({ isTTY: true });
    at(1000);
    progress.update(1, 4);
    progress.update(2, 4);
    at(2000);
    progress.update(4, 4);
    progress.end("done");
    expect(written()).toBe(
      "\r\x1b[2Kgenerate city: 25 % (1 of 4 line-days, 1/s, 3 s left)" +
        "\r\x1b[2Kgenerate city: 100 % (4 of 4 line-days, 2/s)" +
        "\r\x1b[2Kdone\n",
    );
  });

  it("says nothing when quiet", () => {
    const { progress, at, written } = watch({ quiet: true });
    at(60_000);
    progress.update(1, 2);
    progress.end("done");
    expect(written()).toBe("");
  });
});

it.each([
  [{ done: 0, total: 10, seconds: 1 }, "0 % (0 of 10 rows, 0/s)"],
  [{ done: 1, total: 3, seconds: 4 }, "33 % (1 of 3 rows, 0.3/s, 8 s left)"],
  [{ done: 2e6, total: 3e6, seconds: 2 }, "66 % (2.0 M of 3.0 M rows, 1.0 M/s, 1 s left)"],
  [{ done: 1, total: 101, seconds: 1 }, "0 % (1 of 101 rows, 1/s, 1 min 40 s left)"],
  [{ done: 1, total: 7262, seconds: 1 }, "0 % (1 of 7262 rows, 1/s, 2 h 1 min left)"],
])("words %o", (state, words) => {
  expect(progressLine({ what: "read", unit: "rows", ...state })).toBe(`read: ${words}`);
});
