import { join } from "node:path";
import { MANIFEST_PATH } from "../format/layout.ts";
import type { AuditSummary } from "../format/manifest.ts";
import { readManifest } from "../format/read-manifest.ts";
import { writeWhole } from "../format/write-whole.ts";
import { datasetCard } from "./card.ts";

/**
 * Writes what an audit found into a dataset's manifest and card, each whole or not at all, in place of
 * what an earlier audit found. No row is touched, and no hash changes.
 */
export function recordAudit(dir: string, audit: AuditSummary): void {
  const manifest = { ...readManifest(dir), audit };
  writeWhole(join(dir, MANIFEST_PATH), `${JSON.stringify(manifest, null, 2)}\n`);
  writeWhole(join(dir, "README.md"), datasetCard(manifest));
}
