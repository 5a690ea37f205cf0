import { suggest } from "../../datasets/nearest-name.ts";
import { splitLevel } from "../../datasets/split-level.ts";
import { type Node, nodeAt, plain, readNodes } from "../../datasets/yaml/yaml-nodes.ts";
import { openProblems, type Problems } from "../../datasets/yaml/yaml-problems.ts";
import { mergeNodes, withoutKeys } from "./scenario-layers.ts";
import { scenarioFile } from "./scenario-schema.ts";

/** One scenario file as read. */
export interface ScenarioSource {
  readonly text: string;
  /** What error messages call it. */
  readonly file: string;
}

/** Finds the source that `name` in `extends` means in the file `from`. */
export type ReadExtends = (name: string, from: string) => ScenarioSource;

/** A scenario file and all that it extends. */
export interface ScenarioChain {
  /** Lays each file, with its own preset and level, over all that it extends: own words win. */
  layered(preset: string, level: string | null): Node;
  /** The level that holds: the one asked for, else the one that the nearest file names. */
  levelOf(asked: string | undefined): string | null;
  /** The text of a key in the nearest file that has it. */
  text(key: string): string | null;
  /** The level that `extends: NAME@LEVEL` chose. */
  readonly pinned: string | null;
  /** The file and all that it extends, the furthest first. */
  readonly files: readonly string[];
}

/**
 * Reads a scenario file and what it extends. Throws a RangeError for what is wrong with any of them,
 * a ring, and a level that nobody has.
 */
export function openChain(source: ScenarioSource, readExtends: ReadExtends): ScenarioChain {
  const chain = readChain(source, readExtends, []);
  return {
    layered: (preset, level) => layered(chain, preset, level),
    levelOf: (asked) => levelOf(chain, asked),
    text: (key) => lastText(chain, key),
    pinned: chain.findLast(({ pinned }) => pinned !== null)?.pinned ?? null,
    files: chain.map(({ file }) => file),
  };
}

/** One file of a chain of `extends`. */
interface Link {
  readonly root: Node;
  /** What error messages call it. */
  readonly file: string;
  /** The level that `extends: NAME@LEVEL` chose for it, whatever is asked of the file that extends. */
  readonly pinned: string | null;
}

/** Reads a file and all that it extends, the furthest first. */
function readChain(
  source: ScenarioSource,
  readExtends: ReadExtends,
  seen: readonly string[],
  pinned: string | null = null,
): readonly Link[] {
  const { file } = source;
  const { root, word } = readLink(source);
  if (word === undefined) return [{ root, file, pinned }];
  const problems = openProblems(root);
  const { name, level } = splitLevel(word);
  if ([...seen, file].includes(name)) problems.at(["extends"], `leads back to ${name}`);
  const found = attemptExtends(problems, () => readExtends(name, file));
  if (found && [...seen, file].includes(found.file)) {
    problems.at(["extends"], `leads back to ${found.file}`);
  }
  problems.throwIfAny();
  const further = [...seen, file];
  const bases = readChain(found as ScenarioSource, readExtends, further, level ?? pinned);
  if (level !== undefined && !levelsOf(bases).includes(level)) {
    problems.at(["extends"], `has no level ${level}; ${suggest(level, levelsOf(bases))}`);
    problems.throwIfAny();
  }
  return [...bases, { root, file, pinned }];
}

/** What a sound file holds, and the word behind its `extends`. */
interface ReadLink {
  readonly root: Node;
  readonly word: string | undefined;
}

/** Files that were read lately, by name and text: many files extend the same few, and nobody writes to nodes. */
const lately = new Map<string, ReadLink>();
const KEPT = 32;

function readLink({ text, file }: ScenarioSource): ReadLink {
  const key = `${file}\n${text}`;
  const known = lately.get(key);
  if (known !== undefined) return known;
  const root = readNodes(text, file);
  if (root.value === null || (root.value instanceof Map && root.value.size === 0)) {
    throw new RangeError(`${file}: must hold a scenario, is empty`);
  }
  const problems = openProblems(root);
  const parsed = scenarioFile.safeParse(plain(root));
  if (!parsed.success) problems.fromSchema(parsed.error);
  problems.throwIfAny();
  const link = { root, word: parsed.data?.extends };
  if (lately.size === KEPT) lately.clear();
  lately.set(key, link);
  return link;
}

function layered(chain: readonly Link[], preset: string, level: string | null): Node {
  let root: Node | null = null;
  for (const { root: file, pinned } of chain) {
    const own = withoutKeys(file, LAYER_KEYS);
    root = root === null ? own : mergeNodes(root, own);
    const name = pinned ?? level;
    for (const layer of [
      nodeAt(file, ["presets", preset]),
      name === null ? null : nodeAt(file, ["levels", name]),
    ]) {
      if (layer !== null) root = mergeNodes(root, layer);
    }
  }
  return root as Node;
}

const LAYER_KEYS = ["extends", "levels", "presets"];

function levelOf(chain: readonly Link[], asked: string | undefined): string | null {
  const free = chain.filter(({ pinned }) => pinned === null);
  const level = asked ?? lastText(free, "level");
  if (level === null || levelsOf(free).includes(level)) return level;
  const scenario = lastText(chain, "name") ?? "scenario";
  const names = levelsOf(free);
  const choices = names.length === 0 ? "it has none" : `choose from ${names.join(", ")}`;
  throw new RangeError(`${scenario}: unknown level ${level}; ${choices}`);
}

function levelsOf(chain: readonly Link[]): readonly string[] {
  const names = chain.flatMap(({ root }) => {
    const levels = nodeAt(root, ["levels"])?.value;
    return levels instanceof Map ? [...levels.keys()] : [];
  });
  return [...new Set(names)];
}

function lastText(chain: readonly Link[], key: string): string | null {
  const texts = chain.map(({ root }) => nodeAt(root, [key])?.value);
  return texts.findLast((value) => typeof value === "string") ?? null;
}

function attemptExtends(problems: Problems, read: () => ScenarioSource): ScenarioSource | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.at(["extends"], `leads nowhere: ${error.message}`);
    return null;
  }
}
