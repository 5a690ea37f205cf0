import { describe, expect, it } from "vitest";
import { VIEWS } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { PROFILES } from "../../../simulators/scenario-file/observation-profiles.ts";
import { collect, type Row, sum } from "../collect.ts";
import { observedCity, overdrawn } from "./observed-city.ts";

const WRAP = 4_294_967_296;
const INTERIM = 2;

const live = (...observation: readonly string[]) => observedCity(observation);

const perfect = live();

describe.each(PROFILES)("observed by profile %s", (profile) => {
  const { rows, truth } = live(`profile=${profile}`);

  it.each(["up", "down"] as const)(
    "what it lost, less what it told twice, is what a perfect one told and it did not: %s",
    (way) => {
      for (const view of ["flows", "netstats", "wlan"] as const) {
        const lacking = sum(perfect.rows.views[view], way) - sum(rows.views[view], way);
        // Rows come late too, or twice, and what is lost may have been under way at the end.
        const [before, now] = [perfect.truth.inFlight[view][way], truth.inFlight[view][way]];
        expect(now).toBeGreaterThanOrEqual(0);
        expect(truth.lost[view][way] + now - truth.repeated[view][way]).toBe(lacking + before);
      }
    },
  );

  it("tells twice where it says so: flows and phones, never charging or accounting", () => {
    const twice = VIEWS.filter((view) => truth.repeated[view].up + truth.repeated[view].down > 0);
    if (profile === "perfect") expect(twice).toEqual([]);
    else expect(twice).toContain("flows");
    for (const view of ["charging", "wlan"] as const) expect(twice).not.toContain(view);
  });

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
