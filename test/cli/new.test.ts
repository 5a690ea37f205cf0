import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DetectorSpec } from "../../detectors/detector.ts";
import type { TrafficModel } from "../../simulators/model.ts";
import type { Safeguard } from "../../simulators/safeguard.ts";
import { testDetector, testModel, testSafeguard } from "../../testing.ts";
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

  it("writes a safeguard that keeps its contract and is on where it is asked for", async () => {
    const { stderr } = await run(["new", "safeguard", "one-at-once", "-o", folder]);
    const file = join(folder, "one-at-once.js");
    expect(stderr).toContain(`--safeguard ${file} --with one-at-once=0.3`);
    const { safeguard }: { safeguard: Safeguard } = await import(pathToFileURL(file).href);
    expect(() => testSafeguard(safeguard)).not.toThrow();
    const out = join(folder, "guarded");
    const argv = ["generate", "city@L0", "--devices", "20", "--days", "2", "-o", out, "--json"];
    const own = ["--safeguard", file, "--with", "one-at-once=0.5"];
    expect((await run([...argv, ...own])).code).toBe(0);
    const { scenario, plugIns } = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
    const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
    expect(plugIns).toEqual([{ file: "one-at-once.js", sha256 }]);
    expect(readFileSync(join(out, "README.md"), "utf8")).toContain(
      `\`--safeguard\` files that it was made with, one-at-once.js (sha256 ${sha256})`,
    );
    expect(scenario.safeguards).toEqual([{ use: "one-at-once", adoption: 0.5, options: {} }]);
    expect(existsSync(join(out, "truth", "safeguards.arrow"))).toBe(true);
    const unknown = await run([...argv, "--with", "one-at-once=0.5"]);
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      expect.stringContaining("--with: unknown safeguard one-at-once"),
    ]);
  });

  it.each([
    ["takes a name that is taken", 'name: "session-limit"', "is taken by another safeguard"],
    [
      "loosens what is tighter",
      "apply: ({ checks }) => { checks.sessionsAtOnce = 5; }",
      "must stay where it is tighter, 1, got 5",
    ],
    [
      "has an option called adoption",
      'params: { adoption: { summary: "a", unit: "count", default: 1, min: 1, max: 2, source: "chosen: a" } }',
      "must have no param adoption",
    ],
  ])("refuses a safeguard of a file that %s", async (title, change, message) => {
    const file = join(folder, `${title.replaceAll(" ", "-")}.js`);
    writeFileSync(
      file,
      `export const mine = {
        name: "mine", summary: "few sessions", by: "operator", params: {},
        claims: [{ kind: "wlan-credential-theft", source: "chosen: for the test" }],
        apply: ({ checks }) => { checks.sessionsAtOnce = 1; },
        ${change},
      };`,
    );
    const { code, stderr } = await run(["generate", "city@L0", "--safeguard", file, "--dry-run"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).toContain(title.replaceAll(" ", "-"));
  });

  it.each(["--model", "--safeguard"])(
    "refuses a file of %s that can't be loaded, in a line",
    async (flag) => {
      for (const [name, text, why] of [
        // Whose words these are depends on who loads it.
        ["cut", "export const x = {", ".+"],
        ["angry", 'throw new Error("no luck\\nat all")', "no luck"],
      ] as const) {
        const file = join(folder, `${name}.mjs`);
        writeFileSync(file, text);
        const { code, stderr } = await run(["generate", "city@L0", flag, file, "--dry-run"]);
        const line = new RegExp(`^\\S+/${name}\\.mjs: can't be loaded: ${why}\n$`);
        expect([code, stderr]).toEqual([2, expect.stringMatching(line)]);
      }
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
