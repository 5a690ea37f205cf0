/** What {@link openTotalsCheck} looks at in a record. */
export interface CountedRow {
  readonly line: number;
  readonly device: string;
  readonly up: number;
  readonly down: number;
}

interface Sums {
  rows: number;
  up: number;
  down: number;
  /** The row with the most bytes: none else can be the sum of all others. */
  largest: CountedRow | null;
}

const NAMES =
  /^(grand|sub)?[ -]?total(s|en|e)?$|^(all|sum|summe|gesamt|итого|всего)$|^(合计|总计|小计|總計)$/i;
/** Sums of rounded numbers are not the rounded sum. */
const NEAR = 1e-5;

/**
 * Looks for rows that add the others up: totals that a report puts below its rows, or above them.
 * They have a device, a time and bytes like any record, and would double everything.
 *
 * `column` is what the map calls device. `restart` begins a new part, where a header stands again; each part and the whole are looked at.
 */
export function openTotalsCheck(column: string, warn: (what: string, line?: number) => void) {
  const whole = emptySums();
  let part = emptySums();
  let parts = 1;

  function close(sums: Sums): void {
    const { largest, rows, up, down } = sums;
    if (largest === null || rows < 3) return;
    if (isHalf(largest.up, up) && isHalf(largest.down, down)) {
      warn(
        `the row of line ${largest.line} equals the sum of the ${rows - 1} others; is it a total? leave it out with except=${column}:VALUE in the map, or --skip-rows`,
        largest.line,
      );
    }
  }

  return {
    add(row: CountedRow): void {
      if (NAMES.test(row.device)) {
        warn(
          `a device is called ${row.device}; is it a total? leave it out with except=${column}:${row.device} in the map`,
          row.line,
        );
      }
      for (const sums of [whole, part]) {
        const { largest } = sums;
        sums.rows++;
        sums.up += row.up;
        sums.down += row.down;
        const bytes = row.up + row.down;
        if (bytes > (largest === null ? 0 : largest.up + largest.down)) sums.largest = { ...row };
      }
    },
    restart(): void {
      if (part.rows === 0) return;
      close(part);
      part = emptySums();
      parts++;
    },
    finish(): void {
      close(part);
      if (parts > 1) close(whole);
    },
  };
}

function emptySums(): Sums {
  return { rows: 0, up: 0, down: 0, largest: null };
}

function isHalf(one: number, all: number): boolean {
  return Math.abs(2 * one - all) <= all * NEAR;
}
