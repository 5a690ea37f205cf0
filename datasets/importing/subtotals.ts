import { isNearSum } from "./is-near-sum.ts";

/** Bytes of a row, and where it stands. */
export interface SummedRow {
  readonly line: number;
  readonly up: number;
  readonly down: number;
}

/** Looks at rows in the order of their file. */
export interface Subtotals {
  add(row: SummedRow): void;
  /** Lines of rows that each add up the block of rows above it or below it; none for a single one. */
  lines(): readonly number[];
}

/** One row alone may equal the one before it by chance, and records that repeat do. */
const LEAST_BLOCK = 2;

/**
 * Finds the totals of a report's blocks, such as days: rows that equal the sum of the two or more
 * rows since the last such row, or, where the first row is one, up to the next. A row that equals the
 * sum of all of them so far is one too. O(1) a row.
 */
export function openSubtotals(): Subtotals {
  const below = openBelow();
  const above = openAbove();
  return {
    add(row) {
      below.add(row);
      above.add(row);
    },
    lines() {
      const lines = below.lines.length >= above.lines.length ? below.lines : above.lines;
      return lines.length < 2 ? [] : lines;
    },
  };
}

/** Totals that stand below their block. */
function openBelow() {
  const lines: number[] = [];
  const [block, totals] = [emptySum(), emptySum()];
  return {
    lines,
    add(row: SummedRow): void {
      if (equals(row, block)) {
        lines.push(row.line);
        grow(totals, row);
        clear(block);
      } else if (block.rows === 0 && equals(row, totals)) lines.push(row.line);
      else grow(block, row);
    },
  };
}

/** Totals that stand above their block: the first row is one, or none is. */
function openAbove() {
  const lines: number[] = [];
  const block = emptySum();
  let head: SummedRow | null = null;
  let isOver = false;
  return {
    lines,
    add(row: SummedRow): void {
      if (isOver) return;
      if (head === null) {
        if (row.up + row.down > 0) head = { line: row.line, up: row.up, down: row.down };
        return;
      }
      grow(block, row);
      if (equals(head, block)) {
        lines.push(head.line);
        head = null;
        clear(block);
      } else isOver = block.up > head.up + 1 || block.down > head.down + 1;
    },
  };
}

interface Sum {
  rows: number;
  up: number;
  down: number;
}

function emptySum(): Sum {
  return { rows: 0, up: 0, down: 0 };
}

function clear(sum: Sum): void {
  sum.rows = 0;
  sum.up = 0;
  sum.down = 0;
}

function grow(sum: Sum, { up, down }: SummedRow): void {
  sum.rows++;
  sum.up += up;
  sum.down += down;
}

function equals(row: SummedRow, sum: Sum): boolean {
  return (
    sum.rows >= LEAST_BLOCK &&
    row.up + row.down > 0 &&
    isNearSum(row.up, sum.up) &&
    isNearSum(row.down, sum.down)
  );
}
