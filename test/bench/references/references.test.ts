import { describe, expect, it } from "vitest";
import { REFERENCES } from "../../../bench/references/catalogue.ts";
import { resolveOptions } from "../../../datasets/options.ts";
import { detectorNamed } from "../../../detectors/catalogue.ts";
import { INCIDENT_MODELS } from "../../../simulators/models/catalogue.ts";

describe("references", () => {
  it.each(INCIDENT_MODELS)("say how $name is to be found, by two cues at least", ({ name }) => {
    expect(REFERENCES[name]?.length).toBeGreaterThanOrEqual(2);
  });

  it.each(Object.values(REFERENCES).flat())(
    "$detector reads $view, and takes the options given",
    ({ detector, view, options = {} }) => {
      const spec = detectorNamed(detector);
      expect(spec.views).toContain(view);
      expect(resolveOptions(spec, options)).toMatchObject(options);
    },
  );
});
