import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunFile } from "../../../bench/run/run-file.ts";
import type { Strategy } from "../../../bench/strategy.ts";
import { bench } from "../../../jobs/bench.ts";
import { generate } from "../../../jobs/generate.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { loadStrategy } from "../../../jobs/load-strategies.ts";
import { settleThresholds } from "../../../jobs/study/settle-thresholds.ts";
import { study } from "../../../jobs/study.ts";

const folder = mkdtempSync(join(tmpdir(), "billshock-settle-"));
const on = join(folder, "city");
const data = join(folder, "data");
const small = { devices: 96, days: 7 };
const scenario = loadScenario("city@L1", {
  set: [
    "enrichment.devicesPerCase=16",
    "enrichment.from=2d",
    "enrichment.to=5d",
    "clock.warmUp=1d",
  ],
  ...small,
});
const BUDGET = 20;
let run: RunFile;

beforeAll(async () => {
  await generate({ scenario, seed: "3", out: on });
  run = await bench({
    on: [on],
    detectors: ["high-usage-24h", "concurrent-sessions"],
    budget: BUDGET,
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const calibrated = (name: string, view: string) =>
  run.detectors.find((row) => row.name === name && row.view === view && row.point === "calibrated")
    ?.threshold;
const settled = async (strategies: readonly Strategy[], budget: number | null) =>
  (await settleThresholds(strategies, { budget, on, data })).map(({ detectors }) =>
    detectors.map(({ threshold }) => threshold),
  );

describe("thresholds of strategies", () => {
  const day = loadStrategy("usage-day-cut");
  const sessions = loadStrategy("sessions-block-only");
  const view = day.detectors[0]?.view ?? "";

  it("are what a budget allows, as bench calibrates them", async () => {
    const [[ofDay], [ofSessions]] = (await settled([day, sessions], BUDGET)) as [
      number[],
      number[],
    ];
    expect(ofDay).toBe(calibrated("high-usage-24h", view));
    expect(ofSessions).toBe(calibrated("concurrent-sessions", "wlan"));
    const [[asWritten]] = (await settled([day], null)) as [number[]];
    expect(asWritten).not.toBe(ofDay);
  });

  it("are a strategy's own where it has them, and a floor has none to calibrate", async () => {
    const own = {
      ...day,
      detectors: day.detectors.map((each) => ({ ...each, threshold: 7e9 })),
    };
    const floor = loadStrategy("bill-read-each-morning");
    const [[kept], [ofFloor]] = (await settled([own, floor], BUDGET)) as [number[], number[]];
    expect(kept).toBe(7e9);
    expect(ofFloor).toBe((await settled([floor], null))[0]?.[0]);
  });

  it("take a budget of their own before that of the call", async () => {
    const own = { ...day, detectors: day.detectors.map((each) => ({ ...each, budget: BUDGET })) };
    expect(await settled([own], null)).toEqual(await settled([day], BUDGET));
  });

  it("are refused where nothing can be calibrated", async () => {
    const night = { budget: BUDGET, on: "wuhan-2015", data };
    await expect(settleThresholds([day], night)).rejects.toThrow(
      /wuhan-2015.*: must have a calibration half to calibrate on/,
    );
  });

  it("are refused where none keeps to the budget, and it is said whose and what to do", async () => {
    const cap = loadStrategy("dual-cap-alarm-2015");
    await expect(settled([cap], 0.001)).rejects.toThrow(
      /^dual-cap-alarm-2015: dual-cap must have a threshold at which it raises at most 0\.001 false alarms per 1000 line-days on city@L1, which has none; give a larger budget/,
    );
  });

  it("make a study of other alarms, and a floor among its detectors is flagged", async () => {
    const strategies = [day, loadStrategy("bill-read-each-morning")];
    const asked = { on: [{ name: "city@L1", scenario }], strategies, calibrate: on };
    const [written, budgeted] = [await study(asked), await study({ ...asked, budget: BUDGET })];
    const alarms = ({ cells }: typeof written) =>
      cells
        .filter(({ strategy, kind }) => strategy === day.name && ["all", "ordinary"].includes(kind))
        .reduce((sum, cell) => sum + cell.alarms, 0);
    expect(alarms(budgeted)).not.toBe(alarms(written));
    expect(budgeted.warnings).toContain(
      "bill-read-each-morning: owner-checks-bill is a floor, not a detector: what it saves, anybody can",
    );
  }, 240_000);
});
