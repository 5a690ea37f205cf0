import { describe, expect, it } from "vitest";
import { DAY, GB, HOUR, MB, SECOND } from "../../datasets/sizes.ts";
import { APPS, END_KINDS } from "../../datasets/vocabularies.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { type Row, sum } from "./collect.ts";
import { at, bytes, runCase } from "./run-case.ts";

const SEEDS = ["1", "2", "3"];
const JULY_1 = Date.UTC(2024, 6, 1) / DAY;
const moved = (rows: readonly Row[]) => sum(rows, "up", "down");
const endOf = ({ truth }: ReturnType<typeof runCase>) => {
  const [{ planned } = { planned: undefined }] = truth.episodes;
  return END_KINDS[planned?.notes?.["endKind"] as number];
};

describe.each(SEEDS)("shunde-2015, seed %s", (seed) => {
  const played = runCase("shunde-2015", [], seed);
  const { charging } = played;
  const beijing = (hour: number, minute: number) => Date.UTC(2015, 10, 1, hour - 8, minute);
  const until = (time: number) => charging.filter((row) => at(row, "start") < time);

  it.each([
    [13, 40, 3 * 1024],
    [14, 10, 6 * 1024],
    [14, 30, 9 * 1024],
    [15, 30, 12 * 1024],
    [16, 20, 23_950],
  ])("has moved by %i:%i what the message said, %i MB, within a record", (hour, minute, sent) => {
    const seen = moved(until(beijing(hour, minute))) / MB;
    expect(seen).toBeGreaterThanOrEqual(sent - 1);
    expect(seen).toBeLessThan(sent + 51);
  });

  it("passes 17 and 21 GB between the last two of these, in that order", () => {
    const passed = [17, 21].map((size) =>
      charging.findIndex((_, i) => moved(charging.slice(0, i + 1)) >= size * GB),
    );
    const times = passed.map((i) => at(charging[i], "time"));
    expect(times[0]).toBeGreaterThan(beijing(15, 30));
    expect(times[1]).toBeGreaterThan(times[0] as number);
    expect(times[1]).toBeLessThan(beijing(16, 20));
  });

  it.each([
    [13, 40, 14, 10, 14],
    [14, 10, 14, 30, 21],
    [14, 30, 15, 30, 7],
    [15, 30, 16, 20, 33],
    [13, 40, 16, 20, 18],
  ])("runs from %i:%i to %i:%i at %i5 Mbit/s, rounded", (h1, m1, h2, m2, rate) => {
    const from = beijing(h1, m1);
    const to = beijing(h2, m2);
    const between = moved(until(to)) - moved(until(from));
    expect(Math.abs((between * 8) / ((to - from) / SECOND) / 1e6 - rate)).toBeLessThan(1);
  });

  it("costs neither 1,100 yuan as rated nor as capped: the record contradicts itself", () => {
    expect(sum(charging, "charged")).toBeGreaterThan(700_000);
    expect(loadScenario("shunde-2015").plans[0]?.tariff.moneyCap).toBe(100_000);
  });

  it("does not say who ended it", () => expect(endOf(played)).toBe("unknown"));
});

describe.each(SEEDS)("qingdao-2016, seed %s", (seed) => {
  const played = runCase("qingdao-2016", [], seed);
  const { charging } = played;

  it("is charged 7,106.27 yuan in one night, to the fen", () => {
    expect(sum(charging, "charged")).toBe(710_627);
    const starts = charging.map((row) => at(row, "start"));
    expect(Math.max(...starts) - Math.min(...starts)).toBeLessThan(8 * HOUR);
  });

  it("has the bytes that follow from the chosen price", () => {
    expect(moved(charging) / GB).toBeCloseTo(710_627 / 100 / 0.3072 / 1024, 1);
  });

  it("does not say who ended it", () => expect(endOf(played)).toBe("unknown"));
});

describe.each(SEEDS)("wifi-assist-2016, seed %s", (seed) => {
  const { charging, truth } = runCase("wifi-assist-2016", [], seed);

  it("moves 144 GB in a month, within one of them, as one case", () => {
    expect(Math.abs(moved(charging) / GB - 144)).toBeLessThan(1);
    expect(truth.episodes).toHaveLength(1);
  });

  it("brings the usual 250 dollars to 2,021.07, within 1 %", () => {
    const bill = sum(charging, "charged") / 100 + 250;
    expect(Math.abs(bill - 2021.07)).toBeLessThan(0.01 * 2021.07);
  });

  it("passes 65 % of the plan days before the plan is used up", () => {
    const bundle = loadScenario("wifi-assist-2016").plans[0]?.tariff.groups["data"]?.bundleBytes;
    const times = [0.65, 1].map((share) => {
      let used = 0;
      const last = charging.find((row) => {
        used += bytes(row);
        return used >= share * (bundle ?? 0);
      });
      return at(last, "time");
    });
    expect((times[1] as number) - (times[0] as number)).toBeGreaterThan(DAY);
  });
});

describe.each(SEEDS)("drainerbot-2019, seed %s", (seed) => {
  const { flows, charging } = runCase("drainerbot-2019", [], seed);

  it("moves more than 10 GB in thirty days, and hardly more", () => {
    expect(moved(flows) / GB).toBeGreaterThan(10);
    expect(moved(flows) / GB).toBeLessThan(11.5);
  });

  it("plays on each day and in each hour, also while the owner sleeps", () => {
    const hours = new Set(flows.map((row) => Math.floor((at(row, "start") % DAY) / HOUR)));
    const days = new Set(flows.map((row) => Math.floor(at(row, "start") / DAY)));
    expect(hours.size).toBe(24);
    expect(days.size).toBe(31);
  });

  it("is charged nothing, since no money is on record", () => {
    expect(sum(charging, "charged")).toBe(0);
  });
});

describe.each(SEEDS)("nyc-wifi-fallback, seed %s", (seed) => {
  const played = runCase("nyc-wifi-fallback", [], seed);
  const { flows } = played;

  it("moves several hundred megabytes, four fifths of them upwards", () => {
    expect(moved(flows)).toBeGreaterThan(200 * MB);
    expect(moved(flows)).toBeLessThan(GB);
    expect(sum(flows, "up") / moved(flows)).toBeGreaterThan(0.8);
  });

  it("comes from several apps, in one night, until the owner stops it", () => {
    expect(new Set(flows.map((row) => at(row, "app"))).size).toBeGreaterThan(1);
    const local = flows.map((row) => (at(row, "start") / HOUR - 5) % 24);
    expect(Math.min(...local)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...local)).toBeLessThan(9);
    expect(endOf(played)).toBe("owner");
  });
});

describe.each(SEEDS)("roaming-map, seed %s", (seed) => {
  const played = runCase("roaming-map", [], seed);
  const { charging, flows, truth } = played;
  const dayOf = (row: Row) => Math.floor((at(row, "start") + 8 * HOUR) / DAY) - JULY_1;
  const abroad = charging.filter((row) => at(row, "roaming") === 1);
  const movedOn = (day: number) => moved(abroad.filter((row) => dayOf(row) === day));
  const MAP = APPS.indexOf("map");

  it("is normal on the first two days of the trip, and not on the third", () => {
    for (const day of [1, 2]) expect(movedOn(day)).toBeLessThan(movedOn(3) / 3);
    expect(movedOn(3)).toBeGreaterThan(GB);
  });

  it("leaves less of the package than expected, and does not empty it that day", () => {
    const left = 3 * GB - movedOn(1) - movedOn(2) - movedOn(3);
    expect(left).toBeLessThan(2 * GB);
    expect(left).toBeGreaterThan(0);
  });

  it("is one map app, all of it roaming and most of it upwards, until the owner stops it", () => {
    const map = flows.filter((row) => at(row, "app") === MAP);
    expect(truth.episodes).toHaveLength(1);
    expect(map.every((row) => at(row, "roaming") === 1)).toBe(true);
    expect(sum(map, "up") / moved(map)).toBeGreaterThan(0.6);
    expect(endOf(played)).toBe("owner");
  });

  it.each(["location-off", "app-wifi-only"])("burns nothing of the package with %s", (use) => {
    const cured = runCase("roaming-map", [`safeguards=[{ use: ${use} }]`], seed);
    expect(cured.flows.filter((row) => at(row, "app") === MAP)).toEqual([]);
    expect(moved(cured.flows)).toBeLessThan(moved(flows) - GB);
  });
});
