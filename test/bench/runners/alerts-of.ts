import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readAlertFile } from "../../../bench/runners/alert-log.ts";
import type { Failure } from "../../../bench/runners/failure.ts";
import type { Limits } from "../../../bench/runners/foreign-process.ts";
import { findRunnable } from "../../../bench/runners/runnable.ts";
import { runUnit } from "../../../bench/workers/unit.ts";
import type { ViewName } from "../../../datasets/view.ts";
import type { DetectorSpec } from "../../../detectors/detector.ts";

const LIMITS: Limits = { timeout: 60_000, memory: 1_073_741_824 };

/** Alerts of a detector on a shard, by row; a failure instead of them. */
export interface Alerts {
  readonly failure: Failure | null;
  readonly scores: ReadonlyMap<number, number>;
}

/** Runs what stands behind `-d` over the first shard of a view, as bench does. */
export async function alertsOf(
  dataset: string,
  view: ViewName,
  argument: string | DetectorSpec,
  limits = LIMITS,
): Promise<Alerts> {
  const runnable = await findRunnable(argument, limits);
  if (runnable.failure) return { failure: runnable.failure, scores: new Map() };
  const folder = mkdtempSync(join(tmpdir(), "billshock-alerts-"));
  try {
    const alertFile = join(folder, "alerts");
    const [{ failure, alerts }] = await runUnit({
      dataset,
      view,
      shard: 0,
      limits,
      runs: [{ runnable, alertFile }],
    });
    if (failure) return { failure, scores: new Map() };
    const { rows, scores } = readAlertFile(alertFile, alerts);
    return { failure, scores: new Map([...rows].map((row, i) => [row, scores[i]])) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
