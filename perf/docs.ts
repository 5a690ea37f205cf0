import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { figuresOf } from "./figures/catalogue.ts";
import { fillMarks } from "./marks.ts";
import { readResults } from "./results.ts";
import { ROOT } from "./root.ts";

const docs = readdirSync(join(ROOT, "docs")).map((name) => join("docs", name));
const figures = figuresOf(readResults());
for (const path of [...readdirSync(ROOT), ...docs].filter((name) => name.endsWith(".md"))) {
  const text = readFileSync(join(ROOT, path), "utf8");
  const filled = fillMarks(text, figures, path);
  if (filled === text) continue;
  writeFileSync(join(ROOT, path), filled);
  console.log(`rewrote the figures of ${path}`);
}
