import type { RowError, RowFault } from "./row-error.ts";

/** Options of {@link openBadRows}. */
export interface BadRowsOptions {
  /** So many rows may be bad. */
  readonly most: number;
  /** Counts a row that is left out. */
  skip(reason: string, bytes: number, line: number): void;
  /** Hears of each, as it is left out. */
  readonly onBadRow?: ((fault: RowFault) => void) | undefined;
}

/**
 * Opens the list of rows that are not what their format promises, for all importers: each is kept
 * with its place, value and reason. One more than may be ends the import.
 */
export function openBadRows({ most, skip, onBadRow }: BadRowsOptions) {
  const faults: RowFault[] = [];
  return {
    faults: faults as readonly RowFault[],
    take(error: RowError): void {
      if (faults.length === most) {
        if (most === 0) throw error;
        throw new RangeError(
          `more rows are bad than the ${most} that may be; the next: ${error.message}`,
          { cause: error },
        );
      }
      faults.push(error.fault);
      skip(error.fault.reason, 0, error.fault.line);
      onBadRow?.(error.fault);
    },
  };
}
