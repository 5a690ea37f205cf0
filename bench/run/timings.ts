import type { DatasetResult } from "./made-rows.ts";

/** All times that a run measured: the only part of run.json in which two equal runs differ. */
export function timingsOf(results: readonly DatasetResult[], started: number, scored: number) {
  const now = performance.now();
  return {
    seconds: (now - started) / 1000,
    reportSeconds: (now - scored) / 1000,
    detectors: results.flatMap(({ description, results: cells }) =>
      cells.map(({ cell, ms, rows }) => ({
        dataset: description.name,
        seed: description.seed,
        name: cell.runnable.name,
        view: cell.view,
        ms,
        nsPerRow: rows > 0 ? (ms * 1e6) / rows : null,
      })),
    ),
  };
}
