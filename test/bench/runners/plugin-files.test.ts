import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTinyDataset } from "../tiny-dataset.ts";
import { alertsOf } from "./alerts-of.ts";

let folder: string;
let dataset: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "billshock-files-"));
  dataset = writeTinyDataset(join(folder, "tiny"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A detector whose scores are `expression`, in a module with the given head. */
const code = (head: string, expression: string) => `${head}
  export const detector = {
    name: "mine", summary: "", views: ["charging"], reads: ["down"], detects: [], scope: "device",
    score: { unit: "-", threshold: 1 }, params: {},
    create() { return { observe({ length, down }, scores) { for (let i = 0; i < length; i++) scores[i] = ${expression}; } }; },
  };`;

function lay(files: Readonly<Record<string, string>>): string {
  const home = join(folder, `home-${count++}`);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, name)), { recursive: true });
    writeFileSync(join(home, name), text);
  }
  return home;
}

const ml = {
  "node_modules/ml/package.json":
    '{"type":"module","exports":"./index.js","dependencies":{"dep":"1"}}',
};
const dep = {
  "node_modules/.store/dep/package.json": '{"type":"module","exports":"./index.js"}',
  "node_modules/.store/dep/index.js": "export const twice = (x) => 2 * x;",
};
const lib =
  "import { readFileSync } from 'node:fs'; const { k } = JSON.parse(readFileSync(PLACE, 'utf8')); export const f = (x) => k * x;";
const URL_OF = "new URL('../weights.bin', import.meta.url)";
const files = {
  "rule.js": code('import { f } from "./lib/f.js";', "f(down[i])"),
  "index.js": code('import { f } from "./lib/f.js";', "f(down[i])"),
  "lib/f.js": lib.replace("PLACE", URL_OF),
  "weights.bin": '{"k": 2}',
};

const expectDoubled = async (argument: string) => {
  const { failure, scores } = await alertsOf(dataset, "charging", argument);
  expect(failure).toBeNull();
  const plain = lay({ "rule.js": code("", "2 * down[i]") });
  expect(scores).toEqual((await alertsOf(dataset, "charging", join(plain, "rule.js"))).scores);
};
const reasonOf = async (argument: string) =>
  (await alertsOf(dataset, "charging", argument)).failure?.reason;

describe("a module", () => {
  it("reads a helper beside it and the weights that this one names, as a file and as a folder", async () => {
    const home = lay(files);
    await expectDoubled(join(home, "rule.js"));
    await expectDoubled(home);
  });

  it("reads code above it that it imports", async () => {
    const home = lay({
      "src/rule.js": code('import { f } from "../lib/f.js";', "f(down[i])"),
      "lib/f.js": "export const f = (x) => 2 * x;",
    });
    await expectDoubled(join(home, "src/rule.js"));
  });

  it("reads packages and what they depend on, also through links within node_modules", async () => {
    const home = lay({
      ...{ ...ml, ...dep, "rule.js": code('import { f } from "ml";', "f(down[i])") },
      "node_modules/ml/index.js": 'export { twice as f } from "dep";',
    });
    symlinkSync(".store/dep", join(home, "node_modules/dep"));
    await expectDoubled(join(home, "rule.js"));
  });

  it("is told which file it may not read, and what to do", async () => {
    const home = lay({
      ...files,
      "lib/f.js": lib.replace("PLACE", "new URL('../weights' + '.bin', import.meta.url)"),
    });
    expect(await reasonOf(join(home, "rule.js"))).toMatch(
      /^may not read \S+weights\.bin \(ERR_ACCESS_DENIED\): .* -d FOLDER/,
    );
    await expectDoubled(home);
  });

  it("is told what it may not do", async () => {
    const write = code(
      'import { writeFileSync } from "node:fs"; writeFileSync("/tmp/x", "");',
      "1",
    );
    expect(await reasonOf(join(lay({ "rule.js": write }), "rule.js"))).toMatch(
      /^may not write \S*x /,
    );
    const start = code('import { execSync } from "node:child_process"; execSync("true");', "1");
    expect(await reasonOf(join(lay({ "rule.js": start }), "rule.js"))).toMatch(
      /^may not start processes/,
    );
  });

  it("is told which helper is missing", async () => {
    const home = lay({ "rule.js": files["rule.js"] });
    expect(await reasonOf(join(home, "rule.js"))).toMatch(/Cannot find module '\S+lib\/f\.js'/);
  });

  it("may not import through a link that leaves, be it code or a package", async () => {
    const elsewhere = lay({
      "f.js": "export const f = (x) => x;",
      ...ml,
      "node_modules/ml/index.js": "",
    });
    const home = lay({ "rule.js": files["rule.js"], "lib/x": "" });
    symlinkSync(join(elsewhere, "f.js"), join(home, "lib/f.js"));
    expect(await reasonOf(join(home, "rule.js"))).toMatch(/^lib\/f\.js is a link that leaves/);
    const other = lay({ "rule.js": code('import "ml";', "1"), "node_modules/x/y": "" });
    symlinkSync(join(elsewhere, "node_modules/ml"), join(other, "node_modules/ml"));
    expect(await reasonOf(join(other, "rule.js"))).toMatch(
      /^node_modules\/ml is a link that leaves/,
    );
  });

  it("may not lie around a dataset, when it is given as a folder", async () => {
    const home = lay(files);
    writeTinyDataset(join(home, "runs/tiny"));
    expect(await reasonOf(home)).toMatch(/runs\/tiny is a dataset, which no detector may read/);
    await expectDoubled(join(home, "rule.js"));
  });
});
