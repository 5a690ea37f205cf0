import { openReservoir, type Reservoir } from "../../datasets/audit/reservoir.ts";
import { openOwners } from "../../datasets/audit/row-truth.ts";
import { type Dataset, openDataset } from "../../datasets/dataset.ts";
import type { ViewBatch } from "../../datasets/view.ts";
import { APPS, OPERATING_SYSTEMS } from "../../datasets/vocabularies.ts";
import { COMPARED_COLUMNS, type ComparedRow, sizeAndShareOf, sizeOf } from "./compared-row.ts";
import type { SimulatedRow, TrafficGroup } from "./traffic-group.ts";

/** Rows kept of each step of size, and of each fifth of the up share in it. */
const ROWS_OF_A_CELL = 3000;
const PHONES = new Set(
  (["android", "ios"] as const).map((word) => OPERATING_SYSTEMS.indexOf(word)),
);
/** Record truth of rows that merge an episode with other traffic. */
const MIXED = -2;

/** Fair samples of simulated rows of one kind of traffic, by what they are matched on. */
export interface SimulatedRows {
  readonly bySize: ReadonlyMap<number, Reservoir<ComparedRow>>;
  readonly bySizeAndShare: ReadonlyMap<number, Reservoir<ComparedRow>>;
  readonly all: Reservoir<ComparedRow>;
}

/** What a device moved in a minute, as far as its rows were read. */
interface OpenMinute {
  readonly time: number;
  readonly device: number;
  readonly sums: { -readonly [K in keyof ComparedRow["values"]]: number };
}

interface Store {
  readonly group: TrafficGroup;
  readonly bySize: Map<number, Reservoir<ComparedRow>>;
  readonly bySizeAndShare: Map<number, Reservoir<ComparedRow>>;
  readonly all: Reservoir<ComparedRow>;
  /** A device's rows come in order of their minutes. */
  readonly open: Map<number, OpenMinute>;
}

/**
 * Sorts the flows rows of a dataset into kinds of traffic, and adds up what a device moved of each in
 * a minute. Every row is read once; memory is that of the samples.
 */
export function readSimulatedRows(
  dir: string,
  groups: readonly TrafficGroup[],
): readonly SimulatedRows[] {
  const dataset = openDataset(dir);
  const kindOf = kindsOf(dataset);
  const stores = groups.map(openStore);
  const columns = ["time", "device", "app", "osFingerprint", ...COMPARED_COLUMNS] as const;
  for (let shard = 0; shard < dataset.shards; shard++) {
    const ownerOf = openOwners(dataset, "flows", shard);
    let row = 0;
    for (const batch of dataset.readView("flows", shard, columns)) {
      for (let i = 0; i < batch.length; i++) {
        const owner = ownerOf(row++, batch.up[i] + batch.down[i]);
        if (owner === MIXED) continue;
        const told = tell(batch, i, kindOf.get(owner) ?? null);
        for (const store of stores) if (store.group.isRow(told)) add(store, batch, i);
      }
    }
    for (const store of stores) {
      for (const minute of store.open.values()) keep(store, minute);
      store.open.clear();
    }
  }
  dataset.close();
  return stores;
}

function openStore(group: TrafficGroup): Store {
  const all = openReservoir<ComparedRow>(ROWS_OF_A_CELL, `fidelity ${group.name}`);
  return { group, bySize: new Map(), bySizeAndShare: new Map(), all, open: new Map() };
}

function kindsOf(dataset: Dataset): ReadonlyMap<number, string> {
  const { length, episode, kind, vocabularies } = dataset.readTruth("episodes");
  const kinds = new Map<number, string>();
  for (let i = 0; i < length; i++) kinds.set(episode[i], vocabularies["kind"][kind[i]]);
  return kinds;
}

function tell(batch: ViewBatch, i: number, episode: string | null): SimulatedRow {
  return {
    app: APPS[batch.app[i]],
    episode,
    isPhone: PHONES.has(batch.osFingerprint[i]),
    up: batch.up[i],
    down: batch.down[i],
  };
}

function add(store: Store, batch: ViewBatch, i: number): void {
  const device = batch.device[i];
  let minute = store.open.get(device);
  if (minute === undefined || minute.time !== batch.time[i]) {
    if (minute !== undefined) keep(store, minute);
    const sums = { up: 0, down: 0, packetsUp: 0, packetsDown: 0, flows: 0, peers: 0 };
    minute = { time: batch.time[i], device, sums: { ...sums, hiPortShare: 0 } };
    store.open.set(device, minute);
  }
  const { sums } = minute;
  const flows = batch.flows[i];
  const high = sums.hiPortShare * sums.flows + batch.hiPortShare[i] * flows;
  for (const key of ["up", "down", "packetsUp", "packetsDown", "flows", "peers"] as const) {
    sums[key] += batch[key][i];
  }
  sums.hiPortShare = sums.flows > 0 ? high / sums.flows : 0;
}

function keep({ group, bySize, bySizeAndShare, all }: Store, { device, sums }: OpenMinute): void {
  if (group.isMinute?.(sums) === false) return;
  const row: ComparedRow = { device, values: sums, before: null };
  const offer = (map: Map<number, Reservoir<ComparedRow>>, key: number) => {
    const name = `fidelity ${group.name} ${key}`;
    const cell = map.get(key) ?? openReservoir<ComparedRow>(ROWS_OF_A_CELL, name);
    map.set(key, cell);
    cell.offer(() => row);
  };
  offer(bySize, sizeOf(row));
  offer(bySizeAndShare, sizeAndShareOf(row));
  all.offer(() => row);
}
