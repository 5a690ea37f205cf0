import type { Manifest } from "../datasets/format/manifest.ts";
import { readManifest } from "../datasets/format/read-manifest.ts";
import { auditSummary } from "../datasets/publishing/audit-summary.ts";
import { recordAudit } from "../datasets/publishing/record-audit.ts";
import type { DatasetAudit } from "./audit-datasets.ts";

/** What came of a wish to publish. */
export interface Published {
  readonly isDone: boolean;
  readonly words: readonly string[];
}

/** What was found, and what is to be done about it. */
export interface PublishRequest {
  /** The audit of all together; null where there was nothing to audit, or the first is broken. */
  readonly audit: DatasetAudit | null;
  /** Publishes what misses a bar, which it then says. */
  readonly force: boolean;
  /** Whether a dataset is what its manifest says; asked of all but the first. */
  readonly isWhole: (dir: string) => boolean;
}

/**
 * Writes what an audit found into manifest and card of each dataset, where all are whole seeds of one
 * scenario and hold the bars of its level, or by force. Writes to none where one can't be.
 */
export function publishAudit(
  dirs: readonly string[],
  { audit, force, isWhole }: PublishRequest,
): Published {
  const refused = (why: string) => ({ isDone: false, words: [`not published: ${why}`] });
  if (audit === null) return refused("only sound datasets that were generated, with cases, are");
  const manifests = dirs.map(readManifest);
  const [{ level, scenarioHash }] = manifests as [Manifest, ...Manifest[]];
  const other = manifests.findIndex((each) => each.scenarioHash !== scenarioHash);
  if (other >= 0) {
    return refused(`${dirs[other]} is of another scenario than ${dirs[0]}; publish it by itself`);
  }
  const broken = dirs.slice(1).find((dir) => !isWhole(dir));
  if (broken !== undefined) return refused(`${broken} is invalid, see billshock verify ${broken}`);
  const seeds = manifests.map(({ seed }) => seed);
  const summary = auditSummary(audit, level, seeds);
  const { failures } = summary;
  if (failures.length > 0 && !force) {
    const what = `the bars of ${level ?? "its scenario"} are missed; --force publishes it, and it says so ever after`;
    return refused([what, ...failures].join("\n  "));
  }
  for (const dir of dirs) recordAudit(dir, summary);
  const how = failures.length > 0 ? "published by force, which they say" : "published";
  return { isDone: true, words: [`${how}: manifest.json and README.md of ${dirs.join(", ")}`] };
}
