import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { UsageError } from "../usage-error.ts";
import { withCatalogueLine } from "./catalogue-line.ts";
import type { NewKind } from "./kind.ts";

/** What is to be written, and whether it may overwrite files. */
export interface WriteOptions {
  readonly kind: NewKind;
  readonly name: string;
  readonly force: boolean;
}

/** What was written, and what comes next. */
export interface Written {
  readonly files: readonly string[];
  readonly next: readonly string[];
}

/** Finds the tree of this project around a folder; null outside of it. */
export function treeAround(folder: string): string | null {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const path = join(at, "package.json");
    if (existsSync(path) && existsSync(join(at, "detectors/catalogue.ts"))) {
      return JSON.parse(readFileSync(path, "utf8")).name === "billshock" ? at : null;
    }
    if (at === dirname(at)) return null;
  }
}

/** Writes a file that works by itself to a folder. */
export function writePlugIn(folder: string, { kind, name, force }: WriteOptions): Written {
  if (kind.plugIn === null) {
    throw new UsageError(
      `billshock new: a ${kind.name} is no plug-in: it must lie in the tree of billshock`,
    );
  }
  const { ending, text, next } = kind.plugIn;
  const file = join(folder, `${name}${ending}`);
  write(file, named(text, name), force);
  const path = /^(\/|\.\.?\/)/.test(file) ? file : `./${file}`;
  return { files: [file], next: [named(next(path), name)] };
}

/** Writes a unit into the tree: its file, its test, its line of the catalogue. Nothing on a clash. */
export function writeUnit(root: string, home: string, options: WriteOptions): Written {
  const { kind, name, force } = options;
  const { files, catalogues, next } = kind.unit({ home });
  const fill = (text: string) => named(text.replaceAll("HOME", home), name);
  const texts = Object.entries(files).map(([path, text]) => [fill(path), fill(text)] as const);
  for (const [path] of texts) if (!force) mustBeFree(join(root, path), path);
  for (const { file, list, from: unit } of catalogues) {
    const path = join(root, file);
    const text = readFileSync(path, "utf8");
    const from = fill(unit);
    if (text.includes(`"${from}"`)) continue;
    const own = camelOf(basename(from, ".ts"));
    writeFileSync(path, withCatalogueLine(text, { list, from }, own));
  }
  for (const [path, text] of texts) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    write(join(root, path), text, force);
  }
  const listed = new Set(catalogues.map(({ file }) => file));
  const written = [...texts.map(([path]) => path), ...listed];
  return {
    files: written.map((path) => relative(process.cwd(), join(root, path))),
    next: [`npx biome check --write ${written.join(" ")}`, ...next.map(fill)],
  };
}

function named(text: string, name: string): string {
  return text.replaceAll("MY-UNIT", name).replaceAll("myUnit", camelOf(name));
}

function camelOf(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

function mustBeFree(path: string, shown: string): void {
  if (!existsSync(path)) return;
  throw new UsageError(`billshock new: ${shown} is there already; use --force to overwrite it`);
}

function write(file: string, text: string, force: boolean): void {
  if (!force) mustBeFree(file, file);
  writeFileSync(file, text);
}
