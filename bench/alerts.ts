/**
 * Alerts of one detector on one view of one dataset, column by column, in order of (time, row): what
 * the harness hands to scoring. Rows with score -Infinity are no alerts and are left out.
 */
export interface Alerts {
  readonly length: number;
  readonly device: Uint32Array;
  /** When the alert stands: the row's visibleAt, or the later `at` of an alerts file. */
  readonly time: Float64Array;
  /** The row over the whole dataset: shard * 2^32 + row in its shard; -1 where no row is named. */
  readonly row: Float64Array;
  /** Time that the row covers. */
  readonly rowStart: Float64Array;
  readonly rowEnd: Float64Array;
  readonly score: Float64Array;
}
