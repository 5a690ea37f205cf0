import { describe, expect, it } from "vitest";
import { VIEWS, type ViewName } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { PROFILES } from "../../../simulators/scenario-file/observation-profiles.ts";
import { type Collected, collect, type Row, sum } from "../collect.ts";

const WRAP = 4_294_967_296;
const INTERIM = 2;

/** A few lines of the city with what is said of its observers. */
function live(...observation: readonly string[]) {
  const set = [...observation.map((key) => `observation.${key}`), "enrichment.devicesPerCase=16"];
  const scenario = loadScenario("city@L1", { set, devices: 16, days: 9 });
  const rows = collect();
  const plan = { seed: "seen", scenario, models: OWN_MODELS, first: 0, count: 16 };
  return { rows, truth: simulateShard(plan, rows) };
}

/** Truth parts whose row is missing, or holds less than all parts of it name. */
function overdrawn({ views, parts }: Collected, view: ViewName): readonly string[] {
  const key = ({ device, seq }: Row) => `${device}/${seq}`;
  const held = new Map(views[view].map((row) => [key(row), row]));
  const named = new Map<string, { up: number; down: number }>();
  for (const part of parts[view]) {
    const { up = 0, down = 0 } = named.get(key(part)) ?? {};
    named.set(key(part), { up: up + Number(part["up"]), down: down + Number(part["down"]) });
  }
  const isMore = (place: string, { up, down }: { up: number; down: number }) => {
    const row = held.get(place);
    return row === undefined || up > Number(row["up"]) || down > Number(row["down"]);
  };
  return [...named].filter(([place, sums]) => isMore(place, sums)).map(([place]) => place);
}

const perfect = live();

describe.each(PROFILES)("observed by profile %s", (profile) => {
  const { rows, truth } = live(`profile=${profile}`);

  it.each(["up", "down"] as const)(
    "what it lost is what a perfect one told and it did not: %s",
    (way) => {
      const lacking = (view: ViewName) =>
        sum(perfect.rows.views[view], way) - sum(rows.views[view], way);
      // What is lost may have been under way at the end as well.
      const before = perfect.truth.inFlight.netstats[way];
      expect(truth.lost.netstats[way]).toBeGreaterThanOrEqual(lacking("netstats"));
      expect(truth.lost.netstats[way]).toBeLessThanOrEqual(lacking("netstats") + before);
      // Rows of the other two come late too: more or less is under way than before.
      for (const view of ["flows", "wlan"] as const) {
        const [before, now] = [perfect.truth.inFlight[view][way], truth.inFlight[view][way]];
        expect(now).toBeGreaterThanOrEqual(0);
        expect(truth.lost[view][way] + now).toBe(lacking(view) + before);
      }
    },
  );

  it("loses bytes where it says so, and charging never", () => {
    const lost = VIEWS.filter((view) => truth.lost[view].up + truth.lost[view].down > 0);
    if (profile === "perfect") expect(lost).toEqual([]);
    else expect(lost).toEqual(expect.arrayContaining(["flows", "netstats"]));
    expect(lost).not.toContain("charging");
  });

  it("names of episodes no more bytes of a row than it holds, and no row that was lost", () => {
    for (const view of VIEWS) expect(overdrawn(rows, view)).toEqual([]);
  });
});

describe("a fault of an observer", () => {
  const interims = (all: readonly Row[]) =>
    all.filter(({ status }) => (status as number) === INTERIM).length;

  it("an interim row that is lost leaves its bytes to the next", () => {
    const { rows, truth } = live("interimLoss=0.5");
    const before = interims(perfect.rows.views.wlan);
    expect(before).toBeGreaterThan(200);
    expect(interims(rows.views.wlan) / before).toBeGreaterThan(0.4);
    expect(interims(rows.views.wlan) / before).toBeLessThan(0.6);
    expect(truth.lost.wlan).toEqual({ up: 0, down: 0 });
  });

  it("counters without gigawords lose whole turns of 4 GiB, between two rows alone", () => {
    const night = (...observation: readonly string[]) => {
      const set = observation.map((key) => `observation.${key}`);
      const scenario = loadScenario("nanjing-2015", { set });
      const rows = collect();
      const plan = { seed: "seen", scenario, models: OWN_MODELS, first: 0, count: 1 };
      const { lost } = simulateShard(plan, rows);
      expect(overdrawn(rows, "wlan")).toEqual([]);
      return { rows: rows.views.wlan, lost: lost.wlan };
    };
    const often = night("gigawordsLost=1");
    expect(often.lost).toEqual({ up: 0, down: 0 });
    expect(often.rows.every(({ gigawordsDown }) => gigawordsDown === 0)).toBe(true);
    const { rows, lost } = night("gigawordsLost=1", "interim=1d");
    expect(lost.down).toBeGreaterThan(50 * WRAP);
    expect(lost.down % WRAP).toBe(0);
    expect(Math.max(...rows.map(({ down }) => down as number))).toBeLessThan(WRAP);
    expect(sum(rows, "down") + lost.down).toBe(sum(night("interim=1d").rows, "down"));
  });

  it("a row that the probe keeps back comes late, and no byte is lost by it", () => {
    const { rows, truth } = live("flowLate=0.1", "flowLateBy=3h");
    const late = rows.views.flows.filter(
      ({ time, visibleAt }) => (visibleAt as number) - (time as number) > 60_000,
    );
    expect(late.length / rows.views.flows.length).toBeGreaterThan(0.09);
    expect(late.length / rows.views.flows.length).toBeLessThan(0.11);
    expect(truth.lost.flows).toEqual({ up: 0, down: 0 });
  });

  it("a row that the probe loses is lost for good, and declared", () => {
    const { rows, truth } = live("flowLoss=0.1");
    const share = rows.views.flows.length / perfect.rows.views.flows.length;
    expect(share).toBeGreaterThan(0.89);
    expect(share).toBeLessThan(0.91);
    const lacking = sum(perfect.rows.views.flows, "down") - sum(rows.views.flows, "down");
    // Delays are a row's own, so nothing else is under way than before.
    expect(truth.lost.flows.down).toBeGreaterThanOrEqual(lacking);
    expect(truth.lost.flows.down).toBeLessThanOrEqual(lacking + perfect.truth.inFlight.flows.down);
  });

  it("a bucket that a phone loses is lost for good, and declared", () => {
    const { rows, truth } = live("counterLoss=0.2");
    const share = rows.views.netstats.length / perfect.rows.views.netstats.length;
    expect(share).toBeGreaterThan(0.77);
    expect(share).toBeLessThan(0.83);
    expect(truth.lost.netstats.down).toBeGreaterThan(0);
  });
});
