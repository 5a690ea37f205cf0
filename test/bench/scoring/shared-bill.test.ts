import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { moneyAtAlarms } from "../../../bench/scoring/money-at-alarm.ts";
import { measureQuick, openQuickSums } from "../../../bench/scoring/quick-sums.ts";
import { openScoring } from "../../../bench/scoring/scoring.ts";
import { tallyRun } from "../../../bench/scoring/tally.ts";
import type { World } from "../../../bench/world.ts";
import { loadWorld } from "../../../bench/worlds/load-world.ts";
import type { Tariff } from "../../../datasets/billing/tariff.ts";
import { openDataset } from "../../../datasets/dataset.ts";
import { HOUR } from "../../../datasets/sizes.ts";
import { type SmallRecord, type SmallWorld, smallAlerts, smallWorld } from "../small-world.ts";
import { writeSmallDataset } from "../write-small-dataset.ts";

/** 1,000 bytes a period for all lines on the bill, then a minor unit a byte. */
const FAMILY: Tariff = {
  ...{ name: "family", summary: "a plan of the tests", source: "chosen", currency: "CNY" },
  kind: "overage",
  groups: { data: { bundleBytes: 1000, amount: 1, perBytes: 1, incrementBytes: 1 } },
  ...{ moneyCap: 0, volumeCap: 0, period: 30 },
};

/** One of these an hour: line, bytes, and those of them that the incident of that line moved. */
const HOURS: readonly (readonly [device: number, bytes: number, stolen?: number])[] = [
  [0, 200],
  [1, 100],
  [1, 500, 500],
  [0, 200],
  [1, 700, 600],
  [0, 300],
  [0, 400, 400],
  [1, 100],
];

function small(devices: SmallWorld["devices"]): SmallWorld {
  const records: SmallRecord[] = HOURS.map(([device, down, stolen = 0], row) => {
    const moment = (row + 1) * HOUR;
    const parts = stolen > 0 ? [{ incident: `i${device}`, up: 0, down: stolen }] : [];
    return { row, device, start: moment, time: moment, visibleAt: moment, up: 0, down, parts };
  });
  return {
    spanDays: 3,
    devices,
    incidents: [
      { id: "i1", kind: "bt-over-hotspot", cases: [{ device: 1, onset: 3 * HOUR, end: 6 * HOUR }] },
      { id: "i0", kind: "bt-over-hotspot", cases: [{ device: 0, onset: 7 * HOUR, end: 8 * HOUR }] },
    ],
    records,
  };
}

const TOGETHER = small([
  { id: 0, tariff: FAMILY, household: "h", payer: 0 },
  { id: 1, tariff: FAMILY, household: "h", payer: 0 },
]);
const APART = small([
  { id: 0, tariff: FAMILY, household: "h" },
  { id: 1, tariff: FAMILY, household: "h" },
]);

const folder = mkdtempSync(join(tmpdir(), "billshock-shared-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function onDisk(name: string, world: SmallWorld): World {
  const dir = join(folder, name);
  writeSmallDataset(dir, world);
  return loadWorld(openDataset(dir), "charging");
}

/** Everything that an alarm on these rows saves and costs. */
function scored(world: World, rows: readonly number[]) {
  const scoring = openScoring(world);
  const alerts = smallAlerts(
    TOGETHER.records,
    rows.map((row) => ({ row, score: 1 })),
  );
  const { tally, alarms } = tallyRun(scoring, alerts, 1);
  const sums = (name: "moneySaved" | "moneyAtStake") =>
    tally.clusters.reduce((sum, cluster) => sum + cluster[name], 0);
  return {
    saved: sums("moneySaved"),
    atStake: sums("moneyAtStake"),
    outcomes: tally.outcomes.map(({ device, savedMoney, latencyMoney }) => ({
      device,
      savedMoney,
      latencyMoney,
    })),
    quick: openQuickSums(scoring)(alarms),
    atAlarms: moneyAtAlarms(scoring, alarms),
  };
}

describe.each([
  ["written by hand", smallWorld(TOGETHER), smallWorld(APART)],
  ["on disk", onDisk("together", TOGETHER), onDisk("apart", APART)],
])("a bill of two lines, %s", (_, together, apart) => {
  // All bytes: 2,500, so 1,500 over the bundle; the honest ones are 1,000, just the bundle.
  it("puts at stake what both lines' incidents cost together, once", () => {
    const { atStake, quick } = scored(together, []);
    expect(atStake).toBe(1500);
    expect(quick.moneyAtStake).toBe(1500);
  });

  it("saves on one line what the incident of another would have made it pay", () => {
    // The alarm at 03:00 comes too late for the 500 bytes just gone; the 600 at 05:00 never flow.
    const { saved, quick, outcomes } = scored(together, [2, 3]);
    expect(saved).toBe(600);
    const [of0, of1] = outcomes.sort((a, b) => a.device - b.device);
    expect(of0).toMatchObject({ savedMoney: 0, latencyMoney: null });
    expect(of1?.savedMoney).toBe(600);
    expect(measureQuick(quick).moneySaved).toBe(600);
  });

  it("shows at an alarm what all lines on the bill were charged by then", () => {
    // By 05:00 there are 1,700 bytes, 700 over the bundle; after it 800 follow.
    const { atAlarms } = scored(together, [4]);
    expect(atAlarms).toEqual([
      { device: 1, time: 5 * HOUR, charged: 700, bytes: 1700, after: 800 },
    ]);
  });

  it("is another bill than two of one line each", () => {
    const { atStake } = scored(apart, []);
    // Line 0: 1,100 bytes, 400 stolen; line 1: 1,400, of which 1,100.
    expect(atStake).toBe(100 + 400);
  });
});
