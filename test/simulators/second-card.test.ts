import { describe, expect, it } from "vitest";
import { openRater } from "../../datasets/billing/rating.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { cn2024 } from "../../datasets/billing/tariffs/cn-2024.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { RATING_GROUPS } from "../../datasets/vocabularies.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import { aScenario } from "./a-scenario.ts";
import { collect, type Row, sum, totals } from "./collect.ts";

/** 60 MB every half hour on cellular: 2.9 GB a day. */
const stream: TrafficModel = {
  name: "stream",
  version: 1,
  summary: "much all the time",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart, random }, _options, sink) {
    sink.network = "cellular-only";
    for (let i = 0; i < 48; i++) {
      const start = dayStart + i * 30 * MINUTE + Math.floor(random.uniform() * 20 * MINUTE);
      sink.transfer(start, 5 * MB, 55 * MB + i, 8e6);
    }
  },
};

const tariff: Tariff = {
  ...cn2024,
  groups: {
    ...cn2024.groups,
    roaming: { bundleBytes: 3 * GB, amount: 1500, perBytes: GB, incrementBytes: 1, validDays: 7 },
  },
};
const LINES = 8;
const DAYS = 12;

function run(reinstated: "next-morning" | "never") {
  const scenario = aScenario({
    ...{ days: DAYS, billingDay: 1, models: { stream: {} } },
    trips: {
      ...{ share: 1, fromDay: 2, toDay: 3, daysMin: 6, daysMax: 6 },
      ...{ hotelWifi: 1, wifiLoss: 0.3 },
    },
    plans: [{ name: "p", share: 1, tariff, suspensionLag: null, reinstated, usedAtStart: 0 }],
  });
  const rows = collect();
  const { inFlight } = simulateShard(
    { seed: "c", scenario, models: [stream], first: 0, count: LINES },
    rows,
  );
  const charging = [...rows.views.charging].sort((a, b) => a["seq"] - b["seq"]);
  const linesOf = (device: number) => charging.filter((row) => row["device"] === device);
  return { scenario, rows, inFlight, linesOf };
}

const group = (row: Row) => RATING_GROUPS[row["ratingGroup"] as number];

describe.each(["next-morning", "never"] as const)(
  "a phone with two cards, another bought: %s",
  (reinstated) => {
    const { scenario, rows, inFlight, linesOf } = run(reinstated);

    it("is carried by the second abroad and by the first at home", () => {
      for (const row of rows.views.charging) {
        expect(group(row)).toBe(row["roaming"] === 1 ? "roaming" : "data");
      }
    });

    it("is charged as its tariff says, record by record, and loses no byte between the views", () => {
      for (let device = 0; device < LINES; device++) {
        const rater = openRater(tariff, { utcOffset: 480, billingDay: 1, from: scenario.from });
        for (const row of linesOf(device)) {
          const bytes = row["up"] + row["down"];
          expect(row["charged"]).toBe(rater.book(row["ratingGroup"], bytes, row["time"]));
        }
      }
      const { charging, flows } = totals(rows);
      expect(charging[0] + inFlight.charging.up).toBe(flows[0] + inFlight.flows.up);
      expect(charging[1] + inFlight.charging.down).toBe(flows[1] + inFlight.flows.down);
    });

    it("burns one package, or one a day, is dead in between, and lives on at home", () => {
      for (let device = 0; device < LINES; device++) {
        const abroad = linesOf(device).filter((row) => row["roaming"] === 1);
        const packages = sum(abroad, "charged") / 4500;
        const bytes = sum(abroad, "up", "down");
        if (reinstated === "never") {
          expect(packages).toBe(1);
          // The record that burns the last byte holds 50 MB at most.
          expect(bytes).toBeGreaterThanOrEqual(3 * GB);
          expect(bytes).toBeLessThan(3 * GB + 51 * MB);
        } else {
          expect(packages).toBeGreaterThan(2);
          expect(packages).toBeLessThan(5);
        }
        const last = drawPersona("c", scenario, device).trip?.last as number;
        const back = scenario.from + (last + 1) * DAY;
        const after = linesOf(device).filter((row) => row["start"] >= back);
        expect(sum(after, "up", "down")).toBeGreaterThan(2 * GB * (DAYS - last - 2));
      }
    });

    it("buys at ten in the morning, where it buys", () => {
      for (let device = 0; device < LINES; device++) {
        const abroad = linesOf(device).filter((row) => row["roaming"] === 1);
        const gaps = abroad
          .slice(1)
          .filter((row, i) => row["start"] - abroad[i]["time"] > 3 * HOUR);
        if (reinstated === "never") expect(gaps).toHaveLength(0);
        else expect(gaps.length).toBeGreaterThan(0);
        for (const { start } of gaps) {
          const hour = ((start - scenario.from) % DAY) / HOUR;
          expect(hour).toBeGreaterThanOrEqual(10);
          expect(hour).toBeLessThan(11);
        }
      }
    });
  },
);
