import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { figuresOf } from "../../perf/figures/catalogue.ts";
import { fillMarks } from "../../perf/marks.ts";
import { readResults } from "../../perf/results.ts";

const ROOT = join(import.meta.dirname, "../..");
const paths = [
  "README.md",
  ...readdirSync(join(ROOT, "docs")).map((name) => join("docs", name)),
].filter((path) => path.endsWith(".md") && existsSync(join(ROOT, path)));

describe("figures in the documents", () => {
  // The screen comes from a run that only some machines hold: a test must not depend on it.
  const figures = { ...figuresOf(readResults()), "docs:screen": () => null };

  it.each(paths)("stand in %s as perf/results.json has them", (path) => {
    const text = readFileSync(join(ROOT, path), "utf8");
    expect(fillMarks(text, figures, path)).toBe(text);
  });

  it("are all shown somewhere", () => {
    const text = paths.map((path) => readFileSync(join(ROOT, path), "utf8")).join("\n");
    for (const name of Object.keys(figures)) expect(text).toContain(`<!-- ${name} -->`);
  });

  it("would differ if a result did", () => {
    const other = structuredClone(readResults()) as { generate: { cpu: number } };
    other.generate.cpu *= 2;
    const text = readFileSync(join(ROOT, "docs/performance.md"), "utf8");
    expect(fillMarks(text, figuresOf(other as never), "performance.md")).not.toBe(text);
  });
});
