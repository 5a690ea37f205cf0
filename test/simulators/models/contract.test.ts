import { describe, expect, test } from "vitest";
import { eligibleDevices, playModel } from "../../../simulators/model-kit/model-play.ts";
import {
  INCIDENT_MODELS,
  LOOK_ALIKE_MODELS,
  NORMAL_MODELS,
} from "../../../simulators/models/catalogue.ts";
import { SAFEGUARDS } from "../../../simulators/safeguards/catalogue.ts";
import { testModel } from "../../../testing.ts";

const MODELS = [...NORMAL_MODELS, ...INCIDENT_MODELS, ...LOOK_ALIKE_MODELS];

describe.each(MODELS)("$name", (model) => {
  test("keeps the contract of a traffic model", () => {
    testModel(model);
  });
});

describe("the catalogues", () => {
  test("hold models of their own role, in order of their names", () => {
    for (const [role, models] of [
      ["normal", NORMAL_MODELS],
      ["incident", INCIDENT_MODELS],
      ["look-alike", LOOK_ALIKE_MODELS],
    ] as const) {
      const names = models.map(({ name }) => name);
      expect(names).toEqual([...names].sort());
      for (const model of models) expect(model.role).toBe(role);
    }
  });

  test("give no name twice, safeguards included", () => {
    const names = [...MODELS, ...SAFEGUARDS].map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("pair every incident with a look-alike and every look-alike with an incident", () => {
    for (const incident of INCIDENT_MODELS) {
      const twin = LOOK_ALIKE_MODELS.find(({ name }) => name === incident.twin);
      expect(twin?.twin, `twin of ${incident.name}`).toBe(incident.name);
    }
    const kinds = INCIDENT_MODELS.map(({ name }) => name);
    for (const { twin } of LOOK_ALIKE_MODELS) expect(kinds).toContain(twin);
  });
});

describe("a model that is asked for a quarter of the whole", () => {
  const demanded = (model: (typeof MODELS)[number], share: number) => {
    const devices = eligibleDevices(model, { seed: "ramp", count: 30, among: 600 });
    const bytes = devices.flatMap((device) =>
      playModel(model, { seed: "ramp", device, day: 5, share }).flatMap(({ transfers, logins }) =>
        [...transfers, ...logins].map(({ up, down }) => up + down),
      ),
    );
    return bytes.reduce((sum, each) => sum + each, 0);
  };

  test.each(MODELS)("$name plans so much less where it spreads, and as much where not", (model) => {
    const part = demanded(model, 0.25) / demanded(model, 1);
    if (model.spreads) expect(part).toBeGreaterThan(0.15);
    if (model.spreads) expect(part).toBeLessThan(0.4);
    else expect(part).toBe(1);
  });
});
