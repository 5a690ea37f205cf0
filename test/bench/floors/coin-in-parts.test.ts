import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coin } from "../../../bench/floors/coin.ts";
import {
  coinMarks,
  coinProfile,
  coinShare,
  coinSteps,
  coinSums,
} from "../../../bench/floors/coin-in-parts.ts";
import { addQuickSums } from "../../../bench/scoring/quick-sums.ts";
import type { ScoringOptions } from "../../../bench/scoring/scoring-options.ts";
import { openFloors } from "../../../bench/tasks/floor-task.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-coin-"));
const dataset = join(folder, "tiny");
beforeAll(() => void writeTinyDataset(dataset));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Few, and so many that with extending cool-downs alarms fall again while a threshold comes down. */
const ASKED = [0, 1, 20, 400, 440, 480, 520, 560];

/** Floors of the whole dataset, or of one of its two shards. */
function floorsOf(scoring: Partial<ScoringOptions>, shard?: number) {
  const place = { dataset, view: "charging", scoring, tariff: null } as const;
  return openFloors(
    shard === undefined ? place : { ...place, shards: { from: shard, to: shard + 1 } },
  );
}

describe("the coin in parts", () => {
  it.each<[string, Partial<ScoringOptions>]>([
    ["by the law", {}],
    ["with cool-downs that extend", { merge: "extending", coolDown: 3 * HOUR }],
    ["without any", { coolDown: 0 }],
  ])("saves what it saves at once, %s", (_, scoring) => {
    const parts = [0, 1].map((shard) => floorsOf(scoring, shard));
    const share = coinShare(
      parts.map((part) => coinProfile(part.scoring)),
      ASKED,
    );
    const steps = parts.map((part) => coinSteps(part.scoring, share));
    const marks = coinMarks(steps, ASKED, share);
    const sums = parts.map(({ scoring: own, range }) => coinSums(own, range, { share, marks }));
    const [one, other] = sums;
    const whole = coin(floorsOf(scoring).scoring, ASKED);
    for (const [n, asked] of ASKED.entries()) {
      const added = one[n].map((each, r) => addQuickSums([each, other[n][r]]));
      expect(added).toEqual(whole.get(asked));
    }
  });

  it("draws no more rows than it has to, and all where there are few alarms", () => {
    const profile = Float64Array.from({ length: 24 }, (_, k) => 1e6 / (1 << k));
    expect(coinShare([profile], [0])).toBe(1 / (1 << 15));
    expect(coinShare([profile, profile], [0])).toBe(1 / (1 << 16));
    expect(coinShare([profile], [100, 2e6])).toBe(1);
  });

  it("says so where too few rows were drawn to tell", () => {
    const { scoring } = floorsOf({});
    const few = 1 / (1 << 12);
    expect(() => coinMarks([coinSteps(scoring, few)], [100], few)).toThrow(
      /coin: replicate 0 must raise more than 100 alarms with a share of 0.000244140625 of the rows/,
    );
  });
});
