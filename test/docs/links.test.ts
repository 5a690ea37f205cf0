import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const PAGES = [
  ...readdirSync(root),
  ...readdirSync(join(root, "docs")).map((file) => `docs/${file}`),
  ...readdirSync(join(root, "examples"), { recursive: true, encoding: "utf8" })
    .filter((file) => !/node_modules|\.venv/.test(file))
    .map((file) => `examples/${file}`),
].filter((file) => file.endsWith(".md"));

/** Anchor of a heading as code hosts make it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

const anchorsOf = (text: string): string[] =>
  Array.from(text.matchAll(/^#+ (.+)$/gm), ([, heading]) => anchorOf(heading));

describe.each(PAGES)("%s", (page) => {
  const text = readFileSync(join(root, page), "utf8");

  it("links to files and headings that are there", () => {
    const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target]) => target);
    const broken = targets.filter((target) => {
      if (/^[a-z]+:/.test(target)) return false;
      const [file, anchor] = target.split("#");
      const path = file === "" ? join(root, page) : join(root, dirname(page), file);
      if (!existsSync(path)) return true;
      return anchor !== undefined && !anchorsOf(readFileSync(path, "utf8")).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});
