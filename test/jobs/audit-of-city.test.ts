import { beforeAll, describe, expect, it } from "vitest";
import { auditSummary } from "../../datasets/publishing/audit-summary.ts";
import type { DatasetAudit } from "../../jobs/audit-datasets.ts";
import { auditOf, SEEDS } from "./audit-of.ts";

/*
 * The published city, four seeds of it: nothing that generation leaves behind may tell who is hit, and
 * each level keeps what it promises. A level with more lines takes some minutes:
 * BILLSHOCK_AUDIT=L2/cn2024,L2/cn2015,L3/cn2024 npx vitest run test/jobs/audit-of-city.test.ts, and so
 * does a whole campus, BILLSHOCK_AUDIT=campus.
 */
const ALL = (process.env["BILLSHOCK_AUDIT"] ?? "L1/cn2024").split(",");
/** Levels of other scenarios by their own name: BILLSHOCK_AUDIT=family-plan@L1. */
const NAMED = ALL.filter((asked) => asked.includes("@"));
const ASKED = ALL.filter((asked) => asked !== "campus" && !NAMED.includes(asked));
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

describe.each(NAMED)("%s", (asked) => {
  const [, level = ""] = asked.split("@");
  let audit: DatasetAudit;
  beforeAll(async () => {
    audit = await auditOf(asked);
  }, 30 * MINUTES);

  it("leaves nothing behind that tells one from another, and holds the bars of its level", () => {
    expect(audit.artefacts.contrasts.filter(({ isJudged }) => isJudged).length).toBeGreaterThan(80);
    expect(auditSummary(audit, level, SEEDS).failures).toEqual([]);
  });

  it("ends its cases in every way, none oftener than in two of five", () => {
    const ends = Object.entries(audit.makeup?.ends ?? {});
    expect(ends.length).toBeGreaterThanOrEqual(3);
    for (const [end, share] of ends) expect(`${end} ${share <= 0.4}`).toBe(`${end} true`);
  });
});

if (ALL.includes("campus")) {
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
      expect(audit.artefacts.contrasts.filter(({ isJudged }) => isJudged).length).toBeGreaterThan(
        40,
      );
      expect(auditSummary(audit, "L1", SEEDS).failures).toEqual([]);
    });
  });
}
