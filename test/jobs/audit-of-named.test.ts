import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { auditArtefacts } from "../../datasets/audit/audit.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { namedScenarios } from "../../datasets/scenarios/named.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

/*
 * Every named scenario passes through the audit. A case on record is one line, so that little of it can
 * be judged; what can be must be alike. The levels of city are audited in audit-of-city.
 */
const folder = mkdtempSync(join(tmpdir(), "billshock-named-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Scenarios with levels: the smallest will do here. */
const SMOKE: ReadonlySet<string> = new Set(["city", "esim-trip", "family-plan"]);

it.each(namedScenarios())("%s leaves nothing behind", async (name) => {
  const scenario = loadScenario(SMOKE.has(name) ? `${name}@L0` : name);
  const made = ["1", "2"].map((seed) => ({ seed, out: join(folder, `${name}-${seed}`) }));
  for (const each of made) await generate({ scenario, ...each });
  const datasets = made.map(({ out }) => openDataset(out));
  const { contrasts, ok } = auditArtefacts(datasets);
  for (const dataset of datasets) dataset.close();
  expect(contrasts.length).toBeGreaterThan(0);
  expect(contrasts.filter(({ leaks }) => leaks.length > 0)).toEqual([]);
  expect(ok).toBe(true);
});
