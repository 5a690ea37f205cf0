import { describe, expect, it } from "vitest";
import { cellsOf } from "../../../bench/study/cells.ts";
import { corrected } from "../../../bench/study/corrected.ts";
import type { CaseOutcome } from "../../../bench/study/outcome.ts";
import { answersOf } from "../../../bench/study/sentences.ts";
import type { StudyDataset } from "../../../bench/study/study-file.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { aCase } from "./made-outcomes.ts";

const WORLD: StudyDataset = {
  ...{ name: "city", mode: "closed", truth: true, seeds: ["1"], lines: 10, days: 30 },
  ...{ currency: "CNY", tariffs: ["ct2015"], enriched: true },
};

/** What a strategy leaves of cases of 100 yuan, in fen, of the calibration half and of the test half. */
function under(name: string, calibration: readonly number[], test: readonly number[]) {
  const casesOf = (split: "calibration" | "test", left: readonly number[], first: number) =>
    left.map((ratedLeft, i): CaseOutcome => {
      const line = { device: first + i, cluster: first + i };
      const bytes = { bytesAtStake: 10_000, bytesLeft: ratedLeft };
      return aCase({ ...line, ...bytes, split, ratedAtStake: 10_000, ratedLeft });
    });
  const cases = [...casesOf("calibration", calibration, 0), ...casesOf("test", test, 100)];
  const strategy = loadStrategy(name);
  const outcome = { strategy, mode: "closed", cases, lines: [] } as const;
  return cellsOf({ dataset: "city", lineDays: 300 }, [
    { seed: "1", outcome: { ...outcome, alarms: 1, wrongPlane: 0, touched: 1 } },
  ]);
}

describe("the best of many strategies", () => {
  const lucky = under("torrent-cut", [0, 0, 0], [9_000, 10_000, 9_500]);
  const steady = under("usage-day-cut", [2_000, 1_000, 2_000], [1_000, 2_000, 1_500]);

  it("is chosen on the calibration half and told of the test half", () => {
    const [best] = answersOf(WORLD, [...lucky, ...steady]);
    expect(best?.strategy).toBe("torrent-cut");
    expect(best?.text).toBe(
      "On the calibration half torrent-cut saves most of 2; on the test half it saves 15 (95 %: -22.26 to 52.26) of 300 CNY rated.",
    );
  });

  it("is not told of one strategy, nor where a half has no case", () => {
    expect(answersOf(WORLD, steady)[0]?.text).toMatch(/^usage-day-cut saves/);
    const halved = [...under("torrent-cut", [], [0]), ...under("usage-day-cut", [], [1])];
    expect(answersOf(WORLD, halved)[0]?.text).toMatch(/^torrent-cut saves/);
  });

  it("is nobody where nobody saves anything there", () => {
    const idle = ["torrent-cut", "usage-day-cut"].flatMap((name) =>
      under(name, [10_000, 10_000], [0, 0]),
    );
    expect(answersOf(WORLD, idle)[0]?.text).toMatch(/^torrent-cut saves/);
  });
});

describe("chances", () => {
  // Saved 100, 200 and 300: t is 2 * sqrt(3), p 0.0742.
  const doubtful = (name: string) => under(name, [9_900], [9_800, 9_700]);

  it("are corrected for all strategies asked at once, world by world", () => {
    const three = ["torrent-cut", "usage-day-cut", "rate-told"].flatMap(doubtful);
    const all = corrected(three).filter(({ kind }) => kind === "all");
    for (const { bytesSaved, corrected: after } of all) {
      expect(bytesSaved.chance).toBeCloseTo(0.0742, 4);
      expect(after).toBeCloseTo(3 * 0.0742, 3);
    }
    const apart = three.map((cell) => ({ ...cell, dataset: cell.strategy }));
    for (const cell of corrected(apart)) {
      if (cell.kind === "all") expect(cell.corrected).toBeCloseTo(0.0742, 4);
      else expect(cell.corrected).toBeNull();
    }
  });

  it("are told where what is saved may be nothing", () => {
    const [said] = answersOf(WORLD, corrected(under("torrent-cut", [100], [50, 0])));
    expect(said?.text).not.toMatch(/chance/);
    const texts = answersOf(WORLD, corrected(["torrent-cut", "rate-told"].flatMap(doubtful)));
    expect(texts.at(-1)?.text).toMatch(
      /That may be chance: p is 0\.15, corrected for all strategies asked\./,
    );
  });
});
