import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { DETECTORS, detectorNamed } from "../../detectors/catalogue.ts";

const root = join(import.meta.dirname, "../../detectors");
const FAMILIES = ["rules", "baselines", "learners", "traces", "logins", "phone"];

describe("the detector catalogue", () => {
  it("equals the files of the family folders, in order", () => {
    const files = FAMILIES.flatMap((family) =>
      readdirSync(join(root, family))
        .map((file) => basename(file, ".ts"))
        .sort(),
    );
    expect(DETECTORS.map(({ name }) => name)).toEqual(files);
  });

  it("exports each detector under its name in camel case", async () => {
    const exported: Readonly<Record<string, unknown>> = await import("../../detectors/index.ts");
    for (const spec of DETECTORS) {
      const camel = spec.name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
      expect(exported[camel]).toBe(spec);
    }
  });

  it("finds a detector by name and says which was meant otherwise", () => {
    expect(detectorNamed("volume-cap").name).toBe("volume-cap");
    expect(() => detectorNamed("volume-cpa")).toThrow(
      "unknown detector volume-cpa; did you mean volume-cap?",
    );
  });
});
