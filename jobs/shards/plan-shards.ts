import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { type CellsOn, cellsOf } from "../../bench/run/bench-cells.ts";
import { checkKinds, type Kinds, kindsIn } from "../../bench/run/bench-inputs.ts";
import { checkOptions } from "../../bench/run/check-options.ts";
import { datasetHash, datasetName } from "../../bench/run/provenance.ts";
import { hasCalibrationHalf } from "../../bench/thresholds/calibration-half.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { MANIFEST_PATH } from "../../datasets/format/layout.ts";
import { scenarioHash } from "../../datasets/publishing/scenario-hash.ts";
import { VIEW_TABLES, VIEWS } from "../../datasets/view.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import { drawPersona } from "../../simulators/life/persona.ts";
import { DEVICES_PER_SHARD } from "../generate.ts";
import { loadScenario, type ScenarioChanges } from "../load-scenario.ts";
import { kindsOf } from "../planned-datasets.ts";
import { plannedCells } from "./plan-entries.ts";
import {
  hashed,
  type PlanFile,
  type PlannedData,
  type PlannedScenario,
  type PlannedShard,
  type PlanSettings,
  stagesOf,
  thisCode,
  writePlan,
} from "./plan-file.ts";
import { learn } from "./plan-fits.ts";
import { manifestHash } from "./plan-folder.ts";
import { type Cut, refusalOf, refusalsOf } from "./refusals.ts";

/** What to plan, and where to. */
export interface PlanShardsOptions extends Partial<PlanSettings> {
  /** A scenario by name or path, or the folder of a dataset. */
  readonly on: string;
  /** Of a scenario. */
  readonly seed?: string;
  /** What is changed of a scenario. */
  readonly changes?: Pick<ScenarioChanges, "set" | "devices" | "days">;
  readonly shards: number;
  /** As `-d` takes them; all of the catalogue that can run in shards when left out. */
  readonly detectors?: readonly string[];
  /** Folder that takes plan.json, and then what shards publish. */
  readonly out: string;
  /** Lines in a file of a scenario's dataset: 256, or as many fewer as the shards need. */
  readonly devicesPerShard?: number;
}

/** A plan, and what it had to leave out. */
export interface PlannedShards {
  readonly plan: PlanFile;
  /** Sentences on detectors of the catalogue that can't run in shards: only where none were named. */
  readonly leftOut: readonly string[];
}

const MINUTE_MS = 60_000;
const GIGABYTE = 1_073_741_824;

/**
 * Plans a bench of one dataset or scenario in shards and writes plan.json: everything that results
 * follow from, resolved, with a hash. Nothing is simulated. Throws a RangeError for what a bench would
 * refuse too, and for what can't run in shards: with a sentence that says why, and what to do instead.
 *
 * @example
 * await planShards({ on: "city@L1", shards: 2, detectors: ["dual-cap"], out: "plan" });
 */
export async function planShards(options: PlanShardsOptions): Promise<PlannedShards> {
  const { shards, out, timeout = MINUTE_MS, memory = GIGABYTE, scoring = {} } = options;
  if (!(Number.isInteger(shards) && shards > 0)) {
    throw new RangeError(`--shards must be a whole number of at least 1, got ${shards}`);
  }
  const settings: PlanSettings = {
    ...{ budget: options.budget ?? 1, capacity: options.capacity ?? null },
    ...{ fill: options.fill ?? false, asWritten: options.asWritten ?? false },
    ...{ thresholds: options.thresholds ?? {}, timeout, memory, scoring },
    ...{ tariff: options.tariff ?? null, prevalence: options.prevalence ?? null },
  };
  const world = worldOf(options);
  mustCalibrate(world, settings);
  if (settings.prevalence) checkKinds(settings.prevalence, [world.kinds]);
  const { detectors, leftOut } = detectorsOf(options.detectors, world.cut);
  const { entries } = await checkOptions({ ...settings, detectors });
  const refused = refusalsOf(entries, world.cut);
  if (refused.length > 0) throw new RangeError(refused.join("\n"));
  const cells = cellsOf(world.cellsOn, entries);
  const learned = await learn(world.on, cells, { timeout, memory });
  const plan = hashed({
    schemaVersion: 1,
    ...thisCode(),
    ...{ on: world.on, name: world.name },
    stages: stagesOf({
      isScenario: world.on.kind === "scenario",
      hasTruth: world.cellsOn.manifest.truth !== null,
    }),
    shards: world.shards,
    detectors,
    ...{ cells: plannedCells(cells), fits: learned.fits },
    settings,
  });
  if (!isDeepStrictEqual(JSON.parse(JSON.stringify(plan)), plan)) {
    throw new RangeError(
      `${options.on}: can't be planned: JSON does not hold all that it follows from`,
    );
  }
  learned.keepIn(out);
  writePlan(out, plan);
  return { plan, leftOut };
}

/** What a plan is made on. */
interface PlannedWorld {
  readonly on: PlanFile["on"];
  readonly name: string;
  readonly kinds: Kinds;
  readonly hasHalf: boolean;
  readonly cellsOn: CellsOn;
  readonly shards: readonly PlannedShard[];
  readonly cut: Cut;
}

function worldOf(options: PlanShardsOptions): PlannedWorld {
  return existsSync(join(options.on, MANIFEST_PATH)) ? dataOf(options) : scenarioOf(options);
}

function dataOf({
  on: dir,
  shards,
  seed,
  changes,
  devicesPerShard,
}: PlanShardsOptions): PlannedWorld {
  const given = { seed, devicesPerShard, ...changes };
  const [flag] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (flag !== undefined) {
    throw new RangeError(`${dir}: is a dataset, and ${flag} is of a scenario; leave it out`);
  }
  const dataset = openDataset(dir);
  const { manifest } = dataset;
  const on: PlannedData = {
    ...{ kind: "dataset", dir: resolve(dir), logicalHash: datasetHash(manifest) },
    manifest: manifestHash(dir),
  };
  const files = { count: manifest.shards, lines: manifest.devicesPerShard };
  const hasHalf = hasCalibrationHalf(dataset);
  dataset.close();
  return {
    ...{ on, name: datasetName(manifest), kinds: kindsIn(manifest), hasHalf },
    cellsOn: dataset,
    shards: shardsOf(shards, files, manifest.devices),
    cut: {
      ...{ isFiner: false, mostShards: manifest.shards },
      noLessons: hasHalf ? null : "and it has none; bench it with --calibrate on one machine",
    },
  };
}

function scenarioOf({ on: word, shards, ...options }: PlanShardsOptions): PlannedWorld {
  const { seed = "1", changes = {}, devicesPerShard } = options;
  const scenario = loadScenario(word, changes);
  const { devices } = scenario;
  const lines = devicesPerShard ?? linesOfFile(devices, shards);
  const isFiner = lines < Math.min(DEVICES_PER_SHARD, devices);
  const on: PlannedScenario = {
    ...{ kind: "scenario", word, scenario, scenarioHash: scenarioHash(scenario), seed },
    devicesPerShard: lines,
  };
  mustKeepBills(on);
  const columns = VIEWS.map((view) => [
    view,
    { columns: VIEW_TABLES[view].columns.map(({ name }) => name) },
  ]);
  return {
    ...{ on, name: datasetName(scenario), kinds: kindsOf(scenario) },
    hasHalf: scenario.split.calibration > 0,
    cellsOn: { manifest: { views: Object.fromEntries(columns), truth: {} } },
    shards: shardsOf(shards, { count: Math.ceil(devices / lines), lines }, devices),
    cut: {
      ...{ isFiner, mostShards: Math.ceil(devices / DEVICES_PER_SHARD) },
      noLessons: "before which no line has lived; billshock generate it and plan the dataset",
    },
  };
}

/** As many lines in a file as `generate` puts there; fewer where that makes fewer files than shards. */
function linesOfFile(devices: number, shards: number): number {
  if (Math.ceil(devices / DEVICES_PER_SHARD) >= shards) return DEVICES_PER_SHARD;
  const even = Math.ceil(devices / shards);
  return Math.ceil(devices / even) >= shards ? even : Math.max(1, Math.floor(devices / shards));
}

/** Cuts the files of a dataset into shards as even as can be. */
function shardsOf(
  shards: number,
  { count, lines }: { readonly count: number; readonly lines: number },
  devices: number,
): PlannedShard[] {
  if (shards > count) {
    throw new RangeError(
      `--shards must be at most ${count}, since a file of ${lines} lines is never cut and there are ${count}, got ${shards}`,
    );
  }
  return Array.from({ length: shards }, (_, index): PlannedShard => {
    const [from, to] = [index, index + 1].map((i) => Math.floor((i * count) / shards));
    return {
      files: { from, to },
      lines: { from: from * lines, to: Math.min(devices, to * lines) },
    };
  });
}

/** A bill's books are kept in one place. */
function mustKeepBills({ scenario, seed, devicesPerShard }: PlannedScenario): void {
  if (!scenario.plans.some(({ shared }) => shared)) return;
  for (let device = 0; device < scenario.devices; device++) {
    const { payer } = drawPersona(seed, scenario, device);
    if (Math.floor(payer / devicesPerShard) === Math.floor(device / devicesPerShard)) continue;
    throw new RangeError(
      `${scenario.name}: lines ${payer} and ${device} share a bundle, and would lie in two files of ${devicesPerShard} lines; plan with fewer shards`,
    );
  }
}

function mustCalibrate({ name, hasHalf }: PlannedWorld, settings: PlanSettings): void {
  const { asWritten, capacity, fill } = settings;
  if (asWritten && capacity !== null) {
    throw new RangeError(
      "--as-written calibrates nothing, so --capacity has no use; leave one out",
    );
  }
  if (fill && capacity === null)
    throw new RangeError("--fill fills a --capacity, which is missing");
  if (hasHalf || asWritten || capacity !== null) return;
  throw new RangeError(
    `${name}: has no calibration half, and a plan borrows no thresholds from another dataset; plan it with --as-written or --capacity, or bench it on one machine with --calibrate`,
  );
}

function detectorsOf(named: readonly string[] | undefined, cut: Cut) {
  if (named !== undefined && named.length > 0) return { detectors: [...named], leftOut: [] };
  const leftOut: string[] = [];
  const detectors = DETECTORS.flatMap((spec) => {
    const refusal = refusalOf({ name: spec.name, spec, how: { kind: "catalogue" } }, cut);
    if (refusal !== null) leftOut.push(refusal);
    return refusal === null ? [spec.name] : [];
  });
  return { detectors, leftOut };
}
