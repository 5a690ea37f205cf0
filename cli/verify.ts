import { counted } from "../bench/report/wording.ts";
import { openDataset } from "../datasets/dataset.ts";
import type { Finding } from "../datasets/publishing/checks/finding.ts";
import { type OnProgress, verifyDataset } from "../datasets/publishing/verify.ts";
import { auditDatasets, type DatasetAudit, isAuditable } from "../jobs/audit-datasets.ts";
import { publishAudit } from "../jobs/publish-audit.ts";
import { auditText } from "./audit-text.ts";
import { type Command, isOn, type Shell, textsOf } from "./command.ts";
import { datasetFolder } from "./dataset-folder.ts";
import { gateText } from "./gate-text.ts";
import { makeupText } from "./makeup-text.ts";
import { blameUser, UsageError } from "./usage-error.ts";
import { wrapped } from "./wrapped.ts";

const WHERE = "billshock verify";
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
  options: {
    publish: {
      type: "boolean",
      describe:
        "write the figures into manifest and card of each, unless a bar of its level is missed",
    },
    force: {
      type: "boolean",
      describe: "publish all the same; manifest and card say so ever after",
    },
  },
  examples: [
    ["data/city", "hashes, schema, invariants, conservation, artefact audit, rules of one number"],
    ["city-1 city-2 city-3 city-4", "the audit over four seeds, which judge more than one"],
    ["city-1 city-2 city-3 city-4 --publish", "and let manifests and cards say what was found"],
  ],
  async run(args, shell) {
    const dir = datasetFolder(args, WHERE);
    if (isOn(args, "force") && !isOn(args, "publish")) {
      throw new UsageError(`${WHERE}: --force needs --publish`);
    }
    const progress = shell.progress(`verify ${dir}`, "rows");
    const found = findingsOf(dir, progress.update);
    progress.end();
    const more = textsOf(args, "more");
    const audit = isSound(found) ? auditOf([dir, ...more], shell) : null;
    const findings = audit === null ? found : [...found, ...audit.findings];
    const published = isOn(args, "publish")
      ? publishAudit([dir, ...more], { audit, force: isOn(args, "force"), isWhole })
      : null;
    const ok = isSound(findings);
    if (shell.json) {
      const { artefacts = null, oneLiners = null, references = null, makeup = null } = audit ?? {};
      const gates = { oneLiners, references, makeup };
      const said = {
        dataset: dir,
        pooled: more,
        ok,
        findings,
        audit: artefacts,
        ...gates,
        published,
      };
      shell.print(JSON.stringify(said, null, 2));
    } else {
      if (audit !== null) shell.print(`${auditText(audit.artefacts, shell.width)}\n`);
      if (audit !== null && audit.oneLiners.length > 0) {
        shell.print(`${gateText(audit.oneLiners, audit.references, shell.width)}\n`);
      }
      if (audit !== null && audit.makeup !== null) {
        shell.print(`${makeupText(audit.makeup, audit.references, shell.width)}\n`);
      }
      const lines = [...findings.map(worded), verdict(dir, findings), ...(published?.words ?? [])];
      shell.print(wrapped(lines.join("\n"), { width: shell.width, indent: "  " }));
    }
    return (published?.isDone ?? ok) ? 0 : INVALID;
  },
};

const isSound = (findings: readonly Finding[]): boolean =>
  findings.every(({ level }) => level !== "error");

const isWhole = (dir: string): boolean => isSound(findingsOf(dir, () => {}));

/** Audits generated data with truth; null where there is nothing to audit. */
function auditOf(dirs: readonly string[], shell: Shell): DatasetAudit | null {
  const datasets = blameUser(() => dirs.map(openDataset));
  try {
    const other = datasets.find((dataset) => !isAuditable(dataset));
    if (other !== undefined && datasets.length === 1) return null;
    if (other !== undefined) {
      throw new UsageError(
        `${WHERE}: only generated datasets with cases are audited together, ${other.dir} is none`,
      );
    }
    const progress = shell.progress("artefact audit", "contrasts");
    // The table has no row for what can't be judged; JSON has all figures.
    const measures = shell.json ? "all" : "judged";
    const onContrast = progress.update;
    const audit = blameUser(() => auditDatasets(datasets, { measures, onContrast }));
    progress.end();
    return audit;
  } finally {
    for (const dataset of datasets) dataset.close();
  }
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
