import { describe, expect, test } from "vitest";
import { GB, HOUR, MINUTE } from "../../../datasets/sizes.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { openLife } from "../../../simulators/life/life.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";
import type { Scenario } from "../../../simulators/scenario.ts";
import { collect, sum } from "../collect.ts";

type Options = Readonly<Record<string, number>>;
type Used = readonly [use: string, options?: Options];

/** A named case as it was, or with safeguards on. */
function night(name: string, used: readonly Used[] = [], seed = "1") {
  const safeguards = used.map(([use, options = {}]) => ({ use, adoption: 1, options }));
  return live({ ...loadScenario(name), safeguards }, seed);
}

function live(scenario: Scenario, seed = "1") {
  const rows = collect();
  const { devices } = scenario;
  const plan = { seed, scenario, models: OWN_MODELS, first: 0, count: devices };
  const truth = simulateShard(plan, rows);
  const { charging } = rows.views;
  const [owner] = truth.notices;
  return {
    ...{ rows: rows.views, truth, owner, scenario },
    gigabytes: sum(charging, "up", "down") / GB,
    yuan: sum(charging, "charged") / 100,
  };
}
type World = ReturnType<typeof live>;

const endedAt = ({ owner }: World) => owner?.ended[0]?.time ?? Infinity;
const starts = ({ rows }: World) => rows.wlan.filter((row) => row["status"] === 1);
const stops = ({ rows }: World) => rows.wlan.filter((row) => row["status"] === 3);
const later = (world: World, t: number) =>
  starts(world).filter((row) => (row["time"] as number) > t);

describe("in the night of Wuhan", () => {
  const as = night("wuhan-2015");

  test.each<readonly [string, Used]>([
    ["usage-notices, at once and read", ["usage-notices", { lag: 0, reads: 1 }]],
    ["usage-notices, as late as the records", ["usage-notices", { reads: 1 }]],
    ["check-bill at 07:00", ["check-bill"]],
  ])("%s save nothing: its owner sleeps until it is over", (_, used) => {
    const told = night("wuhan-2015", [used]);
    expect(as.yuan).toBeCloseTo(15_423.9, 2);
    for (const view of VIEWS) expect(told.rows[view], view).toEqual(as.rows[view]);
    expect((told.owner?.told ?? 0) + (told.owner?.looks ?? 0)).toBeGreaterThan(1);
    expect(told.owner?.ended).toEqual([]);
  });

  test("a meter that warns an owner who is up later than she was saves nearly all, and all of the money", () => {
    const { asleep: _, ...awake } = loadScenario("wuhan-2015");
    const safeguards = [{ use: "usage-meter", adoption: 1, options: { reads: 1 } }];
    const met = live({ ...awake, safeguards });
    expect(met.gigabytes).toBeLessThan(4);
    expect(met.yuan).toBe(0);
  });

  test.each(["2", "3", "4", "5", "6"])(
    "with seed %s nothing is ended but by who is awake",
    (seed) => {
      const acts = 10 * MINUTE;
      const told = night("wuhan-2015", [["usage-meter", { reads: 1, acts }]], seed);
      const { scenario } = told;
      const life = openLife(seed, scenario, drawPersona(seed, scenario, 0));
      for (const { time } of told.owner?.ended ?? []) {
        life.enterDay(Math.floor((time - acts - scenario.from) / (24 * HOUR)));
        expect(life.awakeAt(time - acts)).toBe(true);
      }
      expect(told.owner?.told).toBeGreaterThan(0);
    },
  );
});

describe("in the afternoon of Shunde messages save", () => {
  test.each([
    ["at once", 0, 1.2, 2],
    ["an hour late", HOUR, 7, 10],
    ["six and a half hours late", 6.5 * HOUR, 23.3, 23.5],
  ])("%s so that so much is left", (_, lag, least, most) => {
    const { gigabytes } = night("shunde-2015", [["usage-notices", { lag, reads: 1 }]]);
    expect(gigabytes).toBeGreaterThan(least);
    expect(gigabytes).toBeLessThan(most);
  });

  test("the sooner an unusual day is told, the more", () => {
    const left = [0, HOUR, 2 * HOUR].map(
      (lag) => night("shunde-2015", [["anomaly-alert", { lag, reads: 1 }]]).gigabytes,
    );
    expect(left).toEqual(left.toSorted((a, b) => a - b));
    expect(new Set(left).size).toBe(3);
  });

  test("nothing where none is read, however many are sent", () => {
    const as = night("shunde-2015");
    const deaf = night("shunde-2015", [["usage-notices", { lag: 0, reads: 0 }]]);
    for (const view of VIEWS) expect(deaf.rows[view], view).toEqual(as.rows[view]);
    expect(deaf.owner?.told).toBeGreaterThan(5);
    expect(deaf.owner?.read).toBe(0);
  });

  test("the sooner its owner acts, the more", () => {
    const left = (acts: number) =>
      night("shunde-2015", [["usage-notices", { lag: 0, reads: 1, acts }]]).gigabytes;
    const minutes = [1, 10, 30, 90].map((n) => left(n * MINUTE));
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
    expect(new Set(minutes).size).toBe(4);
  });
});

test("an owner goes into what is more than so many times his usual use, and into nothing else", () => {
  const plans = "population.plans=[{ tariff: ct2015, bundle: 20GB }]";
  const looking = (factor: number) => {
    const options = { every: HOUR, hour: 12, factor, acts: 0 };
    const safeguards = [{ use: "check-bill", adoption: 1, options }];
    return live({ ...loadScenario("shunde-2015", { set: [plans] }), safeguards });
  };
  const [usual, never] = [looking(3), looking(1000)];
  expect(usual.owner?.ended).toHaveLength(1);
  expect(usual.gigabytes).toBeLessThan(8);
  expect(never.owner?.looks).toBeGreaterThan(10);
  expect(never.gigabytes).toBeGreaterThan(23);
});

describe("in the night of Nanjing", () => {
  const acts = 15 * MINUTE;
  const as = night("nanjing-2015");
  const told = night("nanjing-2015", [["geo-alert", { reads: 1, acts }]]);
  const ended = night("nanjing-2015", [
    ["geo-alert", { reads: 1, acts }],
    ["disconnect-on-closure"],
  ]);
  const changed = endedAt(told);

  test("geo-alert has the password changed a quarter of an hour after the first login from elsewhere", () => {
    const [first] = starts(as);
    expect(changed).toBeGreaterThan((first?.["time"] as number) + acts - 1);
    expect(changed).toBeLessThan((first?.["time"] as number) + acts + MINUTE);
    expect(later(as, changed).length).toBeGreaterThan(100);
    expect(later(told, changed)).toEqual([]);
    // One message for each province, until the password is another.
    const before = starts(as).filter((row) => (row["time"] as number) <= changed);
    expect(told.owner?.told).toBe(new Set(before.map((row) => row["province"])).size);
  });

  test("sessions that were open run on to their own ends", () => {
    const own = new Map(stops(as).map((row) => [row["session"], row["time"]]));
    for (const row of stops(told)) expect(row["time"]).toBe(own.get(row["session"]));
    expect(stops(told).some((row) => (row["time"] as number) > changed + HOUR)).toBe(true);
  });

  test("where a closure ends sessions, they end at that moment", () => {
    expect(endedAt(ended)).toBe(changed);
    expect(Math.max(...stops(ended).map((row) => row["time"] as number))).toBe(changed);
    expect(ended.yuan).toBeLessThan(told.yuan);
    expect(told.yuan).toBeLessThan(0.1 * as.yuan);
  });

  test("its owner who looks at 07:00 saves a yuan, and some fifty where sessions end", () => {
    const look: Used = ["check-bill", { acts: 0 }];
    const looked = night("nanjing-2015", [look]);
    const closed = night("nanjing-2015", [look, ["disconnect-on-closure"]]);
    expect(as.yuan - looked.yuan).toBeGreaterThan(0.5);
    expect(as.yuan - looked.yuan).toBeLessThan(3);
    expect(as.yuan - closed.yuan).toBeGreaterThan(45);
    expect(as.yuan - closed.yuan).toBeLessThan(55);
    expect(endedAt(looked)).toBe(Date.UTC(2015, 10, 12, 23) + 1);
  });
});

test("where nothing is wrong messages are all that there is: no row changes, and they are counted", () => {
  const plain = { ...loadScenario("city@L1", { devices: 24, days: 6 }) };
  const quiet = { ...plain, enrichment: { ...plain.enrichment, devicesPerCase: 0 } };
  const uses = ["usage-meter", "usage-notices", "anomaly-alert", "geo-alert", "check-bill"];
  const safeguards = uses.map((use) => ({ use, adoption: 1, options: {} }));
  const [as, told] = [live(quiet), live({ ...quiet, safeguards })];
  for (const view of VIEWS) expect(told.rows[view], view).toEqual(as.rows[view]);
  expect(told.truth.notices).toHaveLength(24);
  expect(told.truth.notices.every(({ ended }) => ended.length === 0)).toBe(true);
  const all = told.truth.notices.reduce((total, owner) => total + owner.told, 0);
  expect(all).toBeGreaterThan(24);
  expect(as.truth.notices).toEqual([]);
});
