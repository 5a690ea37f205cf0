import { expect, it } from "vitest";
import { loadScenario } from "../../../jobs/load-scenario.ts";

it.each([
  [["from=3d", "to=3d"], "trips.to must be after trips.from, 3d, got 3d"],
  [["from=14d"], "trips.from must be before the end, clock.days 14, got 14d"],
  [["shortest=8d", "longest=6d"], "trips.longest must be at least trips.shortest, 8d, got 6d"],
  [["shortest=2d"], "trips.shortest must be at least 3d, got 2d"],
  [["longest=61d"], "trips.longest must be at most 60d, got 61d"],
  [["wifiLoss=0.7"], "trips.wifiLoss must be a number from 0 to 0.5, got 0.7"],
  [["days=3"], "trips.days is no key here; choose from share, from, to, shortest"],
])("trips with %j are refused", (given, message) => {
  const set = given.map((assignment) => `population.trips.${assignment}`);
  expect(() => loadScenario("city@L1", { set })).toThrow(message);
});

it("trips are refused where all lines stay at home", () => {
  const set = ["population.atHome=true", "population.trips.share=1"];
  expect(() => loadScenario("city@L1", { set })).toThrow(
    "population.trips can't be where all lines stay at home, population.atHome",
  );
});

it("cases abroad are refused where nobody takes a trip", () => {
  expect(() => loadScenario("city@L1", { set: ["enrichment.abroad=true"] })).toThrow(
    "enrichment.abroad needs trips: give population.trips",
  );
});

it("a trip begins on one day, a day into the span, where no day is given", () => {
  const { trips } = loadScenario("city@L1", { set: ["population.trips.share=20%"] });
  expect(trips).toEqual({
    ...{ share: 0.2, fromDay: 1, toDay: 2, daysMin: 5, daysMax: 10 },
    ...{ hotelWifi: 0.9, wifiLoss: 0.3 },
  });
});
