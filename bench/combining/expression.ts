import { suggest } from "../../datasets/nearest-name.ts";
import { type ResolvedOptions, resolveOptions } from "../../datasets/options.ts";

import type { CombinerSpec } from "../combiner.ts";
import { COMBINERS } from "./catalogue.ts";

/** `any-of(bt-flow-shape, dual-cap:view=charging)` taken apart. */
export interface CombinerExpression {
  /** The whole text, with plain spacing. */
  readonly text: string;
  readonly combiner: CombinerSpec;
  readonly options: ResolvedOptions;
  /** What stands behind `-d` to run each member alone. */
  readonly members: readonly string[];
}

/** Tells a combiner's expression from a detector's name. */
export function isCombinerExpression(text: string): boolean {
  return /^\s*[\w-]+\s*\(/.test(text) && !/^\s*exec(-csv)?:/.test(text);
}

/**
 * Takes `NAME(MEMBER, MEMBER ...)[:k=v,k=v]` apart. Members are detectors as `-d` takes them, with
 * options and view; a comma before `k=v` goes on with the member's options, any other one begins the
 * next member. A combiner can't be a member of another.
 *
 * @example
 * parseCombiner("vote(bt-flow-shape, dual-cap:view=charging,volume=2e9, ewma):need=2").members;
 * // ["bt-flow-shape", "dual-cap:view=charging,volume=2e9", "ewma"]
 */
export function parseCombiner(text: string): CombinerExpression {
  const open = text.indexOf("(");
  const close = text.lastIndexOf(")");
  const name = text.slice(0, open).trim();
  const combiner = COMBINERS.find((spec) => spec.name === name);
  if (combiner === undefined) {
    const names = COMBINERS.map((spec) => spec.name);
    throw new RangeError(`unknown combiner ${name}; ${suggest(name, names)}`);
  }
  if (close < open) throw new RangeError(`${name}: ) is missing in ${text}`);
  const members = membersOf(name, text.slice(open + 1, close));
  const given = optionsOf(name, text.slice(close + 1).trim());
  const tail = Object.entries(given).map(([key, value]) => `${key}=${value}`);
  const head = `${name}(${members.join(", ")})`;
  return {
    text: tail.length === 0 ? head : `${head}:${tail.join(",")}`,
    combiner,
    options: resolveOptions(combiner, given),
    members,
  };
}

function membersOf(name: string, text: string): string[] {
  const members: string[] = [];
  for (const part of text.split(",").map((item) => item.trim())) {
    const isOption = /^[A-Za-z][\w-]*\s*=/.test(part);
    const last = members.length - 1;
    if (part === "") throw new RangeError(`${name}: a member is missing in (${text})`);
    if (isOption && !members[last]?.includes(":")) {
      throw new RangeError(`${name}: ${part} must stand behind a member and a colon`);
    }
    if (!isOption) members.push(part);
    else members[last] += `,${part}`;
  }
  for (const member of members) {
    if (isCombinerExpression(member) || /[()]/.test(member)) {
      throw new RangeError(`${name}: members must be detectors, got ${member}`);
    }
  }
  if (members.length < 2) {
    throw new RangeError(`${name}: members must be two or more, got ${members.length}`);
  }
  if (new Set(members).size < members.length) {
    throw new RangeError(`${name}: members must differ, got ${members.join(", ")}`);
  }
  return members;
}

function optionsOf(name: string, tail: string): Record<string, string> {
  if (tail === "") return {};
  if (!tail.startsWith(":")) {
    throw new RangeError(`${name}: options must follow as :k=v, got ${tail}`);
  }
  const given: Record<string, string> = {};
  for (const pair of tail.slice(1).split(",")) {
    const at = pair.indexOf("=");
    if (at < 1) throw new RangeError(`${name}: options must follow as :k=v, got ${tail}`);
    given[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return given;
}
