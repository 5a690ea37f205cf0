import { describe, expect, it } from "vitest";
import { pointWords, thresholdValue } from "../../../bench/report/threshold-words.ts";
import type { DetectorRow, RunThreshold } from "../../../bench/run/run-file.ts";
import { thresholdText } from "../../../bench/run/threshold-text.ts";
import { sampleRow } from "../sample-run.ts";

type Seed = readonly [source: RunThreshold["source"], value: number | null];

function rowOf(seeds: readonly Seed[], row: Partial<DetectorRow> = {}): DetectorRow {
  const sources = new Set(seeds.map(([source]) => source));
  const values = new Set(seeds.map(([, value]) => value));
  return sampleRow({
    ...{ threshold: values.size === 1 ? ([...values][0] ?? null) : null },
    thresholdSource: sources.size === 1 ? seeds[0][0] : "mixed",
    thresholds: seeds.map(([source, value], i) => ({
      ...{ seed: String(i), source, value, from: null },
      ...{ underpowered: false, neededDeviceDays: null },
    })),
    ...{ scoreScale: null, thresholdUnit: "z" },
    ...row,
  });
}

describe("the threshold of pooled seeds", () => {
  const mixed: readonly (readonly [readonly Seed[], string])[] = [
    [
      [
        ["budget", 3],
        ["budget", 3],
      ],
      "3 z (calibrated on city@L1)",
    ],
    [
      [
        ["budget", 3],
        ["budget", 5],
      ],
      "3 z to 5 z by seed (calibrated on city@L1)",
    ],
    [
      [
        ["budget", 3],
        ["native", null],
        ["budget", 5],
      ],
      "on 2 of 3 seeds 3 z to 5 z (calibrated on city@L1), on 1 of 3 seeds every alert: the budget does not bind",
    ],
    [
      [
        ["budget", 3],
        ["unreachable", null],
      ],
      "on 1 of 2 seeds 3 z (calibrated on city@L1), on 1 of 2 seeds nothing passes: no threshold keeps the budget",
    ],
    [
      [
        ["native", null],
        ["unreachable", null],
      ],
      "on 1 of 2 seeds every alert: the budget does not bind, on 1 of 2 seeds nothing passes: no threshold keeps the budget",
    ],
    [
      [
        ["given", 3],
        ["default", 3],
      ],
      "on 1 of 2 seeds 3 z (given), on 1 of 2 seeds 3 z (the rule's own)",
    ],
  ];

  it.each(mixed)("names each source: %j", (seeds, words) => {
    expect(pointWords(rowOf(seeds))).toBe(words);
  });

  it.each(mixed.slice(2))("claims no one number for all where they differ: %j", (seeds, words) => {
    const row = rowOf(seeds);
    expect(thresholdText(row)).toBe("by seed");
    expect(thresholdValue(row)).toBe("");
    expect(pointWords({ ...row, point: "shipped" })).toBe(`as written (${words})`);
  });
});
