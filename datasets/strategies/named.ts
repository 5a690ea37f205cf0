import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suggest } from "../nearest-name.ts";

/** A strategy file as read: its text, and what error messages call it. */
export interface StrategyText {
  readonly text: string;
  readonly file: string;
}

const FOLDER = import.meta.dirname;
const ENDING = ".yaml";

/** Lists the strategies that come with the package: the YAML files beside this one. */
export function namedStrategies(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .sort();
}

/**
 * Reads a strategy: a word with a slash or ending in .yaml, .yml or .json is a path, any other the
 * name of one that comes with the package, or null where that is none. Throws a RangeError when
 * there is no such file.
 */
export function readStrategyText(name: string): StrategyText | null {
  if (/[/\\]|\.(ya?ml|json)$/.test(name)) {
    try {
      return { text: readFileSync(name, "utf8"), file: name };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const reason = code === "ENOENT" ? "there is no such file" : String(code);
      throw new RangeError(`can't read ${name}: ${reason}`, { cause: error });
    }
  }
  if (!namedStrategies().includes(name)) return null;
  const file = `${name}${ENDING}`;
  return { text: readFileSync(join(FOLDER, file), "utf8"), file };
}

/** What to say of a name that is neither a strategy nor one of `others`. */
export function unknownStrategy(name: string, others: readonly string[]): RangeError {
  const near = suggest(name, [...namedStrategies(), ...others]);
  return new RangeError(`unknown strategy ${name}; ${near}`);
}
