import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, extname, join, resolve, sep } from "node:path";
import { isWithin, mustBeFree, mustStay } from "./must-stay.ts";
import { packageReads } from "./package-reads.ts";

const CODE = [".js", ".mjs", ".cjs"];
const IMPORTABLE = [...CODE, ".json"];
/** What may be left out behind a relative name. */
const ENDINGS = ["", ...IMPORTABLE, "/index.js"];
const LITERAL = /(["'`])((?:\\.|(?!\1)[^\\\n$])*?)\1/g;
const IMPORT = /\b(?:from|import|require\s*\(|import\s*\()\s*["']([^"'.\n][^"'\n]*)["']/g;

/**
 * Lists what a module's process may read: the file, each file beside it or below that its code names
 * in one piece ("./helper.js", "weights.json"), other code that it imports by a relative path, and
 * the packages that it imports; of a detector given as a folder, everything in it. Folders end in a
 * slash.
 *
 * Node's fence follows links wherever they lead, so that one that leaves the folder is refused by
 * name, and so is a dataset: what is listed here is all that there is to read. Throws an `invalid`
 * failure that says which.
 */
export function pluginFiles(file: string, folder: string | null): readonly string[] {
  const home = folder ?? dirname(file);
  const reads = new Set<string>([file]);
  const packages = new Map<string, string>();
  const queue = [file];
  for (let code = queue.pop(); code !== undefined; code = queue.pop()) {
    const text = readFileSync(code, "utf8");
    for (const [, name] of text.matchAll(IMPORT)) packages.set(`${name}\n${code}`, name);
    for (const [, , name] of text.matchAll(LITERAL)) {
      const found = fileNamed(name, code, home);
      if (found === null || reads.has(found)) continue;
      reads.add(found);
      if (CODE.includes(extname(found))) queue.push(found);
    }
  }
  if (folder !== null) for (const path of everythingIn(folder)) reads.add(path);
  for (const [key, name] of packages) {
    const [, importer] = key.split("\n");
    for (const path of packageReads(name, dirname(importer))) reads.add(path);
  }
  for (const name of dependenciesOf(folder)) {
    for (const path of packageReads(name, home)) reads.add(path);
  }
  return [...reads];
}

/** The file that a word in the code stands for; null when it stands for none, or for one elsewhere. */
function fileNamed(name: string, code: string, home: string): string | null {
  if (name === "" || name.length > 260 || name.startsWith(sep)) return null;
  const isRelative = /^\.\.?\//.test(name);
  const path = (isRelative ? ENDINGS : [""])
    .map((ending) => resolve(dirname(code), name + ending))
    .find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
  if (path === undefined) return null;
  const isImport = isRelative && IMPORTABLE.includes(extname(path));
  if (!isWithin(path, home) && !isImport) return null;
  mustBeFree(realpathSync(path));
  mustStay(path, isWithin(path, home) ? home : dirname(path));
  return realpathSync(path);
}

/** Everything in a folder but its packages: they are let in one by one, where they are imported. */
function everythingIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => name !== "node_modules")
    .map((entry) => {
      const path = join(folder, entry.name);
      mustStay(path, folder);
      return entry.isDirectory() ? `${path}${sep}` : path;
    });
}

function dependenciesOf(folder: string | null): readonly string[] {
  if (folder === null || !existsSync(join(folder, "package.json"))) return [];
  const { dependencies = {}, peerDependencies = {} } = JSON.parse(
    readFileSync(join(folder, "package.json"), "utf8"),
  ) as Partial<Record<"dependencies" | "peerDependencies", Record<string, string>>>;
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
}
