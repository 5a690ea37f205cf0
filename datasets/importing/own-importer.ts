import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { installedPackage, packageEntry } from "../package-entry.ts";
import type { Importer } from "./importer.ts";
import type { RowFormat } from "./row-format.ts";
import { rowImporter } from "./row-importer.ts";

/** An importer that does not come with the package, and the hash of the file that made it. */
export interface OwnImporter {
  readonly importer: Importer;
  readonly sha256: string;
}

/** Whether a word names a module: a file of JavaScript, or a folder that is a package. */
export function isModule(word: string): boolean {
  if (/\.[cm]?js$/.test(word)) return true;
  const isFolder = statSync(word, { throwIfNoEntry: false })?.isDirectory() === true;
  return isFolder && ["package.json", "index.js"].some((name) => existsSync(join(word, name)));
}

/**
 * Loads the importer that a file, a folder or an installed package exports; null where the word
 * names none of these. It is code that runs as its user does, unfenced, as a traffic model is.
 * Throws a RangeError that says what the module lacks.
 */
export async function ownImporter(
  word: string,
  taken: readonly string[],
): Promise<OwnImporter | null> {
  const file = fileOf(word);
  if (file === null) return null;
  const exported: Record<string, unknown> = await import(pathToFileURL(file).href).catch(
    (cause: Error) => {
      throw new RangeError(`${word}: can't be loaded: ${cause.message}`, { cause });
    },
  );
  const formats = [exported["importer"], exported["default"], ...Object.values(exported)];
  const format = formats.find((value) => typeof value === "object" && value !== null);
  const fault = faultOf(format as Partial<RowFormat> | undefined, taken);
  if (fault !== null) throw new RangeError(`${word}: ${fault}`);
  const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
  return { importer: rowImporter(format as RowFormat), sha256 };
}

function fileOf(word: string): string | null {
  if (!isModule(word)) return installedPackage(word, process.cwd())?.file ?? null;
  const path = resolve(word);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new RangeError(`${word}: there is no such file`);
  return stat.isDirectory() ? packageEntry(path).file : path;
}

function faultOf(format: Partial<RowFormat> | undefined, taken: readonly string[]): string | null {
  if (format === undefined) {
    return "must export an importer: an object with name, summary, extensions, view, header and record()";
  }
  const { name, summary, view, extensions, header, record } = format;
  const isWord = typeof name === "string" && /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name);
  const isList = (list: unknown) =>
    Array.isArray(list) && list.every((each) => typeof each === "string" && each !== "");
  if (!isWord) return `name must be in kebab-case, like my-format, got ${String(name)}`;
  if (taken.includes(name)) return `the name ${name} is taken by an importer of billshock`;
  if (typeof summary !== "string") return `${name}: summary must be a text`;
  if (view !== "flows" && view !== "charging") {
    return `${name}: view must be flows or charging, got ${String(view)}`;
  }
  if (!isList(extensions)) return `${name}: extensions must be a list of texts such as .csv`;
  if (!isList(header) || header?.length === 0) {
    return `${name}: header must be a list of the columns that its files have`;
  }
  return typeof record === "function" ? null : `${name}: record must be a function of a row`;
}
