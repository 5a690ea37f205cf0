import { describe, expect, it } from "vitest";
import { displayWidth } from "../../cli/display-width.ts";
import { openPhases } from "../../cli/phases.ts";
import { openProgress, progressLine } from "../../cli/progress.ts";

interface Watched {
  readonly isTTY?: boolean;
  readonly quiet?: boolean;
  readonly columns?: number;
  readonly what?: string;
}

function watch({ isTTY = false, quiet = false, columns = 80, what = "generate city" }: Watched) {
  let written = "";
  let time = 0;
  const progress = openProgress({
    stream: { write: (text) => (written += text), isTTY, columns },
    what,
    unit: "line-days",
    quiet,
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
      "\r\x1b[2Kgenerate city: 25 % (1 of 4 line-days)" +
        "\r\x1b[2Kgenerate city: 100 % (4 of 4 line-days, 3/s)" +
        "\r\x1b[2Kdone\n",
    );
  });

  it("never falls back, whatever it is told", () => {
    const { progress, at, written } = watch({ isTTY: true });
    for (const [second, done] of [3, 1, 2, 4].entries()) {
      at(second * 1000);
      progress.update(done, 4);
    }
    const shares = [...written().matchAll(/(\d+) %/g)].map(([, share]) => Number(share));
    expect(shares).toEqual([75, 100]);
  });

  it("never takes the last column of a terminal, whatever its names", () => {
    const { progress, at, written } = watch({
      isTTY: true,
      columns: 40,
      what: "detect 武汉偷跑流量数据集合",
    });
    at(60_000);
    progress.update(1, 3);
    const [, line] = written().split("\x1b[2K");
    expect(displayWidth(line)).toBeLessThanOrEqual(39);
    expect(line).toContain("武汉偷跑流量数据集合: 33 %");
  });

  it("makes room for a line of talk, and comes back", () => {
    const { progress, at, written } = watch({ isTTY: true });
    progress.update(1, 4);
    progress.clear();
    progress.clear();
    at(1000);
    progress.update(2, 4);
    progress.end();
    expect(
      written()
        .split("\r\x1b[2K")
        .map((part) => part !== ""),
    ).toEqual([...[false, true, false, true, false]]);
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
  [{ done: 0, total: 10, seconds: 1 }, "0 % (0 of 10 rows)"],
  [{ done: 1, total: 3, seconds: 4 }, "33 % (1 of 3 rows, 0.3/s, 8 s left)"],
  [{ done: 2e6, total: 3e6, seconds: 2 }, "66 % (2.0 M of 3.0 M rows, 1.0 M/s, 1 s left)"],
  [{ done: 10, total: 110, seconds: 10 }, "9 % (10 of 110 rows, 1/s, 1 min 40 s left)"],
  [{ done: 1000, total: 8261, seconds: 1000 }, "12 % (1000 of 8261 rows, 1/s, 2 h 1 min left)"],
  // A beginning says nothing of the end: the first of many steps may have waited for a start.
  [{ done: 1, total: 84, seconds: 43 }, "1 % (1 of 84 rows, 0.0/s)"],
  [{ done: 5, total: 10, seconds: 0, before: 5 }, "50 % (5 of 10 rows)"],
  [{ done: 6, total: 10, seconds: 2, before: 4 }, "60 % (6 of 10 rows, 1/s, 4 s left)"],
  [{ done: 9, total: 10, seconds: 1 }, "90 % (9 of 10 rows, 9/s)"],
])("words %o", (state, words) => {
  expect(progressLine({ what: "read", unit: "rows", before: 0, ...state })).toBe(`read: ${words}`);
});

describe("openPhases", () => {
  function phasesOf(live: boolean) {
    const said: string[] = [];
    const phases = openPhases({
      live,
      note: (text) => said.push(text),
      progress: (what) => ({
        update: (done, total) => said.push(`${what} ${done}/${total}`),
        clear() {},
        end: () => said.push(`${what} ends`),
      }),
    });
    phases.update("detect a", 1, 2);
    phases.update("detect a", 2, 2);
    phases.update("score a", 0, 9);
    phases.end();
    return said;
  }

  it("gives each phase a line of its own, so that a beginning is no fall", () => {
    expect(phasesOf(true)).toEqual([
      ...["detect a 1/2", "detect a 2/2", "detect a ends", "score a 0/9", "score a ends"],
    ]);
  });

  it("names each phase where lines are not rewritten", () => {
    expect(phasesOf(false).filter((line) => !/[/]|ends/.test(line))).toEqual([
      "detect a",
      "score a",
    ]);
  });
});
