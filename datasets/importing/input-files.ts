import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** Whether a word names something to read: stdin, a file, a folder, or a pattern of some. */
export function isInput(word: string): boolean {
  return word === "-" || existsSync(word) || (/[*?]/.test(word) && word.length > 1);
}

/**
 * Finds the files that words name, in order: `-` is stdin, a folder stands for all files below it by
 * name (hidden ones left out), and `*`, `?` and `**` are patterns for who has no shell. Throws where a
 * word names nothing.
 */
export function inputFiles(words: readonly string[]): readonly string[] {
  const found = words.flatMap((word) => {
    if (word === "-") return [word];
    if (existsSync(word)) return statSync(word).isDirectory() ? filesOf(word) : [word];
    return /[*?]/.test(word) ? matching(word) : [word];
  });
  const twice = found.find((file, i) => found.indexOf(file) !== i);
  if (twice !== undefined) throw new RangeError(`import: ${twice} is given twice`);
  return found;
}

function filesOf(folder: string): readonly string[] {
  const files = [...walk(folder)];
  if (files.length === 0) throw new RangeError(`${folder}: must hold files, holds none`);
  return files;
}

function* walk(folder: string): Generator<string> {
  for (const entry of namesIn(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory || statSync(path).isDirectory()) yield* walk(path);
    else yield path;
  }
}

function namesIn(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .map((entry) => ({ name: entry.name, isDirectory: entry.isDirectory() }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function matching(pattern: string): readonly string[] {
  const parts = pattern.split("/");
  const fixed = parts.findIndex((part) => /[*?]/.test(part));
  const base = parts.slice(0, fixed).join("/");
  const root = base === "" ? (pattern.startsWith("/") ? "/" : ".") : base;
  const wanted = new RegExp(
    `^${parts.slice(fixed).map(patternOf).join("/")}$`.replaceAll(".*/", "(?:.*/)?"),
  );
  const prefix = root === "." ? "" : root === "/" ? "/" : `${root}/`;
  const files = existsSync(root)
    ? [...below(root, "", parts.length - fixed, pattern.includes("**"))]
    : [];
  const found = files.filter((file) => wanted.test(file)).map((file) => `${prefix}${file}`);
  if (found.length === 0) throw new RangeError(`${pattern}: must match files, matches none`);
  return found;
}

/** Paths below a folder, no deeper than a pattern looks. */
function* below(root: string, path: string, depth: number, isEndless: boolean): Generator<string> {
  for (const { name, isDirectory } of namesIn(join(root, path))) {
    const next = path === "" ? name : `${path}/${name}`;
    if (!isDirectory) yield next;
    else if (depth > 1 || isEndless) yield* below(root, next, depth - 1, isEndless);
  }
}

function patternOf(part: string): string {
  if (part === "**") return ".*";
  const escaped = part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return escaped.replaceAll("*", "[^/]*").replaceAll("?", "[^/]");
}

/** How a summary names files without telling where they lie. */
export function shortNames(files: readonly string[]): string {
  return files.length === 1 ? basename(files[0] as string) : `${files.length} files`;
}
