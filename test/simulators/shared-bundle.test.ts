import { describe, expect, it } from "vitest";
import { openRater } from "../../datasets/billing/rating.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { ct2015 } from "../../datasets/billing/tariffs/ct2015.ts";
import { prepaidEsim } from "../../datasets/billing/tariffs/prepaid-esim.ts";
import { throttleAfterQuota } from "../../datasets/billing/tariffs/throttle-after-quota.ts";
import { DAY, GB, HOUR, MB, MINUTE } from "../../datasets/sizes.ts";
import { simulateShard } from "../../simulators/engine/engine.ts";
import type { ShardPlan } from "../../simulators/engine/shard-plan.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import { aScenario } from "./a-scenario.ts";
import { collect, type Row, sum } from "./collect.ts";

/** 20 MB every half hour, day and night, on cellular. */
const sips: TrafficModel = {
  name: "sips",
  version: 1,
  summary: "a little all the time",
  role: "normal",
  params: {},
  plan: ({ dayStart }) => [{ start: dayStart, end: dayStart + DAY }],
  emit({ dayStart, random }, _options, sink) {
    sink.network = "cellular-only";
    for (let i = 0; i < 48; i++) {
      const start = dayStart + i * 30 * MINUTE + Math.floor(random.uniform() * 20 * MINUTE);
      sink.transfer(start, 2 * MB, 18 * MB + i, 4e6);
    }
  },
};

/** Half a GB an hour from 20:00 on. */
const leak: TrafficModel = {
  ...sips,
  name: "leak",
  role: "incident",
  plan: ({ dayStart }) => [{ start: dayStart + 20 * HOUR, end: dayStart + 24 * HOUR }],
  emit({ dayStart }, _options, sink) {
    sink.network = "cellular-only";
    for (let m = 0; m < 240; m++) {
      sink.transfer(dayStart + 20 * HOUR + m * MINUTE, MB, 8 * MB + m, 6e6);
    }
  },
  cause: () => ({ trigger: "t", vector: "v", amplifier: "a" }),
};

const LINES = 5;
/** Lines 0 to 2 are a family; 3 and 4 are not. */
const FAMILY = [0, 1, 2];
/** Each uses some 0.94 GB a day. */
const OVERAGE: Tariff = {
  ...ct2015,
  moneyCap: 0,
  groups: { data: { ...ct2015.groups["data"], bundleBytes: 5 * GB } as never },
};

function run(tariff: Tariff, changes: Partial<Scenario> = {}, shard: Partial<ShardPlan> = {}) {
  const scenario = aScenario({
    days: 4,
    atHome: true,
    billingDay: 1,
    models: { sips: {} },
    incidents: { leak: {} },
    pinned: [{ model: "leak", device: 1, day: 1, options: {} }],
    plans: [
      {
        ...{ name: "family", share: 1, shared: true, tariff, usedAtStart: 0 },
        ...{ suspensionLag: null, reinstated: "never" },
      },
    ],
    lines: [
      { from: 0, to: 3, together: true, persona: {} },
      { from: 3, to: 4, together: true, persona: {} },
      { from: 4, to: 5, together: true, persona: {} },
    ],
    ...changes,
  });
  const rows = collect();
  const plan = { seed: "s", scenario, models: [sips, leak], first: 0, count: LINES, ...shard };
  const truth = simulateShard(plan, rows);
  return { ...rows, truth, scenario };
}

const inOrder = (rows: readonly Row[]) =>
  [...rows].sort(
    (a, b) =>
      (a["time"] as number) - (b["time"] as number) ||
      (a["device"] as number) - (b["device"] as number) ||
      (a["seq"] as number) - (b["seq"] as number),
  );
const of = (rows: readonly Row[], ...devices: number[]) =>
  rows.filter((row) => devices.includes(row["device"] as number));
const key = (row: Row) => `${row["device"]}/${row["seq"]}`;

/** What a bill of these rows comes to, each row less what `removed` says. */
function bill(
  tariff: Tariff,
  from: number,
  rows: readonly Row[],
  removed: ReadonlyMap<string, number> = new Map(),
) {
  const rater = openRater(tariff, { utcOffset: 480, billingDay: 1, from });
  const charged = inOrder(rows).map((row) => {
    const bytes = (row["up"] as number) + (row["down"] as number) - (removed.get(key(row)) ?? 0);
    return rater.book(row["ratingGroup"] as number, bytes, row["time"] as number);
  });
  return { charged, billed: rater.billed() };
}

/** Bytes of incidents by row. */
function incidentBytes(parts: readonly Row[]): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (const part of parts) {
    const own = (part["up"] as number) + (part["down"] as number);
    bytes.set(key(part), (bytes.get(key(part)) ?? 0) + own);
  }
  return bytes;
}

describe("lines that share a bundle", () => {
  const full = run(OVERAGE);
  const rows = full.views.charging;

  it("are one household on one shared plan, whose lowest line pays", () => {
    const payers = full.truth.personas.map(({ payer }) => payer);
    expect(payers).toEqual([0, 0, 0, 3, 4]);
  });

  it("burn one bundle, record by record in order of closing over all of them", () => {
    const family = inOrder(of(rows, ...FAMILY));
    const { charged } = bill(OVERAGE, full.scenario.from, family);
    expect(family.map((row) => row["charged"])).toEqual(charged);
    // Records count in whole KB, so the last KB of each may be part of the bundle's count only.
    const covered = sum(family, "inBundle");
    expect(covered).toBeLessThanOrEqual(5 * GB);
    expect(covered).toBeGreaterThan(5 * GB - family.length * 1024);
    for (const device of FAMILY) expect(sum(of(rows, device), "charged")).toBeGreaterThan(0);
    for (const device of [3, 4]) expect(sum(of(rows, device), "charged"), `${device}`).toBe(0);
  });

  it("change nothing for those who share with nobody", () => {
    const [plan] = full.scenario.plans;
    const { shared: _, ...own } = plan as NonNullable<typeof plan>;
    const apart = run(OVERAGE, { plans: [own] });
    expect(of(apart.views.charging, 3, 4)).toEqual(of(rows, 3, 4));
    for (const view of ["flows", "netstats"] as const) {
      expect(apart.views[view], view).toEqual(full.views[view]);
    }
  });

  it.each([
    ["one incident", [1]],
    ["incidents on two lines", [1, 2]],
  ])("pay together what %s cost", (_, devices) => {
    const pinned = devices.map((device, i) => ({
      ...{ model: "leak", device, day: 1 + i, options: {} },
    }));
    const made = run(OVERAGE, { pinned });
    const family = of(made.views.charging, ...FAMILY);
    const removed = incidentBytes(made.parts.charging);
    const { from } = made.scenario;
    const harm = bill(OVERAGE, from, family).billed - bill(OVERAGE, from, family, removed).billed;
    const costs = made.truth.episodes.map(({ cost }) => cost);
    expect(costs).toHaveLength(devices.length);
    expect(costs.reduce((a, b) => a + b, 0)).toBe(harm);
    for (const cost of costs) expect(cost).toBeGreaterThan(0);
  });

  it("are all blocked when a prepaid bundle is gone, and nobody else is", () => {
    const { views } = run(prepaidEsim);
    const family = inOrder(of(views.charging, ...FAMILY));
    const used = sum(family, "up", "down");
    expect(used).toBeGreaterThanOrEqual(5 * GB);
    // The record that empties it may pass it by its own size.
    expect(used).toBeLessThan(5 * GB + 4 * 64 * MB);
    const gone = family.at(-1)?.["time"] as number;
    for (const device of FAMILY) {
      const last = inOrder(of(views.flows, device)).at(-1)?.["start"] as number;
      expect(last, `line ${device}`).toBeLessThan(gone);
    }
    const alone = inOrder(of(views.flows, 3)).at(-1)?.["start"] as number;
    expect(alone).toBeGreaterThan(gone + DAY);
  });

  it("are all slowed down when a throttled bundle is gone", () => {
    const data = { ...throttleAfterQuota.groups["data"], bundleBytes: 4 * GB } as never;
    const tariff = { ...throttleAfterQuota, groups: { data }, throttle: 100_000 };
    const { views } = run(tariff, { pinned: [] });
    const lastDay = (device: number) =>
      sum(
        of(views.flows, device).filter(
          (row) => (row["start"] as number) >= full.scenario.from + 3 * DAY,
        ),
        "down",
      );
    for (const device of FAMILY) {
      expect(lastDay(device), `line ${device}`).toBeLessThan(0.5 * lastDay(3));
    }
  });

  it("live the same alone as among all, and in whatever shard holds them", () => {
    const alone = run(OVERAGE, { only: 1 });
    expect(alone.views.charging).toEqual(of(rows, ...FAMILY));
    const part = run(OVERAGE, {}, { count: 3 });
    expect(part.views.charging).toEqual(of(rows, ...FAMILY));
  });

  it.each([
    [{ first: 0, count: 2 }, "lines 0 and 2 beside a shard of lines 0 to 1"],
    [{ first: 2, count: 3 }, "lines 0 and 2 beside a shard of lines 2 to 4"],
  ])("refuse the shard %o that cuts their bill", (shard, what) => {
    expect(() => run(OVERAGE, {}, shard)).toThrow(what);
  });

  it("have the billing day of the line that pays", () => {
    const { scenario } = run(OVERAGE, { billingDay: undefined as never });
    const days = FAMILY.map((device) => drawPersona("s", scenario, device).billingDay);
    expect(new Set(days).size).toBe(1);
  });
});
