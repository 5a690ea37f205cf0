import { suggest } from "../../datasets/nearest-name.ts";

/** What a program can't say of itself and its argument says for it. */
export interface ProgramKeys {
  readonly name: string | null;
  readonly reads: readonly string[] | null;
  readonly threshold: number | null;
  readonly scope: "device" | "fleet";
  /** Kinds that it claims; `*` for all. */
  readonly detects: readonly string[];
  /** Whether to fence it in where that can be had. */
  readonly sandbox: boolean;
}

const KEYS = ["view", "name", "reads", "threshold", "scope", "detects", "sandbox"];

/**
 * Reads the keys behind a program: name, reads and detects (joined by +), threshold, scope (device or
 * fleet) and sandbox (on or off). Throws a RangeError that names what is wrong.
 */
export function programKeys(target: string, given: Readonly<Record<string, string>>): ProgramKeys {
  for (const key of Object.keys(given)) {
    if (!KEYS.includes(key)) {
      throw new RangeError(`${target}: unknown option ${key}; ${suggest(key, KEYS)}`);
    }
  }
  const { name = null, reads, threshold, scope = "device", detects, sandbox = "on" } = given;
  const number = Number(threshold ?? "0");
  if (threshold !== undefined && (threshold.trim() === "" || !Number.isFinite(number))) {
    throw new RangeError(`${target}: threshold must be a number, got ${threshold}`);
  }
  return {
    name,
    reads: reads === undefined ? null : listed(target, "reads", reads),
    threshold: threshold === undefined ? null : number,
    scope: oneOf(target, "scope", ["device", "fleet"], scope),
    detects: detects === undefined ? ["*"] : listed(target, "detects", detects),
    sandbox: oneOf(target, "sandbox", ["on", "off"], sandbox) === "on",
  };
}

function oneOf<T extends string>(
  target: string,
  key: string,
  choices: readonly T[],
  word: string,
): T {
  const found = choices.find((choice) => choice === word);
  if (found !== undefined) return found;
  throw new RangeError(`${target}: ${key} must be ${choices.join(" or ")}, got ${word}`);
}

function listed(target: string, key: string, text: string): readonly string[] {
  const words = text.split("+");
  if (words.every((word) => word !== "")) return words;
  throw new RangeError(`${target}: ${key} must be names joined by +, got ${JSON.stringify(text)}`);
}
