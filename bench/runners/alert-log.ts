/**
 * Rows with a finite score of one detector on one shard, in order of rows: 12 bytes each, since
 * device and times stand in the view already.
 */
export interface AlertLog {
  readonly length: number;
  readonly rows: Uint32Array;
  readonly scores: Float64Array;
}

/** An alert log that grows. */
export interface AlertLogWriter {
  /** Adds the finite scores of the rows from `first` on. */
  add(scores: Float64Array, first: number): void;
  finish(): AlertLog;
}

/** Opens an empty log; amortised O(1) an alert. */
export function openAlertLog(): AlertLogWriter {
  let rows = new Uint32Array(1024);
  let values = new Float64Array(1024);
  let length = 0;
  return {
    add(scores, first) {
      if (length + scores.length > rows.length) {
        const capacity = Math.max(rows.length * 2, length + scores.length);
        rows = grown(rows, new Uint32Array(capacity), length);
        values = grown(values, new Float64Array(capacity), length);
      }
      for (let i = 0; i < scores.length; i++) {
        const score = scores[i] as number;
        if (score === Number.NEGATIVE_INFINITY) continue;
        rows[length] = first + i;
        values[length++] = score;
      }
    },
    finish() {
      return { length, rows: rows.subarray(0, length), scores: values.subarray(0, length) };
    },
  };
}

function grown<T extends Uint32Array | Float64Array>(from: T, to: T, length: number): T {
  to.set(from.subarray(0, length));
  return to;
}
