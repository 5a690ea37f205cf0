import type { LedgerRows } from "../world.ts";

/**
 * Adds up the innocent bytes of a device that false alarms block: those of the ledger in
 * `[from, from + hold)` of each, pro rata of the time that a row covers, rounded down for each row
 * and direction. Bytes of any case are not innocent. A row without extent lies at its end.
 */
export function collateralBytes(
  rows: LedgerRows,
  blocked: readonly number[],
  hold: number,
): number {
  if (blocked.length === 0 || hold <= 0) return 0;
  const up = Float64Array.from(rows.up.subarray(0, rows.length));
  const down = Float64Array.from(rows.down.subarray(0, rows.length));
  const { parts } = rows;
  for (let p = 0; p < parts.length; p++) {
    up[parts.row[p]] -= parts.up[p];
    down[parts.row[p]] -= parts.down[p];
  }
  let sum = 0;
  for (let i = 0; i < rows.length; i++) {
    const end = rows.end[i];
    const length = Math.max(0, end - rows.start[i]);
    for (const from of blocked) {
      const to = from + hold;
      if (length === 0) {
        if (from <= end && end < to) sum += up[i] + down[i];
        continue;
      }
      const covered = Math.min(end, to) - Math.max(end - length, from);
      if (covered <= 0) continue;
      sum += shareOf(up[i], covered, length) + shareOf(down[i], covered, length);
    }
  }
  return sum;
}

/** The bytes of a part of a row's time, rounded down. */
function shareOf(bytes: number, covered: number, length: number): number {
  const product = bytes * covered;
  if (product > Number.MAX_SAFE_INTEGER) {
    return Number((BigInt(bytes) * BigInt(covered)) / BigInt(length));
  }
  return (product - (product % length)) / length;
}
