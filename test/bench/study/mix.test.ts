import { expect, it } from "vitest";
import { mixOf, mixWarnings } from "../../../bench/study/mix.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";

const KINDS = ["app-auto-update", "bt-over-hotspot", "wlan-credential-theft"];

it("reads a preset, or rates by kind", () => {
  expect(mixOf("everyday", KINDS).rates?.["app-auto-update"]).toBe(50);
  expect(mixOf("enriched", KINDS).rates).toBeNull();
  expect(mixOf("bt-over-hotspot=0.5, app-auto-update=50", KINDS).rates).toEqual({
    ...{ "bt-over-hotspot": 0.5, "app-auto-update": 50 },
  });
});

it.each([
  ["everyda", "--mix: unknown mix everyda; did you mean everyday?"],
  ["bt-over-hotspot=", "such as bt-over-hotspot=0.5, got bt-over-hotspot="],
  ["bt-over-hotspot=-1", "got bt-over-hotspot=-1"],
  ["bt-over-hotspt=1", "--mix: unknown kind bt-over-hotspt; did you mean bt-over-hotspot?"],
  ["bt-over-hotspot=1,bt-over-hotspot=2", "must name bt-over-hotspot once"],
])("refuses %s", (text, message) => {
  expect(() => mixOf(text, KINDS)).toThrow(message);
});

it("says which kinds a world and a mix do not share", () => {
  const mix = mixOf("bt-over-hotspot=0.5,app-auto-update=50,wlan-credential-theft=0", KINDS);
  const kinds = ["bt-over-hotspot", "ad-fraud"];
  expect(mixWarnings(mix, { dataset: "city", kinds })).toEqual([
    `mix ${mix.name}: city has no case of app-auto-update, which count as nothing`,
    `mix ${mix.name}: does not name ad-fraud of city, taken to happen never`,
  ]);
  expect(mixWarnings(mixOf("enriched", KINDS), { dataset: "city", kinds })).toEqual([]);
});

it("takes rates of look-alikes beside those of kinds", () => {
  const mix = mixOf("bt-over-hotspot=0.5,family-hotspot=60", KINDS, ["family-hotspot"]);
  expect(mix.rates).toEqual({ "bt-over-hotspot": 0.5 });
  expect(mix.lookAlikes).toEqual({ "family-hotspot": 60 });
  expect(() => mixOf("family-hotspt=60", KINDS, ["family-hotspot"])).toThrow(
    "--mix: unknown kind family-hotspt; did you mean family-hotspot?",
  );
});

it("says whose a preset is, and which look-alikes a world and a mix do not share", () => {
  const mix = mixOf("app-auto-update=50,photo-trip=40,game-day=0", KINDS, [
    "photo-trip",
    "game-day",
  ]);
  const world = { dataset: "city", kinds: ["app-auto-update"], lookAlikes: ["family-hotspot"] };
  expect(mixWarnings(mix, world)).toEqual([
    `mix ${mix.name}: city has no look-alike of photo-trip, whose harm counts as nothing`,
    `mix ${mix.name}: does not name family-hotspot of city, which look alike and count as often as lived`,
  ]);
  const everyday = mixOf("everyday", KINDS);
  expect(mixWarnings(everyday, world)[0]).toMatch(/^mix everyday: chosen: /);
});

it("everyday names every kind and look-alike of the city, at all its levels", () => {
  const { rates, lookAlikes } = mixOf("everyday", KINDS);
  for (const level of ["L0", "L1", "L2", "L3", "L4"]) {
    const scenario = loadScenario(`city@${level}`);
    expect(Object.keys(rates ?? {})).toEqual(
      expect.arrayContaining(Object.keys(scenario.incidents)),
    );
    expect(Object.keys(lookAlikes ?? {})).toEqual(
      expect.arrayContaining(Object.keys(scenario.lookAlikes)),
    );
  }
});
