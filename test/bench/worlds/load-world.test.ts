import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { always } from "../../../bench/floors/always.ts";
import { oracle } from "../../../bench/floors/oracle.ts";
import { billOf } from "../../../bench/scoring/money.ts";
import { scoreTally } from "../../../bench/scoring/score-tally.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import { loadWorld } from "../../../bench/worlds/load-world.ts";
import { type Dataset, openDataset } from "../../../datasets/dataset.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { generate } from "../../../jobs/generate.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-world-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function make(name: string, devicesPerShard?: number): Promise<Dataset> {
  const out = join(folder, name);
  const shards = devicesPerShard === undefined ? {} : { devicesPerShard };
  await generate({ scenario: loadScenario(name), seed: "1", out, ...shards });
  return openDataset(out);
}

describe("a world of a dataset", async () => {
  const city = await make("city@L0", 7);
  const wuhan = await make("wuhan-2015");

  it.each([
    ["city", city],
    ["wuhan", wuhan],
  ] as const)("rates every line of %s to what its records were charged", (_, dataset) => {
    const world = loadWorld(dataset, "charging");
    const charged = new Float64Array(world.deviceCount);
    world.scan(["device", "charged"], (batch) => {
      for (let i = 0; i < batch.length; i++) charged[batch.device[i]] += batch.charged[i];
    });
    for (let device = 0; device < world.deviceCount; device++) {
      const bill = billOf(world.ledger.billOf(device), world.accountOf(device), []);
      expect(bill.exposure).toBe(charged[device]);
    }
    expect(charged.some((sum) => sum > 0)).toBe(true);
  });

  it("knows how much of the bundle the month had used before Wuhan's first record", () => {
    const world = loadWorld(wuhan, "charging");
    const rows = world.ledger.billOf(0);
    const { exposure, billed } = billOf(rows, world.accountOf(0), []);
    expect(billed).toBe(100_000);
    expect(exposure).toBeGreaterThan(1_500_000);
    const without = billOf({ ...rows, opening: [] }, world.accountOf(0), []);
    expect(without.exposure).toBeLessThan(exposure);
  });

  it("bills by another tariff when asked", () => {
    const { tariff } = loadWorld(wuhan, "charging").accountOf(0) ?? {};
    if (tariff === undefined) throw new Error("wuhan-2015 must have a tariff");
    const free = loadWorld(wuhan, "charging", { tariff: { ...tariff, groups: {} } });
    expect(billOf(free.ledger.billOf(0), free.accountOf(0), []).exposure).toBe(0);
  });

  it.each(VIEWS)("holds the truth of %s: first rows, bytes, halves", (view) => {
    const world = loadWorld(city, view);
    const truth = city.readTruth("cases");
    expect(world.cases).toHaveLength(truth.length);
    const column = { flows: truth.rowsFlows, charging: truth.rowsCharging }[view as string];
    for (const [i, one] of world.cases.entries()) {
      const at = [...truth.incident].findIndex(
        (incident, row) => incident === one.incident && truth.device[row] === one.device,
      );
      expect([one.onset, one.end]).toEqual([truth.onset[at], truth.end[at]]);
      const named = [...world.evidence.subject].filter((subject) => subject === i).length;
      if (column !== undefined) expect(named).toBe(column[at]);
      expect(world.firstRow[i] === null).toBe(named === 0);
      if (view === "charging") expect(world.firstRow[i]?.time).toBe(truth.observableCharging[at]);
    }
    expect(new Set(world.split)).toEqual(new Set([1, 2]));
    expect([...world.evidence.row]).toEqual([...world.evidence.row].sort((a, b) => a - b));
  });

  it("keeps one denominator for all views", () => {
    const totals = VIEWS.map((view) => {
      const scoring = openScoring(loadWorld(city, view));
      const { tally } = tallyRun(scoring, always(scoring), Number.NEGATIVE_INFINITY);
      return tally.outcomes.map(({ totalBytes }) => totalBytes);
    });
    for (const total of totals) expect(total).toEqual(totals[0]);
    expect(totals[0].every((bytes) => bytes > 0)).toBe(true);
  });

  it("lets the oracle of charging catch what charging can show in time", () => {
    const { scoring, alerts } = oracle(openScoring(loadWorld(city, "charging")));
    const { tally } = tallyRun(scoring, alerts, Number.NEGATIVE_INFINITY);
    for (const row of tally.outcomes) {
      const inTime = row.observableAt !== null && row.observableAt < row.end;
      expect(row.outcome).toBe(inTime ? "caught" : "late");
    }
    expect(scoreTally(tally, { replicates: 10 }).recall.value).toBeGreaterThan(0.5);
  });

  it("is one half without cases where the data has no truth", () => {
    const blind: Dataset = { ...city, manifest: { ...city.manifest, truth: null } };
    const world = loadWorld(blind, "charging");
    expect(new Set(world.split)).toEqual(new Set([2]));
    expect([world.truth, world.cases, world.evidence.row.length]).toEqual([false, [], 0]);
    expect(world.ledger.rowsOf(0).length).toBeGreaterThan(0);
  });

  it("names the views that there are", () => {
    const { flows: _, ...views } = city.manifest.views;
    const less: Dataset = { ...city, manifest: { ...city.manifest, views } };
    expect(() => loadWorld(less, "flows")).toThrow(/view must be one of .*charging.*, got flows$/);
  });
});
