import type { Scenario } from "../scenario.ts";
import { buildScenario, type ScenarioCatalogues } from "./scenario-build.ts";
import {
  layerAt,
  mergeNodes,
  type Node,
  nodeAt,
  plain,
  readAssignment,
  readNodes,
} from "./scenario-layers.ts";
import { openProblems, type Problems } from "./scenario-problems.ts";
import { scenarioFile } from "./scenario-schema.ts";

/** One scenario file as read. */
export interface ScenarioSource {
  readonly text: string;
  /** What error messages call it. */
  readonly file: string;
}

/** A scenario file, what the command line changes of it, and how to find the file that it extends. */
export interface ScenarioRequest extends ScenarioSource, ScenarioCatalogues {
  /** Finds the source that `name` in `extends` means in the file `from`. */
  readonly readExtends: (name: string, from: string) => ScenarioSource;
  readonly level?: string | undefined;
  readonly preset?: string | undefined;
  /** `path=value` texts, laid over everything else in their order. */
  readonly set?: readonly string[];
  readonly devices?: number | undefined;
  readonly days?: number | undefined;
  /** The one line that lives. */
  readonly device?: number | undefined;
  /** Safeguards that are on as well. */
  readonly with?: readonly string[];
  /** Models that are left out. */
  readonly without?: readonly string[];
}

/**
 * Resolves a scenario file: what it extends, then itself, its preset, its level, and what the
 * command line says, each laid over the one before; then units, names, options and bounds are
 * checked. Throws a RangeError that says `file:line:column path message` for every problem, one a
 * line.
 *
 * Days added by `days` change no case: enrichment's window is fixed before that.
 */
export function resolveScenario(request: ScenarioRequest): Scenario {
  const base = readWithBases(request, request.readExtends, []);
  const preset = request.preset ?? assigned(request.set, "preset") ?? textAt(base, "preset");
  const level = request.level ?? assigned(request.set, "level") ?? textAt(base, "level");
  let root = overlay(base, "presets", preset ?? "cn2024");
  if (level !== null) root = overlay(root, "levels", level, true);
  const planned = nodeAt(root, ["clock", "days"])?.value;
  for (const assignment of request.set ?? []) root = mergeNodes(root, readAssignment(assignment));
  const flags = [
    ["--devices", ["population", "devices"], request.devices],
    ["--days", ["clock", "days"], request.days],
    ["--device", ["population", "only"], request.device],
  ] as const;
  for (const [flag, path, value] of flags) {
    if (value !== undefined) root = mergeNodes(root, layerAt(path, value, flag));
  }
  if (preset !== null) root = mergeNodes(root, layerAt(["preset"], preset, "--set"));

  const problems = openProblems(root);
  const parsed = scenarioFile.safeParse(plain(root));
  if (!parsed.success) problems.fromSchema(parsed.error);
  problems.throwIfAny();
  return buildScenario({
    root,
    file: parsed.data as NonNullable<typeof parsed.data>,
    level,
    plannedDays: typeof planned === "number" ? planned : undefined,
    safeguards: request.with ?? [],
    without: request.without ?? [],
    catalogues: request,
  });
}

function readWithBases(
  source: ScenarioSource,
  readExtends: ScenarioRequest["readExtends"],
  seen: readonly string[],
): Node {
  const { text, file } = source;
  const read = readNodes(text, file);
  const root = read.value === null ? { ...read, value: new Map() } : read;
  const problems = openProblems(root);
  const parsed = scenarioFile.safeParse(plain(root));
  if (!parsed.success) problems.fromSchema(parsed.error);
  problems.throwIfAny();
  const name = parsed.data?.extends;
  if (name === undefined) return root;
  if ([...seen, file].includes(name)) problems.at(["extends"], `leads back to ${name}`);
  const found = attemptExtends(problems, () => readExtends(name, file));
  if (found && [...seen, file].includes(found.file)) {
    problems.at(["extends"], `leads back to ${found.file}`);
  }
  problems.throwIfAny();
  return mergeNodes(readWithBases(found as ScenarioSource, readExtends, [...seen, file]), root);
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

function overlay(root: Node, kind: "levels" | "presets", name: string, isNeeded = false): Node {
  const layers = nodeAt(root, [kind])?.value;
  const names = layers instanceof Map ? [...layers.keys()] : [];
  const layer = nodeAt(root, [kind, name]);
  if (layer !== null) return mergeNodes(root, layer);
  if (!isNeeded) return root;
  const singular = kind.slice(0, -1);
  const scenario = textAt(root, "name") ?? "scenario";
  throw new RangeError(`${scenario}: unknown ${singular} ${name}; choose from ${names.join(", ")}`);
}

function textAt(root: Node, key: string): string | null {
  const value = nodeAt(root, [key])?.value;
  return typeof value === "string" ? value : null;
}

function assigned(set: readonly string[] | undefined, key: string): string | undefined {
  return set?.findLast((assignment) => assignment.startsWith(`${key}=`))?.slice(key.length + 1);
}
