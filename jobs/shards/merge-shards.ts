import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { writeReport } from "../../bench/report/write-report.ts";
import { inputsOf } from "../../bench/run/bench-inputs.ts";
import { briefRun } from "../../bench/run/brief-run.ts";
import { type RunFile, writeRunFile } from "../../bench/run/run-file.ts";
import { wholeRun } from "../../bench/run/whole-run.ts";
import { mergedResult, type WholeParts } from "../../bench/shards/merged-result.ts";
import { rowsOf } from "./live-shard.ts";
import { openWhole } from "./open-part.ts";
import { planEntries } from "./plan-entries.ts";
import { type PlanFile, readPlan } from "./plan-file.ts";
import { plannedFits } from "./plan-fits.ts";
import { checkDataset, PlanFolder, partsOf } from "./plan-folder.ts";
import type { CellEffort, Published } from "./publication.ts";
import { writeDataset } from "./write-dataset.ts";

/** What to merge, and where to. */
export interface MergeShardsOptions {
  /** Folder of the plan. */
  readonly folder: string;
  /** Copies of that folder in which other machines published. */
  readonly copies?: readonly string[];
  /** Folder that takes run.json and report.html; nothing is written without it. */
  readonly out?: string | null;
  /** Folder that takes the dataset whose lines the shards have lived; none without it. */
  readonly dataset?: string | null;
  /** Where its rows are kept; `work` in the plan's folder when left out. What is gone is lived again. */
  readonly work?: string | undefined;
  /** Replaces a dataset that is there. */
  readonly force?: boolean;
  /** Keeps the shards' rows and alerts in the plan's folder. */
  readonly keepWork?: boolean;
}

/**
 * Merges what the shards of a plan published into the run.json that a bench on one machine writes, but
 * for its timings. Throws a RangeError that names what is missing, belongs to another plan, was changed
 * or contradicts itself.
 *
 * @example
 * const run = await mergeShards({ folder: "plan", out: "runs/city" });
 */
export async function mergeShards(options: MergeShardsOptions): Promise<RunFile> {
  const { folder, copies = [], out = null, keepWork = false } = options;
  const started = performance.now();
  const plan = readPlan(folder);
  for (const copy of copies) mustBeCopy(plan, folder, copy);
  checkDataset(plan);
  const opened = new PlanFolder(folder, plan, copies);
  for (const stage of plan.stages) await opened.whole(stage);
  if (options.dataset) await writeRows(opened, options);
  const part = await openWhole(plan, await opened.small());
  try {
    const { entries, limits } = await planEntries(plan);
    const { settings, on } = plan;
    const { dataset } = part;
    const fits = plannedFits(folder, plan);
    const result = mergedResult(part, { ...(await wholeParts(opened)), fits });
    const results = [on.kind === "scenario" ? { ...result, dir: on.word } : result];
    const ordered = [{ dataset, calibrationOnly: false }];
    const run = wholeRun(results, {
      inputs: inputsOf(settings, ordered, limits, entries.thresholds),
      ...{ scoring: settings.scoring, prevalence: settings.prevalence },
      ...{ metrics: [], beside: undefined, started },
    });
    if (out !== null) {
      mkdirSync(out, { recursive: true });
      const fitted = join(folder, "fitted");
      if (existsSync(fitted)) cpSync(fitted, join(out, "fitted"), { recursive: true });
      writeRunFile(join(out, "run.json"), briefRun(run));
      await writeReport(run, on.kind === "dataset" ? [on.dir] : [], join(out, "report.html"));
    }
    if (!keepWork) rmSync(join(folder, "work"), { recursive: true, force: true });
    return run;
  } finally {
    part.dataset.close();
  }
}

/** Comes before the run: where it fails, nothing is written and no row is removed. */
async function writeRows(
  opened: PlanFolder,
  { folder, work = join(folder, "work"), dataset, force = false }: MergeShardsOptions,
): Promise<void> {
  const { plan } = opened;
  const { on, shards } = plan;
  if (!dataset) return;
  if (on.kind === "dataset") {
    throw new RangeError(`${folder}: was planned on a dataset, ${on.dir}; leave --dataset out`);
  }
  const lived = [];
  for (const index of shards.keys()) {
    const reports = opened.reports(index);
    lived.push({ rows: await rowsOf(on, { folder, plan, index, work }, reports), reports });
  }
  await writeDataset({ on, shards: lived, out: dataset, force });
}

async function wholeParts(opened: PlanFolder): Promise<Omit<WholeParts, "fits">> {
  const hasFloors = opened.plan.stages.includes("coin");
  const scored = await opened.whole("score");
  return {
    found: (await opened.before("score")).sections,
    scored: partsOf(scored),
    floors: hasFloors
      ? {
          asked: (await opened.before("draw")).sections,
          drawn: partsOf(await opened.whole("draw")),
          tossed: partsOf(await opened.whole("coin")),
        }
      : null,
    effort: effortOf(await opened.whole("count")),
  };
}

function effortOf(counted: readonly Published[]): ReadonlyMap<number, CellEffort> {
  const sums = new Map<number, CellEffort>();
  for (const { marker } of counted) {
    for (const [at, { ms, rows, alerts }] of Object.entries(marker.effort)) {
      const sum = sums.get(Number(at)) ?? { ms: 0, rows: 0, alerts: 0 };
      sums.set(Number(at), {
        ms: sum.ms + ms,
        rows: sum.rows + rows,
        alerts: sum.alerts + alerts,
      });
    }
  }
  return sums;
}

function mustBeCopy(plan: PlanFile, folder: string, copy: string): void {
  const other = readPlan(copy);
  if (other.hash === plan.hash) return;
  throw new RangeError(
    `${copy}: belongs to another plan: its hash must be ${plan.hash}, that of ${folder}, got ${other.hash}`,
  );
}
