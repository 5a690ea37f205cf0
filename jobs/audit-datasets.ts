import {
  type MeasuredReference,
  measureReferences,
} from "../bench/references/measure-references.ts";
import { type ArtefactAudit, type AuditOptions, auditArtefacts } from "../datasets/audit/audit.ts";
import { auditFindings } from "../datasets/audit/audit-findings.ts";
import { gateFindings, ruleText, solvableFindings } from "../datasets/audit/gate-findings.ts";
import { type LevelMakeup, measureMakeup } from "../datasets/audit/level-makeup.ts";
import { makeupFindings } from "../datasets/audit/makeup-findings.ts";
import { type GatedRule, oneLinerGate } from "../datasets/audit/one-liner-gate.ts";
import type { Reference } from "../datasets/audit/solvable-gate.ts";
import type { Dataset } from "../datasets/dataset.ts";
import type { Finding } from "../datasets/publishing/checks/finding.ts";

/** What is asked of several seeds together. */
export interface DatasetAudit {
  readonly artefacts: ArtefactAudit;
  /** How far one number gets with each kind in each view. */
  readonly oneLiners: readonly GatedRule[];
  /** How far several cues of a kind get together. */
  readonly references: readonly MeasuredReference[];
  /** What the cases are like; null without flows. */
  readonly makeup: LevelMakeup | null;
  readonly findings: readonly Finding[];
}

/** Whether there is something to audit: of imported rows nobody here made the by-products. */
export const isAuditable = ({ manifest }: Dataset): boolean =>
  manifest.origin === "generated" && manifest.truth !== null && manifest.truth.cases > 0;

/**
 * Audits generated datasets together: by-products over all, rules of one number and references over
 * the seeds of the first one's scenario, held to the bars of its level. Throws a RangeError where the
 * same seed is given twice.
 */
export function auditDatasets(
  datasets: readonly Dataset[],
  options: Pick<AuditOptions, "measures" | "onContrast"> = {},
): DatasetAudit {
  const artefacts = auditArtefacts(datasets, options);
  const [{ manifest }] = datasets as readonly [Dataset];
  const { level, scenarioHash } = manifest;
  const same = datasets.filter((each) => each.manifest.scenarioHash === scenarioHash);
  const oneLiners = oneLinerGate(same);
  const references = measureReferences(same);
  const makeup = measureMakeup(same);
  const findings = [
    ...auditFindings(artefacts),
    ...gateFindings(oneLiners, level),
    // What one number solves is solved.
    ...solvableFindings([...references, ...oneLiners.map(asReference)], level),
    ...(makeup === null ? [] : makeupFindings(makeup, references, level)),
  ];
  return { artefacts, oneLiners, references, makeup, findings };
}

function asReference(rule: GatedRule): Reference & { readonly cases: number } {
  const { kind, f1, cases } = rule;
  return { kind, name: ruleText(rule), f1, cases };
}
