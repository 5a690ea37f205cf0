import { beforeAll, describe, expect, it } from "vitest";
import { auditSummary } from "../../datasets/publishing/audit-summary.ts";
import type { DatasetAudit } from "../../jobs/audit-datasets.ts";
import { auditOf, SEEDS } from "./audit-of.ts";

/*
 * The published city, four seeds of it: nothing that generation leaves behind may tell who is hit, and
 * each level keeps what it promises. A level with more lines takes some minutes:
 * BILLSHOCK_AUDIT=L2/cn2024,L2/cn2015,L3/cn2024 npx vitest run test/jobs/audit-of-city.test.ts
 */
const ASKED = (process.env["BILLSHOCK_AUDIT"] ?? "L1/cn2024").split(",");
const MINUTES = 60_000;

describe.each(ASKED)("city@%s", (asked) => {
  const [level = "", preset = ""] = asked.split("/");
  let audit: DatasetAudit;
  beforeAll(async () => {
    audit = await auditOf(`city@${level}`, [`preset=${preset}`]);
  }, 30 * MINUTES);

  it("has lines enough for most contrasts of kinds that share a protocol to be judged", () => {
    const { contrasts } = audit.artefacts;
    expect(contrasts.length).toBeGreaterThan(200);
    expect(contrasts.filter(({ isJudged }) => isJudged).length).toBeGreaterThan(80);
  });

  it("leaves nothing behind that tells one from another, and holds the bars of its level", () => {
    expect(auditSummary(audit, level, SEEDS).failures).toEqual([]);
  });

  it("ends its cases in every way, none oftener than in two of five", () => {
    const ends = Object.entries(audit.makeup?.ends ?? {});
    expect(ends.length).toBeGreaterThanOrEqual(4);
    for (const [end, share] of ends) expect(`${end} ${share <= 0.4}`).toBe(`${end} true`);
  });
});
