import type { AuditRow } from "../../datasets/audit/audit-row.ts";

/** Columns of the flows view that are compared. */
export const COMPARED_COLUMNS = [
  "up",
  "down",
  "packetsUp",
  "packetsDown",
  "flows",
  "peers",
  "hiPortShare",
] as const;

/** What one device moved of one kind of traffic in one UTC minute; bytes, counts and a share. */
export interface ComparedRow extends AuditRow {
  readonly values: Readonly<Record<(typeof COMPARED_COLUMNS)[number], number>>;
}

/** Steps of size by a factor of 4: rows are compared with rows of the same step. */
export function sizeOf({ values: { up, down } }: ComparedRow): number {
  return Math.floor(Math.log2(Math.max(1, up + down)) / 2);
}

/** The same, and the fifth in which the up share lies. */
export function sizeAndShareOf(row: ComparedRow): number {
  const { up, down } = row.values;
  const share = up + down > 0 ? Math.min(4, Math.floor((5 * up) / (up + down))) : 0;
  return 5 * sizeOf(row) + share;
}
