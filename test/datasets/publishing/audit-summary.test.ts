import { describe, expect, it } from "vitest";
import type { Judged } from "../../../datasets/audit/judge.ts";
import { type AuditFigures, auditSummary } from "../../../datasets/publishing/audit-summary.ts";
import type { Finding } from "../../../datasets/publishing/checks/finding.ts";

const contrast = (isJudged: boolean, area: number, leaks: Judged["leaks"] = []): Judged =>
  ({ isJudged, leaks, figures: { area } }) as unknown as Judged;
const finding = (level: Finding["level"], check: string, message: string): Finding =>
  ({ level, check, file: "truth/cases.arrow", message }) as Finding;

const figures = (change: Partial<AuditFigures> = {}): AuditFigures => ({
  artefacts: {
    contrasts: [contrast(true, 0.51), contrast(true, 0.54), contrast(false, 0.9)],
    ...{ apart: [], placements: [], ok: true },
  },
  oneLiners: [
    {
      ...{ kind: "theft", view: "wlan", feature: "bytes", window: "hour", form: "absolute" },
      ...{ sign: "above", f1: 0.4, low: 0.3, high: 0.5, cases: 25 },
    } as AuditFigures["oneLiners"][number],
  ],
  references: [
    { kind: "theft", name: "evidence of new-device", f1: 0.8, low: 0.7, high: 0.9, cases: 25 },
  ],
  makeup: { kinds: [], ends: { self: 0.4, owner: 0.6 } },
  findings: [],
  ...change,
});

describe("the summary of an audit", () => {
  it("keeps the figures, and passes what has no fault", () => {
    expect(auditSummary(figures(), "L2", ["1", "2"])).toEqual({
      ...{ seeds: ["1", "2"], density: 1.9, failures: [] },
      makeup: { kinds: [], ends: { self: 0.4, owner: 0.6 } },
      artefacts: { contrasts: 3, judged: 2, leaking: 0, largestArea: 0.54 },
      oneLiners: [
        {
          kind: "theft",
          view: "wlan",
          rule: "wlan: bytes of an hour",
          f1: 0.4,
          low: 0.3,
          high: 0.5,
          cases: 25,
        },
      ],
      references: [
        { kind: "theft", name: "evidence of new-device", f1: 0.8, low: 0.7, high: 0.9, cases: 25 },
      ],
    });
  });

  it("fails what an audit found, whatever the level", () => {
    const leaking = figures({
      artefacts: { ...figures().artefacts, contrasts: [contrast(true, 0.7, ["area"])] },
      findings: [finding("error", "artefact", "ports tell"), finding("note", "artefact", "few")],
    });
    const { artefacts, failures } = auditSummary(leaking, null, ["1"]);
    expect([artefacts.leaking, failures]).toEqual([1, ["ports tell"]]);
  });

  it("fails what could not be asked: no contrast, or kinds with few cases at a level with bars", () => {
    const none = { ...figures().artefacts, contrasts: [contrast(false, 0.5)] };
    const [unjudged] = auditSummary(figures({ artefacts: none }), "L1", ["1"]).failures;
    expect(unjudged).toBe("no contrast could be judged: give more seeds of the scenario");
    const few = figures({ findings: [finding("note", "one-liner", "theft: under 20 cases")] });
    expect(auditSummary(few, "L2", ["1"]).failures).toEqual(["theft: under 20 cases"]);
    expect(auditSummary(few, null, ["1"]).failures).toEqual([]);
  });
});
