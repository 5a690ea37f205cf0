import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { METRICS } from "../../bench/metrics/catalogue.ts";
import { metricsFigure } from "../../perf/figures/metrics.ts";
import { fillMarks } from "../../perf/marks.ts";

const ROOT = join(import.meta.dirname, "../..");

it("docs/metrics.md lists every metric of the catalogue; npm run docs renews it", () => {
  const page = readFileSync(join(ROOT, "docs/metrics.md"), "utf8");
  expect(page).toBe(fillMarks(page, { "docs:metrics": () => metricsFigure(METRICS) }));
  expect(page.match(/<!-- docs:metrics -->/g)?.length).toBe(1);
  for (const { name } of METRICS) expect(page).toContain(`| ${name} |`);
});

it("every file of bench/metrics is one metric of the catalogue, and called as it is", () => {
  const files = readdirSync(join(ROOT, "bench/metrics")).filter((file) => file !== "catalogue.ts");
  const named = METRICS.map(
    ({ name }) => `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`,
  );
  expect(files.sort()).toEqual(named.sort());
});
