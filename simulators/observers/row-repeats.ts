import type { Rows } from "./rows.ts";

/**
 * Rows that are delivered twice: the same again, with a number of its own, later. Truth names both,
 * and the bytes are counted as told twice.
 */
export class RowRepeats {
  private readonly rows: Rows;
  /** The second row of each first one of a device's day. */
  private readonly second = new Map<number, number>();

  constructor(rows: Rows) {
    this.rows = rows;
  }

  /** Tells a row again under that seq, so many ms after the first time. */
  tell(row: number, seq: number, after: number): void {
    const { rows } = this;
    const again = rows.open();
    for (const values of Object.values(rows.columns)) values[again] = values[row];
    const columns = rows.columns as Record<"visibleAt" | "up" | "down", Float64Array> &
      Record<"seq", Uint32Array>;
    columns.seq[again] = seq;
    columns.visibleAt[again] += after;
    rows.repeated.up += columns.up[row];
    rows.repeated.down += columns.down[row];
    this.second.set(row, again);
  }

  /** Says of the second rows what truth says of the first, from that part on. */
  close(firstPart: number): void {
    const { parts } = this.rows;
    const end = this.second.size > 0 ? parts.length : firstPart;
    for (let part = firstPart; part < end; part++) {
      const again = this.second.get(parts.row[part]);
      if (again === undefined) continue;
      parts.add(again, parts.episode[part], parts.up[part], parts.down[part]);
    }
    this.second.clear();
  }
}
