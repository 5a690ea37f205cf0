import { describe, expect, test } from "vitest";
import {
  type EnforcementRow,
  fillEnforcement,
  type GivenRow,
} from "../../../datasets/enforcement.ts";
import { DAY, HOUR, MB, MINUTE } from "../../../datasets/sizes.ts";
import { VIEWS } from "../../../datasets/view.ts";
import { END_KINDS } from "../../../datasets/vocabularies.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { endKindOf } from "../../../simulators/engine/episode-record.ts";
import { ON_WLAN } from "../../../simulators/engine/line-notices.ts";
import type { SafeguardSetting, Scenario } from "../../../simulators/scenario.ts";
import { collect } from "../collect.ts";
import { BUSY, BUSY_MODELS, SHARED_ACCOUNT } from "./busy-world.ts";

/*
 * What an owner does in the midst of a day is made up for in a day that was planned without it. It must
 * be what the same decision does where it is known before the day: then all that holds of decisions
 * holds of it.
 */
const use = (name: string, options: Readonly<Record<string, number>> = {}): SafeguardSetting => ({
  ...{ use: name, adoption: 1, options },
});
const STEPS = use("usage-notices", { lag: 0, reads: 1 });
const METER = use("usage-meter", { burst: 100 * MB, reads: 1 });
const UNUSUAL = use("anomaly-alert", { factor: 3, least: 100 * MB, lag: 2 * HOUR, reads: 1 });
const GEO = use("geo-alert", { reads: 1 });
const BILL = use("check-bill", { factor: 1 });
const ALL = [STEPS, METER, UNUSUAL, GEO, BILL];
const ENDS = use("disconnect-on-closure");
const QUICK = use("usage-meter", { burst: 20 * MB, refresh: MINUTE, reads: 1, acts: 1 });

const city = (more: readonly string[] = []) =>
  loadScenario("city@L1", {
    set: [...["enrichment.devicesPerCase=16", "enrichment.from=0d", "enrichment.to=2d"], ...more],
    ...{ devices: 32, days: 4 },
  });
const nanjing = loadScenario("nanjing-2015", { set: ["enforcement=[]"] });
const slow = { down: 2e6, up: 1e6, sigma: 0.6, contention: true };

/** He looks once, in the morning, before the second one begins. */
const QUICK_ONCE = use("check-bill", { factor: 0, every: 7 * DAY, hour: 9, acts: 1 });
const ANOTHER = {
  ...BUSY,
  pinned: BUSY.pinned.flatMap((each) => [each, { ...each, model: "late" }]),
  incidents: { leak: {}, late: {} },
};

/** She reads what comes by half past eleven, where the case has her asleep by then. */
const { asleep: _, ...UP_LATE } = loadScenario("wuhan-2015");

type Told = readonly [string, Scenario, readonly SafeguardSetting[]];

const UNCROWDED: readonly Told[] = [
  ["the night of Wuhan, its owner up late", UP_LATE, [METER]],
  ["the afternoon of Shunde", loadScenario("shunde-2015"), [STEPS]],
  ["the night of Nanjing", nanjing, [GEO]],
  ["that night, where sessions end", nanjing, [GEO, ENDS]],
  ["that morning, where sessions end", nanjing, [BILL, ENDS]],
  ["a busy world", BUSY, [QUICK, BILL]],
  ["a world where another begins later", ANOTHER, [QUICK_ONCE]],
  ["a household with a thief", SHARED_ACCOUNT, [GEO]],
  ["a household with a thief, where sessions end", SHARED_ACCOUNT, [GEO, ENDS]],
  ["a city", city(), ALL],
  [
    "a city where sessions end and stops are lost",
    city(["observation.lostStop=0.3"]),
    [...ALL, ENDS],
  ],
];
const WORLDS: readonly Told[] = [
  ...UNCROWDED,
  ["a crowded world", { ...BUSY, network: slow }, [QUICK, BILL]],
];

function live(scenario: Scenario) {
  const rows = collect();
  const models = [...OWN_MODELS, ...BUSY_MODELS];
  const plan = { seed: "1", scenario, models, first: 0, count: scenario.devices };
  return { ...rows, truth: simulateShard(plan, rows) };
}
type World = ReturnType<typeof live>;

/** What the owners of a world did, as decisions. */
function decided({ truth }: World, endsSessions: boolean): EnforcementRow[] {
  return truth.notices.flatMap(({ device, ended }) =>
    ended.flatMap(({ time: from, plane }) => {
      const own: GivenRow = { device, from, by: "owner" };
      if (plane !== ON_WLAN) return [filled({ ...own, action: "owner-stops", plane: "cellular" })];
      const changed = filled({ ...own, action: "require-second-factor" });
      const ending = filled({ ...own, action: "disconnect-session", retry: "later" });
      return endsSessions ? [changed, ending] : [changed];
    }),
  );
}

function filled(given: GivenRow): EnforcementRow {
  return fillEnforcement(given, (column, message) => {
    throw new RangeError(`${column} ${message}`);
  }) as EnforcementRow;
}

const told = ({ truth }: World, role: string) =>
  truth.episodes
    .filter(({ model }) => (model.role === "incident") === (role === "incident"))
    .map(({ number, up, down, onset, end, cost }) => [number, up, down, onset, end, cost]);

describe.each(WORLDS)("what an owner does in %s", (_title, scenario, safeguards) => {
  const as = live(scenario);
  const by = live({ ...scenario, safeguards });
  const rows = decided(by, safeguards.includes(ENDS));
  test("is something", () => expect(rows.length).toBeGreaterThan(0));

  test("changes no row that was visible before it, nor any of a line on which he does nothing", () => {
    const first = (device: unknown) =>
      Math.min(...rows.filter((row) => row.device === device).map(({ from }) => from));
    const early = ({ views }: World, view: (typeof VIEWS)[number]) =>
      views[view].filter((row) => (row["visibleAt"] as number) < first(row["device"]));
    for (const view of VIEWS) expect(early(by, view), view).toEqual(early(as, view));
  });

  test("takes bytes from incidents, and none from what people want", () => {
    const moved = (world: World) =>
      told(world, "incident").reduce((sum, [, up, down]) => sum + Number(up) + Number(down), 0);
    expect(moved(by)).toBeLessThan(moved(as));
    const wanted = (world: World) => told(world, "look-alike").map((each) => each.slice(0, 5));
    expect(wanted(by)).toEqual(wanted(as));
  });
});

// What is ended on a crowded link leaves room that a decision known before would have filled.
test.each(UNCROWDED)(
  "what an owner does in %s is what a decision does, to the byte",
  (...world) => {
    const [, scenario, safeguards] = world;
    const by = live({ ...scenario, safeguards });
    const rows = decided(by, safeguards.includes(ENDS));
    const enforced = live({ ...scenario, enforcement: rows });
    for (const view of VIEWS) {
      expect(by.views[view], view).toEqual(enforced.views[view]);
      expect(by.parts[view], `truth of ${view}`).toEqual(enforced.parts[view]);
    }
    expect(told(by, "incident")).toEqual(told(enforced, "incident"));
  },
);

test("an incident that its owner ended says so, and ends at that moment", () => {
  const { truth } = live({ ...UP_LATE, safeguards: [METER] });
  expect(truth.episodes.map((each) => END_KINDS[endKindOf(each)])).toEqual(["owner"]);
  expect(truth.episodes[0]?.end).toBe(truth.notices[0]?.ended[0]?.time);
});

test("an incident that begins after he ended another runs on", () => {
  const by = live({ ...ANOTHER, safeguards: [QUICK_ONCE] });
  const bytes = (world: World, name: string) =>
    world.truth.episodes
      .filter(({ model }) => model.name === name)
      .map(({ device, up, down }) => [device, up + down]);
  const as = live(ANOTHER);
  expect(bytes(by, "late")).toEqual(bytes(as, "late"));
  expect(bytes(by, "leak")).not.toEqual(bytes(as, "leak"));
});

test("a household makes no message where its phone is, and comes back when sessions are ended", () => {
  const as = live(SHARED_ACCOUNT);
  const by = live({ ...SHARED_ACCOUNT, safeguards: [GEO, ENDS] });
  expect(by.truth.notices[0]?.told).toBe(1);
  const [ended] = by.truth.notices[0]?.ended ?? [];
  const starts = ({ views }: World) =>
    views.wlan.filter((row) => row["status"] === 1).map((row) => row["time"] as number);
  const back = starts(by).filter((time) => !starts(as).includes(time));
  expect(back.length).toBeGreaterThan(0);
  expect(new Set(back)).toEqual(new Set([(ended?.time ?? 0) + 30_000]));
});

test("a theft whose sessions were ended says so, whatever would have ended them later", () => {
  const night = loadScenario("nanjing-2015");
  const { truth } = live({ ...night, safeguards: [GEO, ENDS] });
  expect(truth.episodes.map((each) => END_KINDS[endKindOf(each)])).toEqual(["owner"]);
});
