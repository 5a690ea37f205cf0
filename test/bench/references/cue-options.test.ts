import { describe, expect, it } from "vitest";
import { REFERENCES } from "../../../bench/references/catalogue.ts";
import { cueOptions, volumeOf } from "../../../bench/references/cue-options.ts";
import { resolveOptions } from "../../../datasets/options.ts";
import { detectorNamed } from "../../../detectors/catalogue.ts";
import { loadScenario } from "../../../jobs/load-scenario.ts";

const CUES = Object.values(REFERENCES).flat();

describe("options of a cue", () => {
  it.each(CUES)(
    "of $detector in $view are its own where a world is as loud as its models",
    (cue) => {
      const { detector, options = {} } = cue;
      const spec = detectorNamed(detector);
      const asked = resolveOptions(spec, cueOptions(spec.params, options, 1));
      expect(asked).toEqual(resolveOptions(spec, options));
    },
  );

  it.each(CUES)(
    "of $detector in $view ask for a quarter of the bytes in a quieter world",
    (cue) => {
      const { detector, options = {} } = cue;
      const spec = detectorNamed(detector);
      const usual = resolveOptions(spec, options) as Record<string, number>;
      const asked = resolveOptions(spec, cueOptions(spec.params, options, 0.25));
      for (const [name, { unit, min = 0 }] of Object.entries(spec.params)) {
        const times =
          unit === "bytes" && !["beats", "control", "message"].includes(name) ? 0.25 : 1;
        expect(asked, name).toHaveProperty(name, Math.max(min, times * (usual[name] as number)));
      }
    },
  );

  it("leave the sizes of packets and tuples alone", () => {
    const { params } = detectorNamed("bt-flow-shape");
    expect(params["control"]?.unit).toBe("bytes");
    expect(cueOptions(params, {}, 0.04)).toEqual({});
  });

  it("keep to the bounds of each", () => {
    const { params } = detectorNamed("uplink-symmetry");
    expect(cueOptions(params, {}, 1e-12)).toMatchObject({ least: params["least"]?.min });
  });
});

describe("volume of a scenario", () => {
  it("is what its file says", () => {
    const scenario = loadScenario("city@L2", { set: ["enrichment.volume=0.5"] });
    expect(volumeOf(scenario, "bt-over-hotspot")).toBe(0.5);
  });

  it("is that of a kind, and 1 of those that are not named", () => {
    const scenario = { enrichment: { volume: { "bt-over-hotspot": 0.03 } } };
    expect(volumeOf(scenario, "bt-over-hotspot")).toBe(0.03);
    expect(volumeOf(scenario, "app-auto-update")).toBe(1);
  });

  it.each([null, undefined, {}, { enrichment: {} }, loadScenario("city")])(
    "is 1 where nothing is said",
    (scenario) => {
      expect(volumeOf(scenario, "bt-over-hotspot")).toBe(1);
    },
  );
});
