import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figuresOf } from "./figures/catalogue.ts";
import { fillMarks } from "./marks.ts";
import { readResults } from "./results.ts";
import { ROOT } from "./root.ts";

/*
 * Puts published figures between the marks of the pages: of those that are named, such as
 * `npm run docs -- docs/metrics.md`, or of all.
 */
const docs = readdirSync(join(ROOT, "docs")).map((name) => join("docs", name));
const pages = [...readdirSync(ROOT), ...docs].filter((name) => name.endsWith(".md"));
const asked = process.argv.slice(2);
const unknown = asked.find((path) => !pages.includes(path));
if (unknown !== undefined) {
  throw new RangeError(`docs: a page must be among ${pages.join(", ")}, got ${unknown}`);
}
const figures = figuresOf(readResults());
for (const path of asked.length > 0 ? asked : pages) {
  const text = readFileSync(join(ROOT, path), "utf8");
  const filled = fillMarks(text, figures, path);
  if (filled === text) continue;
  writeFileSync(join(ROOT, path), filled);
  console.log(`rewrote the figures of ${path}`);
}
