import type { Dataset } from "../../datasets/dataset.ts";
import { allShards, ROWS_PER_SHARD, type Scan, scanRows } from "../alerts/rows.ts";
import type { Evidence, EvidenceRow } from "../world.ts";
import type { LoadedTruth } from "./load-truth.ts";
import { lowerBound } from "./lower-bound.ts";

/** What truth names in one view. */
export interface LoadedEvidence {
  readonly evidence: Evidence;
  /** First row named for each case, and when the view first held bytes of it; null: never. */
  readonly firstRow: readonly (EvidenceRow | null)[];
  readonly observable: readonly (number | null)[];
}

/**
 * Reads the rows of a view that truth names for a case or an unsettled verdict. Memory grows with
 * these rows alone, 20 bytes each. A second pass over the view dates each case's first rows. Of shards
 * that are not asked for nothing is known.
 */
export function loadEvidence(
  dataset: Dataset,
  { view, shards = allShards(dataset) }: Pick<Scan, "view" | "shards">,
  { cases, subjectOf }: LoadedTruth,
): LoadedEvidence {
  const parts: Evidence[] = [];
  // Rows of a shard lie in order of (visibleAt, device, seq): a case's lowest row is its first.
  const named = new Float64Array(cases.length).fill(-1);
  const full = new Float64Array(cases.length).fill(-1);
  for (let shard = shards.from; shard < shards.to; shard++) {
    const row: number[] = [];
    const subject: number[] = [];
    const bytes: number[] = [];
    for (const batch of dataset.readRecordTruth(view, shard)) {
      for (let i = 0; i < batch.length; i++) {
        const of = subjectOf.get(batch.episode[i]);
        if (of === undefined) continue;
        const at = shard * ROWS_PER_SHARD + batch.row[i];
        const sum = batch.up[i] + batch.down[i];
        row.push(at);
        subject.push(of);
        bytes.push(sum);
        if (of >= 0 && named[of] < 0) named[of] = at;
        if (of >= 0 && full[of] < 0 && sum > 0) full[of] = at;
      }
    }
    parts.push({
      row: Float64Array.from(row),
      subject: Int32Array.from(subject),
      bytes: Float64Array.from(bytes),
    });
  }
  const dated = dateRows(dataset, { view, shards }, [...named, ...full]);
  return {
    evidence: joined(parts),
    firstRow: Array.from(named, (at) => dated.get(at) ?? null),
    observable: Array.from(full, (at) => dated.get(at)?.time ?? null),
  };
}

/** Lays the evidence of the shards end to end. */
function joined(parts: readonly Evidence[]): Evidence {
  const length = parts.reduce((sum, { row }) => sum + row.length, 0);
  const row = new Float64Array(length);
  const subject = new Int32Array(length);
  const bytes = new Float64Array(length);
  let at = 0;
  for (const part of parts) {
    row.set(part.row, at);
    subject.set(part.subject, at);
    bytes.set(part.bytes, at);
    at += part.row.length;
  }
  return { row, subject, bytes };
}

function dateRows(
  dataset: Dataset,
  scan: Pick<Scan, "view" | "shards">,
  wanted: readonly number[],
): ReadonlyMap<number, EvidenceRow> {
  const rows = Float64Array.from(new Set(wanted.filter((row) => row >= 0))).sort();
  const dated = new Map<number, EvidenceRow>();
  if (rows.length === 0) return dated;
  scanRows(dataset, { ...scan, columns: ["visibleAt", "start", "time"] }, (batch, firstRow) => {
    for (let i = lowerBound(rows, firstRow); i < rows.length; i++) {
      const at = rows[i] - firstRow;
      if (at >= batch.length) break;
      dated.set(rows[i], {
        row: rows[i],
        time: batch.visibleAt[at],
        rowStart: batch.start[at],
        rowEnd: batch.time[at],
      });
    }
  });
  return dated;
}
