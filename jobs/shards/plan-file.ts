import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ShardRange } from "../../bench/alerts/rows.ts";
import { folderHash, jsonHash } from "../../bench/run/provenance.ts";
import type { RunPrevalence } from "../../bench/run/run-file.ts";
import type { ScoringOptions } from "../../bench/scoring/scoring-options.ts";
import type { Tariff } from "../../datasets/billing/tariff.ts";
import { FORMAT } from "../../datasets/format/manifest.ts";
import { writeOnce } from "../../datasets/format/write-once.ts";
import { toolVersion } from "../../datasets/publishing/tool-version.ts";
import { STREAM_VERSION } from "../../simulators/engine/engine.ts";
import type { Scenario } from "../../simulators/scenario.ts";

/** Passes over all shards, in their order: each is whole before the next begins. */
export const STAGES = ["live", "count", "place", "score", "draw", "coin"] as const;

/** Name of a pass. */
export type StageName = (typeof STAGES)[number];

/** Those of a plan: only a scenario is lived, and data without truth has no floors. */
export function stagesOf({
  isScenario,
  hasTruth,
}: {
  readonly isScenario: boolean;
  readonly hasTruth: boolean;
}): StageName[] {
  return STAGES.filter(
    (stage) => (isScenario || stage !== "live") && (hasTruth || !OF_FLOORS.includes(stage)),
  );
}

const OF_FLOORS: readonly StageName[] = ["draw", "coin"];

/** A shard of the plan: some consecutive files of the dataset, and the lines in them. */
export interface PlannedShard {
  readonly files: ShardRange;
  readonly lines: { readonly from: number; readonly to: number };
}

/** A scenario that the shards live, each its own lines. */
export interface PlannedScenario {
  readonly kind: "scenario";
  /** As it was named. */
  readonly word: string;
  /** Resolved: nothing is looked up again. */
  readonly scenario: Scenario;
  readonly scenarioHash: string;
  readonly seed: string;
  /** Lines in a file of the dataset. */
  readonly devicesPerShard: number;
}

/** A dataset that is there. */
export interface PlannedData {
  readonly kind: "dataset";
  /** Full path. */
  readonly dir: string;
  readonly logicalHash: string;
  /** SHA-256 of its manifest.json. */
  readonly manifest: string;
}

/** What a bench is told, as a plan pins it. */
export interface PlanSettings {
  readonly budget: number;
  readonly capacity: number | null;
  readonly fill: boolean;
  readonly asWritten: boolean;
  readonly thresholds: Readonly<Record<string, string | number>>;
  /** Most ms of one detector on one file. */
  readonly timeout: number;
  /** Bytes; a shard runs its detectors in its own process, so this is the scheduler's to hold. */
  readonly memory: number;
  readonly tariff: Tariff | null;
  readonly scoring: Partial<ScoringOptions>;
  readonly prevalence: RunPrevalence | null;
}

/** plan.json: all that the shards of a bench follow from. */
export interface PlanFile {
  readonly schemaVersion: 1;
  readonly tool: ReturnType<typeof toolVersion>;
  /** Hash of this package's code. */
  readonly code: string;
  readonly format: number;
  readonly stream: number;
  readonly on: PlannedScenario | PlannedData;
  /** What the rows of run.json call the dataset. */
  readonly name: string;
  readonly stages: readonly StageName[];
  readonly shards: readonly PlannedShard[];
  /** As `-d` takes them. */
  readonly detectors: readonly string[];
  /** What runs on which view, options settled. */
  readonly cells: readonly PlannedCell[];
  /** What learners among them learned of the dataset's calibration half, by the cell's place. */
  readonly fits: Readonly<Record<number, PlannedFit>>;
  readonly settings: PlanSettings;
  /** SHA-256 of all the rest. */
  readonly hash: string;
}

/** What a learner learned when the plan was made: a file beside it. */
export interface PlannedFit {
  /** Dataset that it learned from. */
  readonly from: string;
  /** Path below the plan's folder. */
  readonly file: string;
  readonly sha256: string;
}

/** A detector on a view. */
export interface PlannedCell {
  readonly name: string;
  readonly view: string | null;
  readonly options: Readonly<Record<string, number>>;
}

/** Name of the page in a plan's folder. */
export const PLAN = "plan.json";

/** What this package is, as far as results follow from it. */
export function thisCode(): Pick<PlanFile, "tool" | "code" | "format" | "stream"> {
  return { tool: toolVersion(), code: codeHash(), format: FORMAT, stream: STREAM_VERSION };
}

/** Code that a shard's results follow from. */
const CODE = ["datasets", "simulators", "detectors", "bench", "jobs"];

function codeHash(): string {
  return jsonHash(CODE.map((folder) => folderHash(join(import.meta.dirname, "../..", folder))));
}

/** Gives a plan its hash. */
export function hashed(plan: Omit<PlanFile, "hash">): PlanFile {
  return { ...plan, hash: jsonHash(plan) };
}

/** Writes a plan into a folder; one that is there already has to be the same. */
export function writePlan(folder: string, plan: PlanFile): void {
  if (writeOnce(join(folder, PLAN), `${JSON.stringify(plan, null, 2)}\n`)) return;
  if (planIn(folder).hash === plan.hash) return;
  throw new RangeError(`${folder}: holds another plan already, choose another folder`);
}

/**
 * Reads the plan in a folder. Throws a RangeError where there is none, where somebody changed it after
 * it was made, and where this package is not the one that made it: its results might be others.
 */
export function readPlan(folder: string): PlanFile {
  const plan = planIn(folder);
  const { hash, ...rest } = plan;
  const found = jsonHash(rest);
  if (found !== hash) {
    throw new RangeError(
      `${join(folder, PLAN)}: was changed after it was made: its hash must be ${hash}, got ${found}; plan anew`,
    );
  }
  const own = thisCode();
  const differs = (what: string, planned: string | number, here: string | number) => {
    if (planned === here) return;
    throw new RangeError(
      `${join(folder, PLAN)}: was made with ${what} ${planned}, this is ${here}: results might differ; run it with the same, or plan anew`,
    );
  };
  differs("billshock", plan.tool.billshock, own.tool.billshock);
  differs("node", plan.tool.node, own.tool.node);
  differs("dataset format", plan.format, own.format);
  differs("byte stream", plan.stream, own.stream);
  differs("code", plan.code, own.code);
  return plan;
}

function planIn(folder: string): PlanFile {
  const path = join(folder, PLAN);
  if (!existsSync(path)) {
    throw new RangeError(
      `${folder}: holds no plan.json; billshock shard plan -o ${folder} makes one`,
    );
  }
  let plan: unknown;
  try {
    plan = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new RangeError(`${path}: must be JSON`, { cause: error });
  }
  const { schemaVersion } = (plan ?? {}) as Partial<PlanFile>;
  if (schemaVersion === 1) return plan as PlanFile;
  throw new RangeError(`${path}: schemaVersion must be 1, got ${schemaVersion}`);
}
