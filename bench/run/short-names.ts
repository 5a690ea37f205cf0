import { basename } from "node:path";
import { suggest } from "../../datasets/nearest-name.ts";
import { parseDetectorArgument } from "../runners/detector-argument.ts";
import type { Runnable } from "../runners/runnable.ts";

/** What the detectors of a run may be called. */
export interface CallNames {
  /** In full, as their rows are. */
  readonly names: readonly string[];
  /** What may stand for a name, with all that it may mean. */
  readonly short: ReadonlyMap<string, readonly string[]>;
}

/**
 * Gathers what the names of detectors may be cut to: without their options, and the bare name of
 * the file that they lie in; what stood behind `-d` is one of them. A short name that several detectors share stands for none of them.
 */
export function shortNames(
  runnables: readonly Pick<Runnable, "name" | "argument" | "spec">[],
): CallNames["short"] {
  const found = new Map<string, string[]>();
  for (const { name, argument, spec } of runnables) {
    const given = argument === null ? [] : [argument, ...fileNames(argument)];
    const short = new Set([spec.name, ...given]);
    for (const word of short) {
      if (word === name) continue;
      found.set(word, [...new Set([...(found.get(word) ?? []), name])]);
    }
  }
  return found;
}

/**
 * Finds the one full name that a word stands for. Throws a RangeError that lists the choices when
 * there is none, or more than one.
 */
export function fullName(what: string, word: string, { names, short }: CallNames): string {
  if (names.includes(word)) return word;
  const meant = short.get(word) ?? [];
  if (meant.length === 1) return meant[0];
  if (meant.length > 1) {
    throw new RangeError(`${what}: ${word} may be any of ${meant.join(", ")}`);
  }
  const known = [...new Set([...names, ...short.keys()])];
  throw new RangeError(`${what}: unknown detector ${word}; ${suggest(word, known)}`);
}

/** `./rules/night-hour.js:mb=200` is also called `night-hour` and `./rules/night-hour.js`. */
function fileNames(argument: string): string[] {
  const { kind, target } = parseDetectorArgument(argument);
  if (kind !== "module") return kind === "name" ? [target] : [];
  const [path] = target.split("#");
  return [target, path, basename(path), basename(path).replace(/\.[cm]?js$/, "")];
}
