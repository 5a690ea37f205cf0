import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTree } from "./copy-tree.mjs";

/*
 * Each recipe of CONTRIBUTING.md, performed in a copy of the tree as it stands there: `new` writes
 * the unit, and the commands that it names finish and check it. A page or a build that several
 * recipes ask for is made once, after all units are there, and all tests that they name run at once.
 */
const RECIPES: readonly (readonly [kind: string, flags: string, files: number])[] = [
  // Its file, its test, its line of the catalogue, its golden scores.
  ["detector", "--in baselines", 4],
  ["model", "", 3],
  // The page of twins is measured anew.
  ["look-alike", "", 4],
  // Two units, since a kind needs a look-alike: two files, a test, two lines of one catalogue, the page.
  ["incident", "", 5],
  ["safeguard", "", 3],
  ["policy", "", 3],
  // The page of metrics is written anew.
  ["metric", "", 4],
  ["importer", "", 3],
  ["scenario", "", 1],
];
const MINUTES = 60_000;

const tree = mkdtempSync(join(tmpdir(), "billshock-recipes-"));
beforeAll(() => copyTree(tree));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

type Hashes = ReadonlyMap<string, string>;

/** Hash of every file that someone could have written. */
function snapshot(): Hashes {
  const files = ["cli", "datasets", "simulators", "detectors", "bench", "jobs", "test", "docs", "."]
    .flatMap((folder) =>
      readdirSync(join(tree, folder), { recursive: folder !== "." }).map((file) =>
        join(folder, String(file)),
      ),
    )
    .filter((file) => statSync(join(tree, file)).isFile());
  return new Map(
    files.map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(tree, file)))
        .digest("hex"),
    ]),
  );
}

const inTree = (command: string) =>
  execSync(command, {
    cwd: tree,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, BILLSHOCK_GOLDEN: "", BILLSHOCK_DOCS: "", NO_COLOR: "1" },
  });

/** Files that an act has written or changed. */
function touchedBy(act: () => void): readonly string[] {
  const before = snapshot();
  act();
  return [...snapshot()].filter(([file, hash]) => before.get(file) !== hash).map(([file]) => file);
}

const TESTS = "npx vitest run ";
const FORMAT = "npx biome check --write ";
const touched = new Map<string, Set<string>>();
/** Commands that the recipes name, and who names each. */
const named = new Map<string, string[]>();
const startingWith = (start: string) => [...named.keys()].filter((name) => name.startsWith(start));
/** One command for all that differ in their files alone. */
const together = (start: string) =>
  start +
  [...new Set(startingWith(start).flatMap((each) => each.slice(start.length).split(" ")))].join(
    " ",
  );

describe.each(RECIPES)("the recipe for a %s", (kind, flags) => {
  const name = `my-own-${kind}`;

  it("writes a unit, its test and its line, and says what comes next", () => {
    const files = touchedBy(() => {
      const written = inTree(`node dist/cli/main.js new ${kind} ${name} ${flags} --json`);
      const { next } = JSON.parse(written) as { next: readonly string[] };
      for (const command of next) named.set(command, [...(named.get(command) ?? []), kind]);
      expect(next.filter((command) => command.startsWith(TESTS))).toHaveLength(1);
    });
    touched.set(kind, new Set(files));
    expect(files.some((file) => file.includes(name))).toBe(true);
  });

  it("is in CONTRIBUTING.md, with the files and commands that new names", () => {
    const page = readFileSync(join(tree, "CONTRIBUTING.md"), "utf8");
    expect(page).toContain(`billshock new ${kind} `);
  });
});

it("the commands that recipes name finish their units", { timeout: 10 * MINUTES }, () => {
  inTree(together(FORMAT));
  inTree("npm run build");
  const once = [...startingWith(TESTS), ...startingWith(FORMAT), "npm run build"];
  for (const command of [...named.keys()].filter((each) => !once.includes(each))) {
    const files = touchedBy(() => inTree(command));
    for (const kind of named.get(command) ?? []) {
      for (const file of files) touched.get(kind)?.add(file);
    }
  }
});

it.each(RECIPES)(
  "the recipe for a %s touches no more files than its table says",
  (kind, _flags, most) => {
    const files = [...(touched.get(kind) ?? [])];
    console.log(`${kind}: ${files.length} files\n  ${files.join("\n  ")}`);
    expect(files.length).toBeLessThanOrEqual(most);
  },
);

it("a tree that has followed every recipe passes all tests that they name", {
  timeout: 10 * MINUTES,
}, () => {
  // One worker: each would load the whole tree anew, and the processors are taken already.
  expect(() => inTree(`${together(TESTS)} --maxWorkers=1`)).not.toThrow();
});

it("and the checks of the linter and the compiler", { timeout: 10 * MINUTES }, () => {
  expect(() => inTree("npm run check")).not.toThrow();
});
