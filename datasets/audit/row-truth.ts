import type { Dataset } from "../dataset.ts";
import type { ViewName } from "../view.ts";

/** Share of a row's bytes from which on it counts as its episode's: a row that merges sessions shows neither. */
const PURE = 0.9;

/** Whose a row is: an episode's number, -1 = nobody's that truth names, -2 = mixed. */
export type OwnerOf = (row: number, bytes: number) => number;

/** Opens the record truth of one view and shard; rows must be asked in order. */
export function openOwners(dataset: Dataset, view: ViewName, shard: number): OwnerOf {
  const batches = dataset.readRecordTruth(view, shard);
  let batch = batches.next().value;
  let at = 0;
  const step = () => {
    at++;
    if (batch !== undefined && at >= batch.length) {
      batch = batches.next().value;
      at = 0;
    }
  };
  return (row, bytes) => {
    let owner = -1;
    let most = -1;
    while (batch !== undefined && batch.row[at] === row) {
      const own = batch.up[at] + batch.down[at];
      if (own > most) {
        most = own;
        owner = batch.episode[at];
      }
      step();
    }
    if (owner < 0) return -1;
    return most >= PURE * bytes ? owner : -2;
  };
}
