import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const biome = join(
  dirname(createRequire(import.meta.url).resolve("@biomejs/biome/package.json")),
  "bin/biome",
);

const FIVE = "Function has 5 parameters";

/** A function with so many lines between its braces. */
const long = (lines: number) => `export function f(): void {\n${"  f();\n".repeat(lines)}}\n`;

const FAULTS: readonly (readonly [file: string, source: string, complaint: string])[] = [
  ["datasets/x.ts", 'export { a } from "../simulators/engine.ts";', "imports nothing of ours"],
  ["datasets/x.ts", 'export { a } from "../bench/alerts.ts";', "imports nothing of ours"],
  ["simulators/x.ts", 'export { a } from "../detectors/detector.ts";', "datasets/ and themselves"],
  ["simulators/life/x.ts", 'export { a } from "../../bench/b.ts";', "datasets/ and themselves"],
  ["simulators/x.ts", 'export { readFileSync } from "node:fs";', "simulators/ are pure"],
  ["simulators/x.ts", "export const a = Math.random();", "no Math.random, no clock"],
  ["simulators/x.ts", "export const a = Date.now();", "no Math.random, no clock"],
  ["simulators/x.ts", "export const a = Math.exp(2);", "use exact-math"],
  ["simulators/x.ts", "export const a = (x: number) => x ** 2;", "last bit"],
  ["detectors/x.ts", 'export { a } from "../simulators/model.ts";', "datasets/ and themselves"],
  [
    "detectors/rules/x.ts",
    'export { cases } from "../../datasets/tables/cases.ts";',
    "blind to the truth",
  ],
  ["detectors/x.ts", 'export { readFileSync } from "node:fs";', "detectors/ are pure"],
  ["detectors/x.ts", "export const a = Math.random();", "no Math.random, no clock"],
  ["bench/x.ts", 'export { a } from "../simulators/engine.ts";', "scores files"],
  ["bench/x.ts", "export const a = Math.pow(2, 3);", "last bit"],
  ["cli/x.ts", "const a = 1;\nexport default a;", "default export"],
  ["cli/x.ts", 'export * from "./main.ts";', "Do not use export all"],
  ["cli/x.ts", "export const a = 1;\n".repeat(301), "lines"],
  ["cli/x.ts", long(61), "too many lines"],
  ["bench/x.ts", long(61), "too many lines"],
  ["datasets/x.ts", "export const f = (a = 1, b = 1, c = 1, d = 1, e = 1) => a+b+c+d+e;", FIVE],
  [
    "simulators/x.ts",
    "export class A { f(a = 1, b = 1, c = 1, d = 1, e = 1) { return a; } }",
    FIVE,
  ],
  [
    "simulators/life/x.ts",
    'import type { Round } from "./round.ts";\nexport type Ring = Round;',
    "part of a cycle",
  ],
];

const FINE: readonly (readonly [file: string, source: string])[] = [
  ["simulators/life/square.ts", 'export type { Corner } from "./corner.ts";\n'],
  ["simulators/life/corner.ts", "export type Corner = 1;\n"],
  ["simulators/fine.ts", 'export { MB } from "../datasets/sizes.ts";\n'],
  ["detectors/fine.ts", 'export { MB } from "../datasets/sizes.ts";\n'],
  ["bench/fine.ts", 'export { volumeCap } from "../detectors/rules/volume-cap.ts";\n'],
  ["cli/long.ts", long(60)],
  ["cli/four.ts", "export const f = (a = 1, b = 1, c = 1, d = 1) => a + b + c + d;\n"],
  ["test/long.test.ts", long(200)],
  ["examples/long.ts", long(200)],
  ["cli/fine.ts", 'export { generate } from "../index.ts";\n'],
];

/** The file of the fault at that place in the table. */
const faultFile = (index: number) => (FAULTS[index]?.[0] ?? "").replace("x.ts", `x${index}.ts`);

describe("the linter", () => {
  let folder = "";
  const complaints = new Map<string, string>();

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "billshock-lint-"));
    cpSync(join(root, "biome.json"), join(folder, "biome.json"));
    cpSync(join(root, "lint"), join(folder, "lint"), { recursive: true });
    const files = [
      ...FAULTS.map(([, source], index) => [faultFile(index), source] as const),
      ...FINE,
    ];
    const ring = `x${FAULTS.length - 1}.ts`;
    const back = `import type { Ring } from "./${ring}";\nexport type Round = Ring;\n`;
    for (const [file, source] of [...files, ["simulators/life/round.ts", back] as const]) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), source);
    }
    for (const [file] of files) {
      const { stdout, stderr } = spawnSync(
        process.execPath,
        [biome, "lint", "--vcs-enabled=false", "--colors=off", file],
        { cwd: folder, encoding: "utf8" },
      );
      complaints.set(file, `${stdout}${stderr}`.replaceAll(/\s+/g, " "));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(FAULTS.map((fault, index) => [...fault, index] as const))(
    "refuses in %s: %s (%s)",
    (_file, _source, complaint, index) => {
      expect(complaints.get(faultFile(index))).toContain(complaint);
    },
  );

  it.each(FINE)("accepts in %s: %s", (file) => {
    expect(complaints.get(file)).toContain("Checked 1 file");
    expect(complaints.get(file)).not.toContain("×");
  });
});
