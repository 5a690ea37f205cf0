import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { suggest } from "../nearest-name.ts";

/** A scenario file as read: its text, and what error messages call it. */
export interface ScenarioText {
  readonly text: string;
  readonly file: string;
}

const FOLDER = import.meta.dirname;
const ENDING = ".yaml";

/** Lists the scenarios that come with the package: the YAML files beside this one. */
export function namedScenarios(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/**
 * Reads a scenario: a word with a slash or ending in .yaml, .yml or .json is a path, beside the
 * file `from` when that is given; any other word is the name of one that comes with the package.
 * Throws a RangeError when there is no such name or file.
 */
export function readScenarioText(name: string, from?: string): ScenarioText {
  if (/[/\\]|\.(ya?ml|json)$/.test(name)) {
    const isAbsolute = name.startsWith("/") || from === undefined;
    const path = isAbsolute ? name : join(dirname(from), name);
    return { text: readText(path), file: path };
  }
  const names = namedScenarios();
  if (!names.includes(name)) {
    throw new RangeError(`unknown scenario ${name}; ${suggest(name, names)}`);
  }
  const file = `${name}${ENDING}`;
  return { text: readFileSync(join(FOLDER, file), "utf8"), file };
}

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "ENOENT" ? "there is no such file" : String(code);
    throw new RangeError(`can't read ${path}: ${reason}`, { cause: error });
  }
}
