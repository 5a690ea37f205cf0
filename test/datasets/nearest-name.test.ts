import { expect, it } from "vitest";
import { nearestName, suggest } from "../../datasets/nearest-name.ts";

const choices = ["devices", "days", "with", "without", "bt-over-hotspot"];

it.each([
  ["devcies", "devices"],
  ["device", "devices"],
  ["Days", "days"],
  ["dyas", "days"],
  ["wihtout", "without"],
  ["bt-over-hotpsot", "bt-over-hotspot"],
  ["bt", null],
  ["seed", null],
  ["", null],
])("takes %s for %s", (word, meant) => {
  expect(nearestName(word, choices)).toBe(meant);
});

it("lists the choices when none is near", () => {
  expect(suggest("seed", ["a1", "b2"])).toBe("choose from a1, b2");
  expect(suggest("seed", [])).toBe("there is none");
});
