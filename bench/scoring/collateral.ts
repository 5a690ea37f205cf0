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
    for (const from of blocked) {
      sum += blockedBytes(up[i], rows.start[i], rows.end[i], from, from + hold);
      sum += blockedBytes(down[i], rows.start[i], rows.end[i], from, from + hold);
    }
  }
  return sum;
}

function blockedBytes(x: number, start: number, end: number, from: number, to: number): number {
  if (end <= start) return from <= end && end < to ? x : 0;
  const covered = Math.min(end, to) - Math.max(start, from);
  if (covered <= 0) return 0;
  const product = x * covered;
  if (product > Number.MAX_SAFE_INTEGER) {
    return Number((BigInt(x) * BigInt(covered)) / BigInt(end - start));
  }
  return (product - (product % (end - start))) / (end - start);
}
