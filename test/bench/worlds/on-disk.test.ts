import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sortAlerts } from "../../../bench/alerts/sort-alerts.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import type { World } from "../../../bench/world.ts";
import { loadWorld } from "../../../bench/worlds/load-world.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { randomRun } from "../random-world.ts";
import { writeSmallDataset } from "../write-small-dataset.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-worlds-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a world that has been on disk", () => {
  it("is scored as the same world by hand, over shards, ledger and evidence files", () => {
    let made = 0;
    fc.assert(
      fc.property(randomRun, ({ small, world, alerts }) => {
        const places = small.records.map(({ device, visibleAt }) => `${device}/${visibleAt}`);
        // Rows of one line that come at one moment may stand in another order on disk.
        fc.pre(new Set(places).size === places.length);
        const dir = join(folder, String(made++));
        const { rowOf } = writeSmallDataset(dir, small);
        const dataset = openDataset(dir);
        const moved = sortAlerts({ ...alerts, row: alerts.row.map(rowOf) });
        for (const missed of ["infinite", "censored"] as const) {
          const tally = (of: World, from: typeof alerts) => {
            const scoring = openScoring(of, { coolDown: 7 * HOUR, missed });
            const { clusters, outcomes, lookAlikeKinds } = tallyRun(
              scoring,
              from,
              Number.NEGATIVE_INFINITY,
            ).tally;
            const nameless = <T extends { seed: string | null }>(each: T) => ({
              ...each,
              seed: null,
            });
            return [clusters.map(nameless), outcomes.map(nameless), lookAlikeKinds];
          };
          expect(tally(loadWorld(dataset, "charging"), moved)).toEqual(tally(world, alerts));
        }
        dataset.close();
      }),
      { numRuns: 60 },
    );
    expect(made).toBeGreaterThan(20);
  });
});
