import type { BillingCalendar } from "../datasets/billing/rating.ts";
import type { Tariff } from "../datasets/billing/tariff.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../datasets/view.ts";

/** One incident on one device, with its own onset and end. Times ms UTC. */
export interface Case {
  /** Number of the incident; an incident on many devices has many cases. */
  readonly incident: number;
  readonly kind: string;
  readonly device: number;
  readonly onset: number;
  readonly end: number;
  /** First moment at which the world's view held bytes of it; null: never. */
  readonly observable: number | null;
}

/** A legitimate episode that resembles an incident kind. */
export interface LookAlike {
  readonly kind: string;
  readonly device: number;
  readonly start: number;
  readonly end: number;
}

/** An episode on which truth has no verdict: `ambiguous` or `ignore`. */
export interface Aside {
  readonly device: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Rows of the world's view that truth names, in order of row. A row of several cases stands here
 * several times; `subject` is the index of the case, or -1 where the row's verdict is ambiguous or
 * ignore.
 */
export interface Evidence {
  readonly row: Float64Array;
  readonly subject: Int32Array;
  /** Bytes of the row, up and down, that belong to the case. */
  readonly bytes: Float64Array;
}

/** A row of the world's view. */
export interface EvidenceRow {
  readonly row: number;
  /** When it was delivered. */
  readonly time: number;
  readonly rowStart: number;
  readonly rowEnd: number;
}

/** Rows of the ledger on one device or one bill, in the order in which they closed. */
export interface LedgerRows {
  readonly length: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
  readonly up: Float64Array;
  readonly down: Float64Array;
  /** Codes of RATING_GROUPS. */
  readonly ratingGroup: Uint8Array;
  /** Which bytes of which row belong to which case: in order of row, then case. */
  readonly parts: {
    readonly length: number;
    readonly row: Uint32Array;
    readonly subject: Int32Array;
    readonly up: Float64Array;
    readonly down: Float64Array;
  };
  /** Bytes used before the first row that the factual bill reckoned with, by rating group. */
  readonly opening?: readonly number[];
}

/** The rows that damage and money are computed from: one denominator for all views. */
export interface Ledger {
  /** `charging` where the dataset has it with truth, else `flows`, else the detector's own view. */
  readonly view: ViewName;
  /** Reads the rows of one device. Calls in order of device read each shard once. */
  rowsOf(device: number): LedgerRows;
  /** The rows of all lines on one bill, by the line that pays it: where it is alone, those of {@link rowsOf}. */
  billOf(payer: number): LedgerRows;
}

/** How a device is billed; null where no tariff is known, then all money is 0. */
export interface Account {
  readonly tariff: Tariff;
  readonly calendar: BillingCalendar;
}

/**
 * All that scoring knows of one dataset, as a detector of one view is scored on it. Plain data and
 * one ledger: nothing in it depends on any detector.
 */
export interface World {
  readonly dataset: string;
  readonly seed: string | null;
  readonly view: ViewName;
  readonly currency: string;
  readonly span: { readonly from: number; readonly to: number; readonly warmUp: number };
  /** false: the data has no truth, and everything that needs it is null. */
  readonly truth: boolean;
  readonly deviceCount: number;
  /** Codes of SPLITS. */
  readonly split: Uint8Array;
  /** Lowest device of the household, or of the shared incident, that joins devices. */
  readonly cluster: Uint32Array;
  /** Lowest line of those on one bill: they share its bundle and caps. Mostly the device itself. */
  readonly payer: Uint32Array;
  /** Observed time of each device. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly cases: readonly Case[];
  readonly lookAlikes: readonly LookAlike[];
  readonly asides: readonly Aside[];
  readonly evidence: Evidence;
  /** For each case the first row, by (visibleAt, row), that truth names for it; null: none. */
  readonly firstRow: readonly (EvidenceRow | null)[];
  readonly ledger: Ledger;
  accountOf(device: number): Account | null;
  /** When the line's billing periods begin, whether or not its tariff is known. */
  calendarOf(device: number): BillingCalendar;
  /**
   * Reads the rows of the world's view, shard after shard in order of (visibleAt, device, seq), with
   * the columns asked for. `firstRow` is the number of the batch's first row over the dataset; arrays
   * are reused.
   */
  scan(columns: readonly ViewColumn[], visit: (batch: ViewBatch, firstRow: number) => void): void;
}
