import { beforeAll, describe, expect, it } from "vitest";
import { auditSummary } from "../../datasets/publishing/audit-summary.ts";
import type { DatasetAudit } from "../../jobs/audit-datasets.ts";
import { auditOf, SEEDS } from "./audit-of.ts";

const MINUTES = 60_000;

/* Four seeds of campus-wlan@L1: accounts alone are hit, and nothing by itself tells which. */
describe("campus-wlan@L1", () => {
  let audit: DatasetAudit;
  beforeAll(async () => {
    audit = await auditOf("campus-wlan@L1");
  }, 30 * MINUTES);

  it("has twenty test cases of each of its two kinds, and no other kind", () => {
    const best = audit.oneLiners.filter(({ view }) => view === "wlan");
    expect(best.map(({ kind }) => kind).toSorted()).toEqual([
      "account-block-sweep",
      "wlan-credential-theft",
    ]);
    for (const { cases } of best) expect(cases).toBeGreaterThanOrEqual(20);
  });

  it("leaves nothing behind that tells one from another, and holds the bars of its level", () => {
    expect(audit.artefacts.contrasts.filter(({ isJudged }) => isJudged).length).toBeGreaterThan(40);
    expect(auditSummary(audit, "L1", SEEDS).failures).toEqual([]);
  });
});
