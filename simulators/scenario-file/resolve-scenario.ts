import type { PlacedRow } from "../../datasets/enforcement.ts";
import { nodeAt, plain } from "../../datasets/yaml/yaml-nodes.ts";
import { openProblems } from "../../datasets/yaml/yaml-problems.ts";
import type { Scenario } from "../scenario.ts";
import { buildScenario } from "./scenario-build.ts";
import type { ScenarioCatalogues } from "./scenario-catalogues.ts";
import { openChain, type ReadExtends, type ScenarioSource } from "./scenario-chain.ts";
import { layerAt, mergeNodes, readAssignment } from "./scenario-layers.ts";
import { scenarioFile } from "./scenario-schema.ts";

/** A scenario file, what the command line changes of it, and how to find the file that it extends. */
export interface ScenarioRequest extends ScenarioSource, ScenarioCatalogues {
  /** Finds the source that `name` in `extends` means in the file `from`. */
  readonly readExtends: ReadExtends;
  readonly level?: string | undefined;
  readonly preset?: string | undefined;
  /** `path=value` texts, laid over everything else in their order. */
  readonly set?: readonly string[];
  readonly devices?: number | undefined;
  readonly days?: number | undefined;
  /** The one line that lives. */
  readonly device?: number | undefined;
  /** Safeguards that are on as well: `NAME`, or `NAME=SHARE` for a share of the lines. */
  readonly with?: readonly string[];
  /** Reads a table of what was done about lines, given beside the file; civil times are at that offset. */
  readonly enforce?: ((utcOffset: number) => readonly PlacedRow[]) | undefined;
  /** Models that are left out. */
  readonly without?: readonly string[];
}

/**
 * Resolves a scenario file: what it extends, with that file's preset and level; then its own keys,
 * its own preset and level, and what the command line says, each laid over the one before. So a
 * file's own keys win over everything that it extends. Then units, names, options and bounds are
 * checked. Throws a RangeError that says `file:line:column path message` for every problem, one a
 * line.
 *
 * Days added by `days` change no case: enrichment's window is fixed before that.
 */
export function resolveScenario(request: ScenarioRequest): Scenario {
  const chain = openChain(request, request.readExtends);
  const { set = [] } = request;
  for (const assignment of set) checkAssignment(assignment);
  const preset = request.preset ?? assigned(set, "preset") ?? chain.text("preset");
  const level = chain.levelOf(request.level ?? assigned(set, "level"));
  let root = chain.layered(preset ?? "cn2024", level);
  const planned = nodeAt(root, ["clock", "days"])?.value;
  for (const assignment of set) root = mergeNodes(root, readAssignment(assignment));
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
    level: level ?? chain.pinned,
    files: chain.files,
    plannedDays: typeof planned === "number" ? planned : undefined,
    safeguards: request.with ?? [],
    without: request.without ?? [],
    catalogues: request,
    enforcement: request.enforce?.(parsed.data?.clock.utcOffset ?? 0) ?? [],
  });
}

/** Refuses what could only be dropped: layers are chosen by name and laid before any --set. */
function checkAssignment(assignment: string): void {
  const [, key] = /^(extends|levels|presets)(?=[.=])/.exec(assignment) ?? [];
  if (key === undefined) return;
  throw new RangeError(
    `--set ${assignment}: ${key} can't be changed here; set the keys themselves, or write a file that extends this one`,
  );
}

function assigned(set: readonly string[] | undefined, key: string): string | undefined {
  return set?.findLast((assignment) => assignment.startsWith(`${key}=`))?.slice(key.length + 1);
}
