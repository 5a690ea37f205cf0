import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { precisionAtPrevalence } from "../../bench/metrics/precision-at-prevalence.ts";
import { PREVALENCES } from "../../bench/prevalence/presets.ts";
import { checkPrevalence, prevalenceOf } from "../../bench/prevalence/prevalence-file.ts";
import { scoreAlerts } from "../../bench/run/score-alerts.ts";
import type { ClusterSums } from "../../bench/scoring/cluster-sums.ts";
import { estimateMetrics } from "../../bench/scoring/estimate-metrics.ts";
import type { OutcomeRow } from "../../bench/scoring/outcomes.ts";
import { resolveScoring } from "../../bench/scoring/scoring-options.ts";
import { noCounts, type Tally } from "../../bench/scoring/tally.ts";
import { openBootstrap } from "../../bench/statistics/bootstrap.ts";
import { garwood } from "../../bench/statistics/intervals.ts";
import { DAY } from "../../datasets/sizes.ts";
import { writeTinyDataset } from "./tiny-dataset.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-prevalence-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string) => {
  const path = join(folder, `${Math.random()}.yaml`);
  writeFileSync(path, text);
  return path;
};

describe("a prevalence", () => {
  it("is a preset that says where it is from", () => {
    for (const { name, source } of PREVALENCES) {
      expect(prevalenceOf(name).source).toBe(source);
      expect(source).toMatch(/chosen|\d{4}/);
    }
    expect(prevalenceOf("rare").casesPerDeviceDay).toBe(1e-4 / 30);
  });

  it("is read from a file, in all or by kind", () => {
    const path = file("name: mine\ncasesPerDeviceDay: {bt: 1e-6}\nsource: our own tickets\n");
    expect(prevalenceOf(path)).toEqual({
      name: "mine",
      casesPerDeviceDay: { bt: 1e-6 },
      lookAlikesPerDeviceDay: null,
      source: "our own tickets",
    });
  });

  it.each([
    [
      "casesPerDeviceDay: -1\nsource: x",
      ":1:20 casesPerDeviceDay must be a number of at least 0, got -1",
    ],
    ["casesPerDeviceDay: 1", "source is missing, must say where the rates come from"],
    [
      "casesPerDeviceDay: 1\nsource: x\nlookAlike: {}",
      "lookAlike is no key here; did you mean lookAlikesPerDeviceDay?",
    ],
    [
      "casesPerDeviceDay: {bt: x}\nsource: x",
      "casesPerDeviceDay must be a number of at least 0, or one for each kind",
    ],
    ["a: [", ":1:"],
  ])("%j is refused with its place", (text, message) => {
    expect(() => prevalenceOf(file(text))).toThrow(message);
  });

  it("must speak of kinds that are there", () => {
    const mine = { ...prevalenceOf("rare"), casesPerDeviceDay: { "app-updat": 1 } };
    expect(() => checkPrevalence(mine, ["app-update"], [])).toThrow(
      "prevalence rare: no dataset has the incident kind app-updat; did you mean app-update?",
    );
    expect(() => prevalenceOf("rar")).toThrow("did you mean rare?");
  });
});

/** Lines of 100 days: some with a case that is caught or not, some with a false alarm. */
function tallyOf(caught: number, missed: number, wrong: number, days: number): Tally {
  const cases = caught + missed;
  const outcomes = Array.from(
    { length: cases },
    (_, i) =>
      ({
        ...{ seed: null, incident: i, kind: "bt", device: i, cluster: i, onset: 0, end: 1 },
        ...{ outcome: i < caught ? "caught" : "missed", open: false, totalBytes: 1, savedBytes: 0 },
        ...{ latencySeconds: null, latencyFromObservableSeconds: null },
        ...{ latencyBytes: null, latencyMoney: null, followed: null },
      }) as OutcomeRow,
  );
  const clusters = Array.from({ length: cases + wrong + 1 }, (_, cluster): ClusterSums => {
    const counts = noCounts();
    if (cluster < caught) counts.hit = 1;
    if (cluster >= cases && cluster < cases + wrong) counts.false = 1;
    const deviceMs = cluster === cases + wrong ? days * DAY : 0;
    return {
      ...({ seed: null, cluster, devices: 1, deviceMs, counts, lookAlikes: {} } as object),
    } as ClusterSums;
  });
  return { status: "ok", truth: true, lookAlikeKinds: [], clusters, outcomes };
}

describe("precision at a prevalence", () => {
  const options = resolveScoring({});
  const bootstrap = openBootstrap("prevalence", 2000);
  const prevalence = { casesPerDeviceDay: 1e-4 / 30 };
  const at = (tally: Tally) =>
    estimateMetrics([precisionAtPrevalence], tally, { prevalence }, { options, bootstrap })[
      "precisionAtPrevalence"
    ];

  it("is 2.9 % for 0.9 right alarms a case, 1e-4 cases a month and 1e-4 false alarms a day", () => {
    const estimate = at(tallyOf(90, 10, 20, 200_000));
    expect(estimate.value).toBeCloseTo(0.0291, 4);
    // Of 20 false alarms Garwood says 12.2 to 30.9: precision lies between 1.9 and 4.7 % or so.
    expect(estimate.low).toBeGreaterThan(0.016);
    expect(estimate.low).toBeLessThan(0.022);
    expect(estimate.high).toBeGreaterThan(0.042);
    expect(estimate.high).toBeLessThan(0.052);
  });

  it("is not certain without a single false alarm", () => {
    const days = 10_000;
    const { value, low, high } = at(tallyOf(100, 0, 0, days));
    expect([value, high]).toEqual([1, 1]);
    // As rare as the case itself at most: 3.7 false alarms in 10,000 days against 1 case in 300,000.
    const worst = 1e-4 / 30 / (1e-4 / 30 + garwood(0, 0.95).high / days);
    expect(low as number).toBeGreaterThan(worst / 2);
    expect(low as number).toBeLessThan(worst * 2);
  });

  it("is undefined without cases", () => {
    expect(at(tallyOf(0, 0, 3, 1000))).toMatchObject({ value: null, low: null });
  });
});

describe("a run with a prevalence", () => {
  it("carries it, and each file's precision there", () => {
    const dataset = writeTinyDataset(join(folder, "tiny"));
    const alerts = join(folder, "mine.csv");
    writeFileSync(
      alerts,
      `device,time\n2,${Date.UTC(2026, 0, 9, 3)}\n3,${Date.UTC(2026, 0, 9, 3)}\n`,
    );
    const prevalence = prevalenceOf("common");
    const scoring = { replicates: 50 };
    const run = scoreAlerts({ dataset, alerts: [alerts], prevalence, scoring });
    expect(run.prevalence).toEqual(prevalence);
    const [mine] = run.detectors.filter(({ role }) => role === "detector");
    expect(mine.precisionAtPrevalence?.value).toBeLessThan(mine.precision?.value as number);
    const without = scoreAlerts({ dataset, alerts: [alerts], scoring });
    expect(without.detectors[0].precisionAtPrevalence).toBeNull();
  });
});
