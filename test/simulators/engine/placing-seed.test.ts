import { expect, it } from "vitest";
import { OWN_MODELS } from "../../../jobs/load-models.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";
import { openPlacement } from "../../../simulators/engine/placement.ts";
import { drawPersona } from "../../../simulators/life/persona.ts";

/** Who has which incident when, as words. */
function casesOf(name: string, set: readonly string[] = []): Set<string> {
  const scenario = loadScenario(name, { devices: 600, days: 14, set });
  const placed = openPlacement({
    ...{ seed: "1", scenario, models: OWN_MODELS },
    drawPersona: (device) => drawPersona("1", scenario, device),
  });
  const cases = new Set<string>();
  for (let device = 0; device < 600; device++) {
    for (const { model, day } of placed(device)) cases.add(`${device} ${model} ${day}`);
  }
  return cases;
}

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>) =>
  [...a].filter((one) => b.has(one)).length / a.size;

it("another preset has other cases: hardly one comes back on its line and day", () => {
  const [cases, other] = [casesOf("city@L1"), casesOf("city@L1", ["preset=cn2015"])];
  expect(cases.size).toBeGreaterThan(40);
  expect(shared(cases, other)).toBeLessThan(0.1);
});

it("what shares its draws on purpose has the same cases: a link that is shared, for one", () => {
  expect(casesOf("city@L1", ["network.contention=true"])).toEqual(casesOf("city@L1"));
});
