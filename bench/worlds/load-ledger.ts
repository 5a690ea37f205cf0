import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Account, Ledger, LedgerRows } from "../world.ts";
import { type LedgerShard, readLedgerShard } from "./ledger-shard.ts";
import { openingOf } from "./opening.ts";

/** Most rows of the ledger that are kept at once. */
const KEPT_ROWS = 4_000_000;

/** Names the view that damage is computed from: charging where it is there, else flows, else its own. */
export function ledgerView({ manifest }: Dataset, own: ViewName): ViewName {
  if (manifest.views.charging !== undefined) return "charging";
  return manifest.views.flows !== undefined ? "flows" : own;
}

/**
 * Opens the ledger: it reads a shard when a device of it is asked for and keeps the shards read
 * last, up to four million rows. Asking in order of device reads each shard once, and memory stays
 * flat however many shards there are.
 */
export function openLedger(
  dataset: Dataset,
  view: ViewName,
  subjectOf: ReadonlyMap<number, number>,
  accountOf: (device: number) => Account | null,
): Ledger {
  const shards = new Map<number, LedgerShard>();
  const openings = new Map<number, LedgerRows>();
  let kept = 0;
  const load = (shard: number): LedgerShard => {
    const loaded = readLedgerShard(dataset, view, shard, subjectOf);
    for (const [other, { rows, of }] of shards) {
      if (kept + loaded.rows <= KEPT_ROWS) break;
      shards.delete(other);
      for (const device of of.keys()) openings.delete(device);
      kept -= rows;
    }
    shards.set(shard, loaded);
    kept += loaded.rows;
    return loaded;
  };
  return {
    view,
    rowsOf(device) {
      const known = openings.get(device);
      if (known !== undefined) return known;
      const shard = Math.floor(device / dataset.manifest.devicesPerShard);
      const rated = (shards.get(shard) ?? load(shard)).of.get(device);
      if (rated === undefined) return NO_ROWS;
      const opening = view === "charging" ? openingOf(rated, accountOf(device)) : null;
      const rows = opening === null ? rated : { ...rated, opening };
      openings.set(device, rows);
      return rows;
    },
  };
}

const EMPTY = new Float64Array(0);
const NO_ROWS: LedgerRows = {
  length: 0,
  start: EMPTY,
  end: EMPTY,
  up: EMPTY,
  down: EMPTY,
  ratingGroup: new Uint8Array(0),
  parts: {
    length: 0,
    row: new Uint32Array(0),
    subject: new Int32Array(0),
    up: EMPTY,
    down: EMPTY,
  },
};
