import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { METRICS } from "../../bench/metric.ts";

const PAGE = join(import.meta.dirname, "../../docs/metrics.md");

it("docs/metrics.md lists every metric with its unit, in the order of the list", () => {
  const [, table] = readFileSync(PAGE, "utf8").split(/<!-- \/?metrics -->\n/);
  const rows = METRICS.map(
    ({ name, unit, better, summary }) => `| ${name} | ${unit} | ${better} | ${summary} |`,
  );
  const head = ["| name | unit | better | what it is |", "| --- | --- | --- | --- |"];
  expect(table).toBe([...head, ...rows, ""].join("\n"));
});
