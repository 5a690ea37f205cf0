import { expect, it } from "vitest";
import { scenarioHash } from "../../../datasets/publishing/scenario-hash.ts";

const scenario = {
  name: "plain",
  devices: 100,
  plans: [{ name: "a", share: 1 }],
  incidents: { leak: { rate: 1 }, theft: {} },
  lookAlikes: {},
};

it("is the sha256 of the sorted JSON", () => {
  expect(scenarioHash({ incidents: {}, lookAlikes: {} })).toBe(
    // printf '{"incidents":{},"lookAlikes":{},"order":[[],[]]}' | sha256sum
    "1c04e17d7c41be15d4ce20f55f925985db1542cf7cefdbd7276afe52ddc778bb",
  );
});

it("does not depend on the order in which the object was built", () => {
  const { name, ...rest } = scenario;
  expect(scenarioHash({ ...rest, name } as typeof scenario)).toBe(scenarioHash(scenario));
});

it.each([
  ["a value", { ...scenario, devices: 101 }],
  ["an option", { ...scenario, incidents: { leak: { rate: 2 }, theft: {} } }],
  ["the order of the incidents", { ...scenario, incidents: { theft: {}, leak: { rate: 1 } } }],
])("changes with %s", (_, other) => {
  expect(scenarioHash(other)).not.toBe(scenarioHash(scenario));
});
