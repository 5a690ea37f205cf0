import { describe, expect, it } from "vitest";
import {
  type BudgetOptions,
  calibrate,
  calibrateCapacity,
} from "../../../bench/thresholds/calibrate.ts";
import { DAY, HOUR } from "../../../datasets/sizes.ts";
import { type SmallRecord, smallAlerts, smallWorld } from "../small-world.ts";

/** A line of the calibration half for a hundred days; days 2 to 11 have an alert each, 10 down to 1. */
const records = Array.from({ length: 10 }, (_, row): SmallRecord => {
  const time = (row + 2) * DAY + HOUR;
  // The third is a hit, and the fourth is late: it comes within a day of the end.
  const parts = row === 2 ? [{ incident: "a", up: 0, down: 100 }] : [];
  return { row, device: 0, start: time, time, visibleAt: time, up: 0, down: 100, parts };
});
const world = smallWorld({
  spanDays: 100,
  devices: [{ id: 0, split: "calibration" }],
  incidents: [
    {
      id: "a",
      kind: "bt-over-hotspot",
      cases: [{ device: 0, onset: 4 * DAY, end: 4 * DAY + 2 * HOUR }],
    },
  ],
  records,
});
const alerts = smallAlerts(
  records,
  records.map(({ row }) => ({ row, score: 10 - row })),
);

describe("a budget of false alarms", () => {
  it.each([
    [
      "two are allowed: a hit, and the late one behind it, come free",
      { budget: 20 },
      7,
      "budget",
      2,
    ],
    [
      "every alarm counts, where nobody knows labels",
      { budget: 20, budgetOn: "alarms" },
      9,
      "budget",
      2,
    ],
    [
      "three alarms are allowed, one of them a hit",
      { budget: 30, budgetOn: "alarms" },
      8,
      "budget",
      3,
    ],
    ["the upper bound of one is 4.74", { budget: 47.5, budgetRule: "upper" }, 10, "budget", 1],
    [
      "and a little less than that allows none",
      { budget: 47.4, budgetRule: "upper" },
      null,
      "unreachable",
      0,
    ],
    ["none is allowed and the first is false", { budget: 9 }, null, "unreachable", 0],
    ["all fit", { budget: 90 }, null, "native", 8],
  ] as const)(
    "per 1,000 device-days binds where it should: %s",
    (_what, budget, value, source, n) => {
      const found = calibrate(world, alerts, budget as BudgetOptions);
      expect([found.value, found.source, found.falseAlarms]).toEqual([value, source, n]);
      expect([found.budget, found.deviceDays]).toEqual([budget.budget, 100]);
    },
  );

  it.each([
    [9.99, true, 1000 / 9.99],
    [10, false, 100],
    [0, true, null],
  ])("of %d is said to be too little for the half: %s", (budget, underpowered, needed) => {
    const found = calibrate(world, alerts, { budget });
    expect([found.underpowered, found.neededDeviceDays]).toEqual([underpowered, needed]);
  });

  it.each([
    [10, 100],
    [0, null],
  ])(
    "of %d without a calibration half gives no threshold, and says how much it would need",
    (budget, needed) => {
      const rest = { spanDays: 100, devices: [{ id: 0 }], records };
      expect(calibrate(smallWorld(rest), alerts, { budget })).toEqual({
        ...{ value: null, source: "no-calibration", budget, deviceDays: 0, falseAlarms: 0 },
        ...{ underpowered: true, neededDeviceDays: needed },
      });
    },
  );
});

describe("a capacity of alarms a day", () => {
  it.each([
    [0.01, 10, "capacity"],
    [0.039, 8, "capacity"],
    [0.04, 7, "capacity"],
    [0.1, null, "native"],
  ])("of %d counts alarms of every class over the span", (perDay, value, source) => {
    const found = calibrateCapacity(world, alerts, perDay);
    expect([found.value, found.source, found.budget]).toEqual([value, source, null]);
  });

  it("leaves the days of warming up out of the span", () => {
    const warm = smallWorld({
      ...{ spanDays: 100, warmUpDays: 50, records },
      devices: [{ id: 0, split: "calibration" }],
    });
    const late = records.map((r) => ({ ...r, visibleAt: r.visibleAt + 60 * DAY }));
    const found = calibrateCapacity(
      warm,
      smallAlerts(
        late,
        late.map(({ row }) => ({ row, score: 10 - row })),
      ),
      0.04,
    );
    expect(found.value).toBe(9);
  });
});
