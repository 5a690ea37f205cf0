import type { z } from "zod";
import { nearestName } from "../nearest-name.ts";
import { keyOriginOf, type Node, nodeAt, type Origin, originOf, plain } from "./yaml-nodes.ts";

/** Collects what is wrong with a file, one line each, and throws all of it at once. */
export interface Problems {
  /** Notes what is wrong with the value at a path. */
  at(path: readonly PropertyKey[], message: string): void;
  /** Notes what is wrong with the key at the end of a path. */
  atKey(path: readonly PropertyKey[], message: string): void;
  /** Notes what is wrong at a place of another file than the scenario's. */
  foreign(place: string, path: string, message: string): void;
  /** Runs a parser on the value at a path; notes its RangeError, line by line, and returns `otherwise` instead. */
  attempt<T>(path: readonly PropertyKey[], parse: () => T, otherwise: T): T;
  /** The file in which the value at a path stands; null for a flag. */
  fileOf(path: readonly PropertyKey[]): string | null;
  /** Notes what a schema found. */
  fromSchema(error: z.ZodError): void;
  /** Throws a RangeError unless nothing was noted. */
  throwIfAny(): void;
}

/** Opens the list of problems of one tree of values. */
export function openProblems(root: Node): Problems {
  const lines: string[] = [];
  const add = ({ place, path }: Origin, message: string) => {
    lines.push([place, ...(path === "" ? [] : [path]), message].join(" "));
  };
  const got = (path: readonly PropertyKey[]) => {
    const node = nodeAt(root, path);
    return node === null ? null : shown(plain(node));
  };
  const problems: Problems = {
    at(path, message) {
      add(originOf(root, path), message);
    },
    atKey(path, message) {
      add(keyOriginOf(root, path), message);
    },
    foreign(place, path, message) {
      add({ place, path }, message);
    },
    attempt(path, parse, otherwise) {
      try {
        return parse();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        for (const line of error.message.split("\n")) problems.at(path, line);
        return otherwise;
      }
    },
    fileOf: (path) => /^(.*):\d+:\d+$/.exec(originOf(root, path).place)?.[1] ?? null,
    fromSchema(error) {
      for (const issue of error.issues) {
        if (issue.code === "unrecognized_keys") {
          const messages = issue.message.split("\n");
          issue.keys.forEach((key, i) => {
            problems.atKey([...issue.path, key], messages[i] as string);
          });
          continue;
        }
        const value = got(issue.path);
        const near =
          issue.code === "invalid_value" && issue.values.length > 1 && value !== null
            ? nearestName(value, issue.values.map(String))
            : null;
        const said =
          value === null ? `is missing, ${issue.message}` : withValue(issue.message, value);
        problems.at(issue.path, near === null ? said : `${said}; did you mean ${near}?`);
      }
    },
    throwIfAny() {
      if (lines.length > 0) throw new RangeError(lines.join("\n"));
    },
  };
  return problems;
}

function withValue(message: string, value: string): string {
  return message.includes(", got ") ? message : `${message}, got ${value}`;
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (value === null) return "nothing";
  return typeof value === "object" ? "a mapping" : String(value);
}
