/** Where a fault stands, and what it is. */
export interface RowFault {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1; null when the row as a whole is at fault, or the file has no columns. */
  readonly column: number | null;
  /** Name of the column; null when the row as a whole is at fault. */
  readonly name: string | null;
  readonly value: string | null;
  /** What was wrong, without the value. */
  readonly reason: string;
}

/**
 * One row of a foreign file is not what its format promises. The row can be left out; any other
 * error speaks of the file as a whole.
 */
export class RowError extends RangeError {
  readonly fault: RowFault;

  constructor(message: string, fault: RowFault) {
    super(message);
    this.fault = fault;
  }
}

interface File {
  readonly file: string;
}

/** A cell of a row, as an error names it. */
export interface FaultyCell {
  readonly column: string;
  /** From 0. */
  readonly index: number;
  readonly value: string | undefined;
  /** The file has no columns that could be counted. */
  readonly unnumbered?: boolean;
  /** What could be done, behind the value: it begins with a sign. */
  readonly hint?: string;
  /** The value is below zero: the row takes back what an earlier one said. */
  readonly isNegative?: boolean;
}

/** Says what a cell must be: `usage.csv:7:3: up must be ..., got "x"`; lines and columns count from 1. */
export function cellError({ file }: File, line: number, cell: FaultyCell, rule: string): RowError {
  const { column, index, value, hint = "", isNegative = false, unnumbered = false } = cell;
  const place = unnumbered ? `${file}:${line}` : `${file}:${line}:${index + 1}`;
  const short = value?.slice(0, 80);
  const got = short === undefined ? "nothing" : JSON.stringify(short);
  return new RowError(`${place}: ${column} must be ${rule}, got ${got}${hint}`, {
    file,
    line,
    column: unnumbered ? null : index + 1,
    name: column,
    value: short ?? null,
    reason: isNegative ? `${column} is negative, a correction` : `${column} must be ${rule}`,
  });
}

/** Says what a row as a whole must be: `usage.csv:7: a row must have ...`. */
export function rowError({ file }: File, line: number, rule: string): RowError {
  const fault = { file, line, column: null, name: null, value: null };
  return new RowError(`${file}:${line}: ${rule}`, { ...fault, reason: rule });
}
