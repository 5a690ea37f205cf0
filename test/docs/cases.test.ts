import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDataset } from "../../datasets/dataset.ts";
import { namedScenarios } from "../../datasets/scenarios/named.ts";
import { DAY, GB, MB } from "../../datasets/sizes.ts";
import { countPlaced } from "../../jobs/count-placed.ts";
import { explainLine } from "../../jobs/explain.ts";
import { generate } from "../../jobs/generate.ts";
import { OWN_MODELS } from "../../jobs/load-models.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";
import type { Scenario } from "../../simulators/scenario.ts";
import { claimBlocks } from "./shell-page.ts";

/*
 * What the page says that a case yields is measured here. When it changes on purpose:
 * BILLSHOCK_DOCS=write npx vitest run test/docs/cases.test.ts
 */
const isWriting = process.env["BILLSHOCK_DOCS"] === "write";
const file = resolve(import.meta.dirname, "../../docs/cases.md");
const page = readFileSync(file, "utf8");
const names = namedScenarios().filter((name) => name !== "city");
const folder = mkdtempSync(join(tmpdir(), "billshock-cases-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the page on named cases", () => claimBlocks("docs/cases.md", 2));

/** Rows of a table of the page by the case that each begins with. */
function rowsUnder(heading: string): Map<string, string[]> {
  const [, section = ""] = page.split(`## ${heading}\n`);
  const [body = ""] = section.split("\n## ");
  const rows = [...body.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)];
  return new Map(
    rows.map(([, name = "", rest = ""]) => [name, rest.split(" | ").map((cell) => cell.trim())]),
  );
}

const number = (value: number) => value.toLocaleString("en-US");
const size = (value: number) =>
  value < GB ? `${(value / MB).toFixed(0)} MB` : `${(value / GB).toFixed(2)} GB`;
const money = (value: number) =>
  (value / 100).toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** What many lines hold of cases: counted without living a day of it. */
function placedIn(scenario: Scenario): string {
  const { lines, times } = countPlaced(scenario, "1", OWN_MODELS);
  const sum = (counts: Readonly<Record<string, number>>) =>
    Object.keys(scenario.incidents).reduce((total, kind) => total + (counts[kind] ?? 0), 0);
  const { devices, days } = scenario;
  return `${number(devices)} lines x ${days} days; ${sum(times)} incidents, ${sum(lines)} cases`;
}

/** What a dataset of one line holds of its case, with its records and its bill. */
function yieldOf(dir: string): string {
  const dataset = openDataset(dir);
  const { currency } = dataset.manifest;
  dataset.close();
  const { truth, bill } = explainLine(dir, { device: 0, around: 31 * DAY });
  const moved = truth?.episodes.reduce((sum, { up, down }) => sum + up + down, 0) ?? 0;
  const { records = [], rated = 0, billed = 0 } = bill ?? {};
  return `${size(moved)}; ${number(records.length)} records, ${money(rated)} ${currency} rated, ${money(billed)} billed`;
}

it.each([
  "What is on record, and what comes out",
  "What contradicts itself, and what is not modelled",
])("has a row for each named case under: %s", (heading) => {
  expect([...rowsUnder(heading).keys()].toSorted()).toEqual(names);
  for (const cells of rowsUnder(heading).values()) {
    for (const cell of cells) expect(cell).not.toBe("");
  }
});

it.each(names)("says what %s yields with seed 1", { timeout: 120_000 }, async (name) => {
  const out = join(folder, name);
  const scenario = loadScenario(name);
  const isFleet = scenario.devices > 1;
  if (!isFleet) await generate({ scenario, seed: "1", out, workers: 1 });
  const said = rowsUnder("What is on record, and what comes out").get(name)?.at(-1);
  const yields = isFleet ? placedIn(scenario) : yieldOf(out);
  if (isWriting) {
    const now = readFileSync(file, "utf8");
    const row = new RegExp(`^(\\| \`${name}\` \\|.*\\| )[^|]*( \\|)$`, "m");
    writeFileSync(
      file,
      now.replace(row, (_, before, after) => `${before}${yields}${after}`),
    );
  } else {
    expect(said).toBe(yields);
  }
});
