import {
  type MeasuredReference,
  measureReferences,
} from "../bench/references/measure-references.ts";
import { counted } from "../bench/report/wording.ts";
import { type ArtefactAudit, auditArtefacts } from "../datasets/audit/audit.ts";
import { auditFindings } from "../datasets/audit/audit-findings.ts";
import { gateFindings, ruleText, solvableFindings } from "../datasets/audit/gate-findings.ts";
import { type GatedRule, oneLinerGate } from "../datasets/audit/one-liner-gate.ts";
import { type Dataset, openDataset } from "../datasets/dataset.ts";
import type { Finding } from "../datasets/publishing/checks/finding.ts";
import { type OnProgress, verifyDataset } from "../datasets/publishing/verify.ts";
import { auditText } from "./audit-text.ts";
import { type Command, type Shell, textsOf } from "./command.ts";
import { datasetFolder } from "./dataset-folder.ts";
import { gateText } from "./gate-text.ts";
import { blameUser, UsageError } from "./usage-error.ts";
import { wrapped } from "./wrapped.ts";

const INVALID = 3;

/** Checks that a dataset is whole, right and free of leaks. */
export const command: Command = {
  positionals: {
    dataset: { describe: "folder of a dataset", demandOption: true },
    more: {
      describe: "other seeds or presets of its scenario, for the artefact audit alone",
      array: true,
    },
  },
  options: {},
  examples: [
    ["data/city", "hashes, schema, invariants, conservation, artefact audit, rules of one number"],
    ["city-1 city-2 city-3 city-4", "the audit over four seeds, which judge more than one"],
  ],
  async run(args, shell) {
    const dir = datasetFolder(args, "billshock verify");
    const progress = shell.progress(`verify ${dir}`, "rows");
    const found = findingsOf(dir, progress.update);
    progress.end();
    const more = textsOf(args, "more");
    const audit = isSound(found) ? auditOf([dir, ...more], shell) : null;
    const findings = audit === null ? found : [...found, ...audit.findings];
    const ok = isSound(findings);
    if (shell.json) {
      const { artefacts = null, oneLiners = null, references = null } = audit ?? {};
      const gates = { oneLiners, references };
      const said = { dataset: dir, pooled: more, ok, findings, audit: artefacts, ...gates };
      shell.print(JSON.stringify(said, null, 2));
    } else {
      if (audit !== null) shell.print(`${auditText(audit.artefacts, shell.width)}\n`);
      if (audit !== null && audit.oneLiners.length > 0) {
        shell.print(`${gateText(audit.oneLiners, audit.references, shell.width)}\n`);
      }
      const lines = [...findings.map(worded), verdict(dir, findings)];
      shell.print(wrapped(lines.join("\n"), { width: shell.width, indent: "  " }));
    }
    return ok ? 0 : INVALID;
  },
};

const isSound = (findings: readonly Finding[]): boolean =>
  findings.every(({ level }) => level !== "error");

/** What is asked of several seeds together. */
interface Audit {
  readonly artefacts: ArtefactAudit;
  /** How far one number gets with each kind in each view. */
  readonly oneLiners: readonly GatedRule[];
  /** How far several cues of a kind get together. */
  readonly references: readonly MeasuredReference[];
  readonly findings: readonly Finding[];
}

/** Audits generated data with truth: of imported rows nobody here made the by-products. */
function auditOf(dirs: readonly string[], shell: Shell): Audit | null {
  const datasets = blameUser(() => dirs.map(openDataset));
  try {
    const isMade = ({ manifest }: Dataset) =>
      manifest.origin === "generated" && manifest.truth !== null && manifest.truth.cases > 0;
    const other = datasets.find((dataset) => !isMade(dataset));
    if (other !== undefined && datasets.length === 1) return null;
    if (other !== undefined) {
      throw new UsageError(
        `billshock verify: only generated datasets with cases are audited together, ${other.dir} is none`,
      );
    }
    const progress = shell.progress("artefact audit", "contrasts");
    const artefacts = blameUser(() => auditArtefacts(datasets, { onContrast: progress.update }));
    progress.end();
    const { level, scenarioHash } = datasets[0].manifest;
    const same = datasets.filter(({ manifest }) => manifest.scenarioHash === scenarioHash);
    const oneLiners = oneLinerGate(same);
    const references = measureReferences(same);
    const findings = [
      ...auditFindings(artefacts),
      ...gateFindings(oneLiners, level),
      // What one number solves is solved.
      ...solvableFindings([...references, ...oneLiners.map(asReference)], level),
    ];
    return { artefacts, oneLiners, references, findings };
  } finally {
    for (const dataset of datasets) dataset.close();
  }
}

function asReference(rule: GatedRule): MeasuredReference {
  return { kind: rule.kind, name: ruleText(rule), f1: rule.f1, cases: rule.cases };
}

function findingsOf(dir: string, onProgress: OnProgress): readonly Finding[] {
  try {
    return verifyDataset(dir, onProgress);
  } catch (error) {
    // A manifest that can't be read is a broken dataset, not a broken run.
    if (!(error instanceof RangeError)) throw error;
    return [{ level: "error", check: "manifest", file: "manifest.json", message: error.message }];
  }
}

function worded({ level, check, file, row, message }: Finding): string {
  const place = row === undefined ? file : `${file}:${row}`;
  return `${level} ${check} ${place} ${message}`;
}

function verdict(dir: string, findings: readonly Finding[]): string {
  const count = (level: Finding["level"]) =>
    findings.filter((finding) => finding.level === level).length;
  const errors = count("error");
  const warnings = count("warning");
  const rest = warnings === 0 ? "" : `, ${counted(warnings, "warning")}`;
  const faults = counted(errors, "error");
  return errors === 0 ? `${dir}: valid${rest}` : `${dir}: invalid, ${faults}${rest}`;
}
