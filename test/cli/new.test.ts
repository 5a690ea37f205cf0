import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DetectorSpec } from "../../detectors/detector.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import { testDetector, testModel } from "../../testing.ts";
import { run } from "./run.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-new-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("billshock new", () => {
  it("writes a detector that bears the name and keeps every promise of the contract", async () => {
    const { code, stdout } = await run(["new", "detector", "my-night-rule", "-o", folder]);
    const file = join(folder, "my-night-rule.js");
    expect([code, stdout]).toEqual([0, `wrote ${file}\n`]);
    const { detector }: { detector: DetectorSpec } = await import(pathToFileURL(file).href);
    expect(detector.name).toBe("my-night-rule");
    expect(() => testDetector(detector)).not.toThrow();
  });

  it("answers as JSON", async () => {
    const { stdout } = await run(["new", "detector", "as-json", "-o", folder, "--json"]);
    expect(JSON.parse(stdout)).toEqual({
      kind: "detector",
      name: "as-json",
      file: join(folder, "as-json.js"),
      files: [join(folder, "as-json.js")],
      next: [`score it: npx billshock bench -d ${join(folder, "as-json.js")}`],
    });
  });

  it("leaves a file that is there alone, unless told to overwrite it", async () => {
    const file = join(folder, "mine.js");
    writeFileSync(file, "mine");
    const refused = await run(["new", "detector", "mine", "-o", folder]);
    expect([refused.code, refused.stderr]).toEqual([
      2,
      `billshock new: ${file} is there already; use --force to overwrite it\n`,
    ]);
    expect(readFileSync(file, "utf8")).toBe("mine");
    expect((await run(["new", "detector", "mine", "-o", folder, "--force"])).code).toBe(0);
    expect(readFileSync(file, "utf8")).toContain('name: "mine"');
  });

  it.each([
    ["model", "models"],
    ["look-alike", "lookAlikes"],
  ])(
    "writes a %s that keeps its contract and happens where a scenario names it",
    async (kind, key) => {
      const name = `my-own-${kind}`;
      expect((await run(["new", kind, name, "-o", folder])).code).toBe(0);
      const file = join(folder, `${name}.js`);
      const [model] = Object.values(await import(pathToFileURL(file).href)) as [TrafficModel];
      expect(() => testModel(model)).not.toThrow();
      const scenario = join(folder, `${kind}.yaml`);
      const text = `billshock: 1\nname: mine\nextends: city@L0\n${key}: { ${name}: {} }\n`;
      writeFileSync(scenario, text);
      const argv = ["generate", scenario, "--model", file, "--print-config"];
      const { code, stdout, stderr } = await run(argv);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(name);
    },
  );

  it("writes a scenario that can be generated", async () => {
    await run(["new", "scenario", "my-town", "-o", folder]);
    const file = join(folder, "my-town.yaml");
    const { code, stderr } = await run(["generate", file, "--dry-run", "--json"]);
    expect([code, stderr]).toEqual([0, ""]);
  });

  it("takes a folder of the tree only where there is a tree", async () => {
    const argv = ["new", "detector", "a-rule", "-o", folder, "--in", "rules"];
    const { code, stderr } = await run(argv);
    expect([code, stderr]).toEqual([2, expect.stringContaining("--in is for the tree")]);
    const wrong = await run(["new", "detector", "a-rule", "--in", "rulez"]);
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining("did you mean rules?")]);
  });

  it.each([
    [["new", "detecter", "a"], "billshock new: can't write a detecter; did you mean detector?"],
    [
      ["new", "detector", "My_Rule"],
      "billshock new: name must be in kebab-case, like my-rule, got My_Rule",
    ],
    [["new", "detector"], "billshock new: name is missing; see --help"],
  ])("refuses %j", async (argv, stderr) => {
    const outcome = await run(argv);
    expect([outcome.code, outcome.stderr]).toEqual([2, `${stderr}\n`]);
  });
});
