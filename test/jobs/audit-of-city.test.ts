import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type ArtefactAudit, auditArtefacts } from "../../datasets/audit/audit.ts";
import { openDataset } from "../../datasets/dataset.ts";
import { generate } from "../../jobs/generate.ts";
import { loadScenario } from "../../jobs/load-scenario.ts";

/*
 * The published city, four seeds of it: nothing that generation leaves behind may tell who is hit.
 */
const SEEDS = ["1", "2", "3", "4"];
const MINUTES = 60_000;

const folder = mkdtempSync(join(tmpdir(), "billshock-city-"));
let audit: ArtefactAudit;

beforeAll(async () => {
  const scenario = loadScenario("city@L1");
  for (const seed of SEEDS) {
    await generate({ scenario, seed, out: join(folder, seed), workers: 2 });
  }
  audit = auditArtefacts(SEEDS.map((seed) => openDataset(join(folder, seed))));
}, 5 * MINUTES);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("city@L1 has lines enough for most contrasts of kinds that share a protocol to be judged", () => {
  const judged = audit.contrasts.filter(({ isJudged }) => isJudged);
  expect(audit.contrasts.length).toBeGreaterThan(200);
  expect(judged.length).toBeGreaterThan(80);
});

it("city@L1 leaves nothing behind that tells incidents from others", () => {
  const leaks = audit.contrasts
    .filter((judged) => judged.leaks.length > 0)
    .map(
      ({ contrast: { view, group, inside, outside } }) => `${view} ${group} ${inside} ${outside}`,
    );
  expect(leaks).toEqual([]);
});
