import { expect, it } from "vitest";
import { mixOf, mixWarnings } from "../../../bench/study/mix.ts";

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
