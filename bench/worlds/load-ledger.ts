import type { Dataset } from "../../datasets/dataset.ts";
import type { ViewName } from "../../datasets/view.ts";
import type { Account, Ledger, LedgerRows } from "../world.ts";
import { joinRows } from "./join-rows.ts";
import { type LedgerShard, type RatedRows, readLedgerShard } from "./ledger-shard.ts";
import { openingOf } from "./opening.ts";

/** Most rows that are kept at once beside those of lines with a case. */
const KEPT_ROWS = 400_000;

/** Names the view that damage is computed from: charging where it is there, else flows, else its own. */
export function ledgerView({ manifest }: Dataset, own: ViewName): ViewName {
  if (manifest.views.charging !== undefined) return "charging";
  return manifest.views.flows !== undefined ? "flows" : own;
}

/** Who is on which bill, how it is rated, and whose rows are asked for again and again. */
export interface Bills {
  readonly payer: Uint32Array;
  /** Lines whose rows are kept once they were read: those with a case. */
  readonly kept: Iterable<number>;
  readonly accountOf: (device: number) => Account | null;
}

/** Bills, and how many rows are kept at once: 400,000 when left out, 70 bytes each. */
export interface LedgerOptions {
  readonly bills: Bills;
  readonly keptRows?: number;
}

/**
 * Opens the ledger: it reads a shard when a device of it is asked for and keeps the shards read
 * last, up to 400,000 rows, and for good the rows of lines on a bill with a case, which every
 * detector and floor asks for. Asking in order of device reads each shard once, and memory grows
 * with the cases alone.
 */
export function openLedger(
  dataset: Dataset,
  view: ViewName,
  subjectOf: ReadonlyMap<number, number>,
  { bills: { payer, kept: lines, accountOf }, keptRows = KEPT_ROWS }: LedgerOptions,
): Ledger {
  const linesOf = linesByPayer(payer);
  const onKeptBill = new Set(Array.from(lines, (line) => payer[line]));
  const pinned = new Map<number, RatedRows>();
  const shards = new Map<number, LedgerShard>();
  const bills = new Map<number, LedgerRows>();
  let kept = 0;
  const load = (shard: number): LedgerShard => {
    const loaded = readLedgerShard(dataset, view, shard, subjectOf);
    for (const [other, { rows, of }] of shards) {
      if (kept + loaded.rows <= keptRows) break;
      shards.delete(other);
      for (const device of of.keys()) if (!pinned.has(device)) bills.delete(device);
      kept -= rows;
    }
    shards.set(shard, loaded);
    kept += loaded.rows;
    for (const [device, rows] of loaded.of) {
      if (onKeptBill.has(payer[device]) && !pinned.has(device)) pinned.set(device, copyRows(rows));
    }
    return loaded;
  };
  const ratedOf = (device: number): RatedRows | undefined => {
    const known = pinned.get(device);
    if (known !== undefined) return known;
    const shard = Math.floor(device / dataset.manifest.devicesPerShard);
    return (shards.get(shard) ?? load(shard)).of.get(device);
  };
  return {
    view,
    rowsOf: (device) => ratedOf(device) ?? NO_ROWS,
    billOf(line) {
      const known = bills.get(line);
      if (known !== undefined) return known;
      const own = (linesOf.get(line) ?? [line]).flatMap((device) => ratedOf(device) ?? []);
      if (own.length === 0) return NO_ROWS;
      const rated = joinRows(own);
      const opening = view === "charging" ? openingOf(rated, accountOf(line)) : null;
      const rows = opening === null ? rated : { ...rated, opening };
      bills.set(line, rows);
      return rows;
    },
  };
}

/** Copies rows out of the arrays of their shard, so that these can go. */
function copyRows(rows: RatedRows): RatedRows {
  return {
    ...rows,
    start: rows.start.slice(),
    end: rows.end.slice(),
    up: rows.up.slice(),
    down: rows.down.slice(),
    inBundle: rows.inBundle.slice(),
    charged: rows.charged.slice(),
    ratingGroup: rows.ratingGroup.slice(),
  };
}

/** Lines of the bills that more than one is on, in order. */
function linesByPayer(payer: Uint32Array): ReadonlyMap<number, readonly number[]> {
  const lines = new Map<number, number[]>();
  for (let device = 0; device < payer.length; device++) {
    if (payer[device] === device) continue;
    const here = lines.get(payer[device]) ?? [payer[device]];
    here.push(device);
    lines.set(payer[device], here);
  }
  return lines;
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
