import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataset } from "../../datasets/dataset.ts";
import { auditDatasets, type DatasetAudit } from "../../jobs/audit-datasets.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

/** Seeds that are pooled. */
export const SEEDS = ["1", "2", "3", "4"];

/** Generates four seeds of a named scenario and audits them together, as `verify` does where it prints no figures. */
export async function auditOf(name: string, set: readonly string[] = []): Promise<DatasetAudit> {
  const folder = mkdtempSync(join(tmpdir(), "billshock-audit-"));
  const made = SEEDS.map((seed) => join(folder, seed));
  try {
    const scenario = loadScenario(name, { set });
    for (const [i, out] of made.entries()) {
      await generate({ scenario, seed: SEEDS[i] as string, out, workers: 2 });
    }
    const datasets = made.map(openDataset);
    try {
      return auditDatasets(datasets, { measures: "judged" });
    } finally {
      for (const dataset of datasets) dataset.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
