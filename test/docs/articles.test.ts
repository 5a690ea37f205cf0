import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { namedScenarios } from "../../datasets/scenarios/named.ts";
import { ACTIONS } from "../../datasets/vocabularies.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import { ADVICE, CAUSES } from "../../perf/safeguards/articles.ts";
import { SAFEGUARDS } from "../../simulators/safeguards/catalogue.ts";

const ALL = [...CAUSES, ...ADVICE];
const page = readFileSync(resolve(import.meta.dirname, "../../docs/articles.md"), "utf8");
const FLOORS = ["owner-checks-bill"];
const units = new Set([
  ...[...OWN_MODELS, ...SAFEGUARDS, ...DETECTORS].map(({ name }) => name),
  ...[...namedScenarios(), ...ACTIONS, ...FLOORS],
]);

describe("the page on what the articles say", () => {
  it.each(ALL.map((each) => [each.said, each] as const))(
    "%s: has a row that names what there is",
    (said, statement) => {
      const { became, effects = [], found, command } = statement;
      expect(became.filter((name) => !units.has(name))).toEqual([]);
      expect(effects.length > 0 || (found ?? "") !== "").toBe(true);
      const row = page.split("\n").find((line) => line.startsWith(`| ${said} |`));
      expect(row).toContain(`\`${command}\``);
      for (const [safeguard, kind] of effects) expect(row).toContain(`${safeguard} × ${kind}: `);
    },
  );

  it.each(ALL.map(({ command }) => [command]))("%s can be run", (command) => {
    const words = command.split(" ");
    expect(words.slice(0, 2)).toEqual(["npx", "billshock"]);
    const [verb, first = "", ...rest] = words.slice(2);
    expect(["generate", "bench", "list"]).toContain(verb);
    if (verb === "list") return;
    const given = (flag: string) => rest.filter((_, i) => rest[i - 1] === flag);
    expect(loadScenario(first, { with: given("--with") }).devices).toBeGreaterThan(0);
    for (const name of given("-d")) expect(units).toContain(name);
  });

  it("tells of the caches what is measured: nothing is saved", () => {
    expect(page).toMatch(/clear-cache × app-auto-update: 0 of \d+ prevented, billed =/);
    expect(page).toMatch(/restrict-background × bt-over-hotspot: 0 of \d+ prevented, billed =/);
  });

  it("rests on a page that has a row for every claim of every safeguard", () => {
    const measured = readFileSync(resolve(import.meta.dirname, "../../docs/safeguards.md"), "utf8");
    for (const { name, by, claims } of SAFEGUARDS) {
      for (const { kind } of claims) expect(measured).toContain(`| ${name} × ${kind} | yes |`);
      expect(measured).toContain(`| ${name} (${by}) |`);
    }
  });
});
