import { execSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTree } from "./copy-tree.mjs";

/*
 * Each recipe of CONTRIBUTING.md, performed in a copy of the tree as it stands there: `new` writes
 * the unit, and the commands that it names finish and check it.
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
  // The page of metrics is written anew.
  ["metric", "", 4],
  ["importer", "", 3],
  ["scenario", "", 1],
];
const MINUTES = 60_000;

const tree = mkdtempSync(join(tmpdir(), "billshock-recipes-"));
beforeAll(() => copyTree(tree));
afterAll(() => rmSync(tree, { recursive: true, force: true }));

/** Hash of every file that someone could have written. */
function snapshot(): ReadonlyMap<string, string> {
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

describe.each(RECIPES)("the recipe for a %s", (kind, flags, most) => {
  const name = `my-own-${kind}`;

  it(`touches at most ${most} files, and passes the checks that it names`, {
    timeout: 10 * MINUTES,
  }, () => {
    const before = snapshot();
    const written = inTree(`node dist/cli/main.js new ${kind} ${name} ${flags} --json`);
    const { next } = JSON.parse(written) as { next: readonly string[] };
    for (const command of next) inTree(command);
    const touched = [...snapshot()].filter(([file, hash]) => before.get(file) !== hash);
    console.log(
      `${kind}: ${touched.length} files\n  ${touched.map(([file]) => file).join("\n  ")}`,
    );
    expect(touched.length).toBeLessThanOrEqual(most);
    expect(touched.some(([file]) => file.includes(name))).toBe(true);
  });

  it("is in CONTRIBUTING.md, with the files and commands that new names", () => {
    const page = readFileSync(join(tree, "CONTRIBUTING.md"), "utf8");
    expect(page).toContain(`billshock new ${kind} `);
  });
});

it("a tree that has followed every recipe passes the checks of the linter and the compiler", {
  timeout: 10 * MINUTES,
}, () => {
  expect(() => inTree("npm run check")).not.toThrow();
});
