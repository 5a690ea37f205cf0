import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../cli/main.ts";
import { parseCommand } from "../../cli/parse-command.ts";
import { namedScenarios } from "../../datasets/scenarios/named.ts";
import { splitLevel } from "../../datasets/split-level.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import * as main from "../../index.ts";
import * as testing from "../../testing.ts";

const root = join(import.meta.dirname, "../..");
const read = (page: string) => readFileSync(join(root, page), "utf8");

/** Words of a shell line: quotes hold blanks together, a comment, a pipe or && ends it. */
function wordsOf(line: string): string[] {
  const found = line.matchAll(/'([^']*)'|"([^"]*)"|(#|&&|\||>)|([^\s'"]+)/g);
  const words: string[] = [];
  for (const [, single, double, end, bare] of found) {
    if (end !== undefined) break;
    words.push(single ?? double ?? bare);
  }
  return words;
}

const calls = ["README.md", "CONTRIBUTING.md", "examples/cdr/README.md", "docs/scale.md"].flatMap(
  (page) =>
    Array.from(
      read(page)
        .replaceAll("\\\n", " ")
        .matchAll(/(?:npx billshock|node dist\/cli\/main\.js) ([^\n`]+)/g),
      ([, line]) => ({ page, line, words: wordsOf(line) }),
    ),
);

describe("the commands that the documents show", () => {
  it("are there to be checked", () => {
    expect(calls.length).toBeGreaterThan(8);
  });

  it.each(calls)("$page: billshock $line", async ({ words }) => {
    const length = Object.hasOwn(COMMANDS, words[0]) ? 1 : 2;
    const [name, rest] = [words.slice(0, length).join(" "), words.slice(length)];
    const entry = COMMANDS[name];
    expect(entry).toBeDefined();
    const { command } = await entry.load();
    const args = await parseCommand(name, { summary: entry.summary, command }, rest, {
      width: 100,
      print() {},
    });
    const scenarios = [args?.["scenario"] ?? [], args?.["on"] ?? []].flat().map(String);
    for (const word of scenarios.filter((each) => each.includes("@"))) {
      expect(namedScenarios()).toContain(splitLevel(word).name);
    }
    // The reader's own stands for whatever they write.
    const names = ["my-rule", ...DETECTORS.map((detector) => detector.name)];
    const detectors = [args?.["detector"] ?? []].flat().map(String);
    for (const word of detectors.filter((each) => /^[a-z0-9-]+$/.test(each))) {
      expect(names).toContain(word);
    }
  });
});

it("imports in README.md what the package exports", () => {
  const exported: Readonly<Record<string, object>> = {
    billshock: main,
    "billshock/testing": testing,
  };
  const imports = [...read("README.md").matchAll(/import \{ ([^}]+) \} from "([^"]+)"/g)];
  expect(imports.length).toBeGreaterThan(1);
  for (const [, names, from] of imports) {
    for (const name of names.split(", ")) expect(exported[from]).toHaveProperty(name);
  }
});
