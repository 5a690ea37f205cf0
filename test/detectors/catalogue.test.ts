import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { DETECTORS, detectorNamed } from "../../detectors/catalogue.ts";

const root = join(import.meta.dirname, "../../detectors");
const FAMILIES = ["rules", "baselines", "learners", "traces", "logins", "phone", "fleet"];

describe("the detector catalogue", () => {
  it("equals the files of the family folders, in order", () => {
    const files = FAMILIES.flatMap((family) =>
      readdirSync(join(root, family))
        .map((file) => basename(file, ".ts"))
        .sort(),
    );
    expect(DETECTORS.map(({ name }) => name)).toEqual(files);
  });

  it("finds a detector by name and says which was meant otherwise", () => {
    expect(detectorNamed("volume-cap").name).toBe("volume-cap");
    expect(() => detectorNamed("volume-cpa")).toThrow(
      "unknown detector volume-cpa; did you mean volume-cap?",
    );
  });
});
