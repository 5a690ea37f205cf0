import { describe, expect, it } from "vitest";
import { VIEWS } from "../../../datasets/view.ts";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { simulateShard } from "../../../simulators/engine/engine.ts";
import { PROFILES } from "../../../simulators/scenario-file/observation-profiles.ts";
import { collect, type Row, sum } from "../collect.ts";

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

const perfect = live();

describe.each(PROFILES)("observed by profile %s", (profile) => {
  const { rows, truth } = live(`profile=${profile}`);

  it("every view tells what moved, less what it lost and what is under way at the end", () => {
    for (const view of VIEWS) {
      for (const way of ["up", "down"] as const) {
        const told = sum(rows.views[view], way);
        const all = told + truth.lost[view][way] + truth.inFlight[view][way];
        const perfectly = sum(perfect.rows.views[view], way) + perfect.truth.inFlight[view][way];
        expect([view, way, all]).toEqual([view, way, perfectly]);
      }
    }
  });

  it("loses bytes where it says so, and charging never", () => {
    const lost = VIEWS.filter((view) => truth.lost[view].up + truth.lost[view].down > 0);
    if (profile === "perfect") expect(lost).toEqual([]);
    else expect(lost).toEqual(expect.arrayContaining(["flows", "netstats"]));
    expect(lost).not.toContain("charging");
  });

  it("names no more bytes of an episode than its rows hold", () => {
    for (const view of VIEWS) {
      expect(sum(rows.parts[view], "up", "down")).toBeLessThanOrEqual(
        sum(rows.views[view], "up", "down"),
      );
    }
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
      return { rows: rows.views.wlan, lost: simulateShard(plan, rows).lost.wlan };
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

  it("a bucket that a phone loses is lost for good, and declared", () => {
    const { rows, truth } = live("counterLoss=0.2");
    const share = rows.views.netstats.length / perfect.rows.views.netstats.length;
    expect(share).toBeGreaterThan(0.77);
    expect(share).toBeLessThan(0.83);
    expect(truth.lost.netstats.down).toBeGreaterThan(0);
  });
});
