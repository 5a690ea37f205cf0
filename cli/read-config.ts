import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { suggest } from "../datasets/nearest-name.ts";
import type { Args, Command } from "./command.ts";
import { UsageError } from "./usage-error.ts";

/**
 * Reads a file of flags, YAML or JSON: a mapping whose keys are the long names of a command's flags.
 * Numbers are taken as they would stand on the command line, and lists repeat a flag.
 */
export function readConfig(file: string, where: string, options: Command["options"]): Args {
  const flags: Record<string, unknown> = {};
  const names = Object.keys(options).filter((name) => name !== "config");
  for (const [name, value] of Object.entries(mappingOf(file))) {
    if (!names.includes(name)) {
      throw new UsageError(`${file}: ${name} is no flag of ${where}; ${suggest(name, names)}`);
    }
    const { type, array } = options[name];
    if (type === "boolean") {
      if (typeof value !== "boolean") throw wrong(file, name, "true or false", value);
      if (value) flags[name] = true;
    } else if (array === true) {
      flags[name] = [value].flat().map((each) => wordOf(file, name, each));
    } else {
      flags[name] = wordOf(file, name, value);
    }
  }
  return flags;
}

function mappingOf(file: string): object {
  let value: unknown;
  try {
    value = parse(readFileSync(file, "utf8"));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const [reason] = message.split("\n");
    const what = code === "ENOENT" ? "there is no such file" : reason;
    throw new UsageError(`--config: can't read ${file}: ${what}`, { cause });
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new UsageError(`${file}: must be a mapping of flags to values, got ${kindOf(value)}`);
}

function wordOf(file: string, name: string, value: unknown): string {
  if (typeof value === "string" || typeof value === "number") return String(value);
  throw wrong(file, name, "a text or a number", value);
}

function wrong(file: string, name: string, what: string, value: unknown): UsageError {
  return new UsageError(`${file}: ${name} must be ${what}, got ${kindOf(value)}`);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null || value === undefined) return "nothing";
  return typeof value === "object" ? "a mapping" : JSON.stringify(value);
}
