import type { ArtefactAudit } from "../audit/audit.ts";
import type { F1Interval } from "../audit/f1-interval.ts";
import { ONE_LINER_BARS, ruleText } from "../audit/gate-findings.ts";
import type { LevelMakeup } from "../audit/level-makeup.ts";
import { type GatedRule, gateDensity } from "../audit/one-liner-gate.ts";
import { type Reference, SOLVABLE_BARS } from "../audit/solvable-gate.ts";
import type { AuditSummary } from "../format/manifest.ts";
import type { Finding } from "./checks/finding.ts";

/** What an audit of several seeds of one level came to. */
export interface AuditFigures {
  readonly artefacts: ArtefactAudit;
  readonly oneLiners: readonly GatedRule[];
  readonly references: readonly (Reference & F1Interval & { readonly cases: number })[];
  readonly makeup: LevelMakeup | null;
  readonly findings: readonly Finding[];
}

/**
 * Sums an audit up as a manifest keeps it. What could not be asked has not passed: an audit in which no
 * contrast could be judged, or a kind that had too few cases for the bars of its level, fails.
 */
export function auditSummary(
  { artefacts, oneLiners, references, makeup, findings }: AuditFigures,
  level: string | null,
  seeds: readonly (string | null)[],
): AuditSummary {
  const judged = artefacts.contrasts.filter(({ isJudged }) => isJudged);
  const leaking = judged.filter(({ leaks }) => leaks.length > 0);
  const areas = judged.map(({ figures }) => figures?.area ?? 0);
  const isHeld = [ONE_LINER_BARS, SOLVABLE_BARS].some(
    (bars) => (bars[level ?? ""] ?? null) !== null,
  );
  const unasked = findings.filter(
    ({ level: how, check }) => how === "note" && check === "one-liner",
  );
  const failures = [
    ...(judged.length === 0
      ? ["no contrast could be judged: give more seeds of the scenario"]
      : []),
    ...findings.filter(({ level: how }) => how === "error").map(({ message }) => message),
    ...(isHeld ? unasked.map(({ message }) => message) : []),
  ];
  return {
    seeds,
    density: gateDensity(level),
    artefacts: {
      contrasts: artefacts.contrasts.length,
      judged: judged.length,
      leaking: leaking.length,
      largestArea: Math.max(0, ...areas),
    },
    oneLiners: oneLiners.map((rule) => {
      const { kind, view, f1, low, high, cases } = rule;
      return { kind, view, rule: ruleText(rule), f1, low, high, cases };
    }),
    references: references.map(({ kind, name, f1, low, high, cases }) => ({
      ...{ kind, name, f1, low, high, cases },
    })),
    makeup,
    failures,
  };
}
