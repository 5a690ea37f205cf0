import type { RecordTruthBatch } from "../dataset.ts";

/** Walks the record truth of a shard beside the rows of its view. */
export interface RowLabels {
  /** Hears what truth says of the row: which episode has how many of its bytes. Rows come in order. */
  of(row: number, hear: (episode: number, up: number, down: number) => void): void;
}

/** Opens record truth for a walk: one batch in memory. */
export function openRowLabels(batches: Iterator<RecordTruthBatch, void>): RowLabels {
  let batch: RecordTruthBatch | null = null;
  let at = 0;

  function current(): RecordTruthBatch | null {
    while (batch === null || at >= batch.length) {
      const next = batches.next();
      if (next.done === true) return null;
      batch = next.value;
      at = 0;
    }
    return batch;
  }

  return {
    of(row, hear) {
      for (let label = current(); label !== null && label.row[at] <= row; label = current()) {
        if (label.row[at] === row) hear(label.episode[at], label.up[at], label.down[at]);
        at++;
      }
    },
  };
}
