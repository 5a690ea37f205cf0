import { expect, it } from "vitest";
import { mixOf } from "../../../bench/study/mix.ts";

it("reads a preset, or rates by kind", () => {
  expect(mixOf("everyday").rates?.["app-auto-update"]).toBe(50);
  expect(mixOf("enriched").rates).toBeNull();
  expect(mixOf("bt-over-hotspot=0.5, app-auto-update=50").rates).toEqual({
    ...{ "bt-over-hotspot": 0.5, "app-auto-update": 50 },
  });
});

it.each([
  ["everyda", "--mix: unknown mix everyda; did you mean everyday?"],
  ["bt-over-hotspot=", "such as bt-over-hotspot=0.5, got bt-over-hotspot="],
  ["bt-over-hotspot=-1", "got bt-over-hotspot=-1"],
])("refuses %s", (text, message) => {
  expect(() => mixOf(text)).toThrow(message);
});
