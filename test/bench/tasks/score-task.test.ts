import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { alertsOfShard } from "../../../bench/alerts/alerts-of-shards.ts";
import { mergeAlerts } from "../../../bench/alerts/sort-alerts.ts";
import type { Alerts } from "../../../bench/alerts.ts";
import { openSource } from "../../../bench/runners/dataset-source.ts";
import { findRunnable } from "../../../bench/runners/runnable.ts";
import { mergeAlarms } from "../../../bench/scoring/alarms.ts";
import { unpackTally } from "../../../bench/scoring/packed-tally.ts";
import { openQuickSums } from "../../../bench/scoring/quick-sums.ts";
import { openScoring, type Scoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { openCombination } from "../../../bench/tasks/combination.ts";
import { runScoreTask } from "../../../bench/tasks/score-task.ts";
import type { ScoreTask } from "../../../bench/tasks/task.ts";
import {
  calibrateBudgets,
  calibrateCapacity,
  passMark,
} from "../../../bench/thresholds/calibrate.ts";
import { CURVE_BUDGETS } from "../../../bench/thresholds/curve.ts";
import { oracleThreshold } from "../../../bench/thresholds/oracle-threshold.ts";
import { runUnit } from "../../../bench/workers/unit.ts";
import { loadWorld } from "../../../bench/worlds/load-world.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { writeTinyDataset } from "../tiny-dataset.ts";

const LIMITS = { timeout: 10_000, memory: 1e9 };
const SCORING = { replicates: 20 };
const VIEW = "charging";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-score-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A detector's task on a small dataset, and all of its alerts as no store has pruned them. */
async function prepared(name: string, dataset: string, capacity: number | null) {
  const { how, spec, options, hasThreshold } = await findRunnable(name, LIMITS);
  const shards = [];
  for (const shard of [0, 1]) {
    const file = join(folder, `${name}-${shard}`);
    const runs = [{ runnable: { how, spec, options }, alertFile: file }];
    const [{ alerts }] = await runUnit({ dataset, view: VIEW, shard, runs, limits: LIMITS });
    shards.push({ shard, file, alerts });
  }
  const task: ScoreTask = {
    kind: "score",
    dataset,
    view: VIEW,
    members: [{ name, view: VIEW, shards, pass: "0" }],
    combiner: null,
    budget: 10,
    capacity,
    elsewhere: null,
    intervals: true,
    shippedThreshold: hasThreshold ? spec.score.threshold : null,
    scoring: SCORING,
    tariff: null,
  };
  const source = openSource(dataset);
  const all = mergeAlerts(shards.map((shard) => alertsOfShard(source, VIEW, shard)));
  const scoring = openScoring(loadWorld(source.dataset, VIEW), SCORING);
  return { task, all, scoring };
}

/** Headlines of all alerts at a threshold. */
function sumsAt(scoring: Scoring, alerts: Alerts, mark: number) {
  const merged = mergeAlarms(alerts, mark, scoring.time, scoring.options);
  return openQuickSums(scoring)(scoring.classifier.classify(alerts, merged));
}

describe("scoring alerts that stream by", () => {
  it.each(["dual-cap", "volume-cap", "percent-alert", "high-usage-24h"])(
    "gives %s the thresholds, tallies and hindsight that all its alerts give",
    async (name) => {
      const dataset = writeTinyDataset(join(folder, `of-${name}`));
      const { task, all, scoring } = await prepared(name, dataset, null);
      const found = runScoreTask(task);
      const [calibration] = calibrateBudgets(scoring.world, all, [{ budget: 10 }], SCORING);
      expect(all.length).toBeGreaterThan(0);
      expect(found.calibration).toEqual(calibration);
      expect(unpackTally(found.calibrated.tally)).toEqual(
        tallyRun(scoring, all, passMark(calibration)).tally,
      );
      const mark = task.shippedThreshold ?? Number.NEGATIVE_INFINITY;
      expect(unpackTally(found.shipped.tally)).toEqual(tallyRun(scoring, all, mark).tally);
      expect(found.oracle?.threshold).toBe(oracleThreshold(scoring, all, 10).threshold);
      expect(found.calibrated.score?.counts).toBeDefined();
      const half = openScoring(scoring.world, { ...SCORING, split: "calibration" });
      expect(found.onCalibration).toEqual(sumsAt(half, all, passMark(calibration)));
      const best = found.oracle?.threshold ?? Number.POSITIVE_INFINITY;
      expect(found.oracle?.sums).toEqual(sumsAt(scoring, all, best));
      const curve = calibrateBudgets(
        scoring.world,
        all,
        CURVE_BUDGETS.map((budget) => ({ budget })),
        SCORING,
      );
      expect(found.tradeOff).toEqual(
        curve.map((each, i) => ({
          budget: CURVE_BUDGETS[i],
          sums: sumsAt(scoring, all, passMark(each)),
        })),
      );
    },
  );

  it("gives a combiner what combining the alerts of every shard gives", async () => {
    const dataset = writeTinyDataset(join(folder, "combined"));
    const parts = [];
    for (const name of ["volume-cap", "dual-cap"]) parts.push(await prepared(name, dataset, null));
    const [{ task, scoring }] = parts;
    const members = parts.flatMap((part) => part.task.members);
    const combiner = { name: "ensemble-rank", options: { window: 24 * HOUR } };
    const combined = openCombination(openSource(dataset), {
      ...{ members, combiner },
      scoringOf: () => scoring,
    });
    const shards = [0, 1].map(combined);
    expect(shards.every(({ length }) => length > 0)).toBe(true);
    const all = mergeAlerts(shards);
    const found = runScoreTask({ ...task, members, combiner, shippedThreshold: null });
    const [calibration] = calibrateBudgets(scoring.world, all, [{ budget: 10 }], SCORING);
    expect(found.calibration).toEqual(calibration);
    expect(unpackTally(found.calibrated.tally)).toEqual(
      tallyRun(scoring, all, passMark(calibration)).tally,
    );
    expect(unpackTally(found.shipped.tally)).toEqual(
      tallyRun(scoring, all, Number.NEGATIVE_INFINITY).tally,
    );
  });

  it("gives a capacity the threshold that all alerts give, on data without truth", async () => {
    const dataset = writeTinyDataset(join(folder, "blind"), { name: "blind", truth: false });
    const { task, all, scoring } = await prepared("volume-cap", dataset, 1);
    const calibration = calibrateCapacity(scoring.world, all, 1, SCORING);
    const found = runScoreTask({ ...task, fill: true });
    expect(calibration.source).toBe("capacity");
    expect(found.leads).toBe("calibrated");
    expect(found.calibration).toEqual(calibration);
    expect(unpackTally(found.calibrated.tally)).toEqual(
      tallyRun(scoring, all, passMark(calibration)).tally,
    );
  });

  it("finds a borrowed threshold's alarms where there is no calibration half", async () => {
    const dataset = writeTinyDataset(join(folder, "whole"), { name: "whole", split: false });
    const { task, all, scoring } = await prepared("volume-cap", dataset, null);
    const middle = all.score.slice().sort()[all.length >> 1];
    const found = runScoreTask({ ...task, elsewhere: { value: middle, source: "budget" } });
    expect(found.calibrated.threshold).toEqual({ value: middle, source: "transferred" });
    expect(unpackTally(found.calibrated.tally)).toEqual(tallyRun(scoring, all, middle).tally);
  });
});
