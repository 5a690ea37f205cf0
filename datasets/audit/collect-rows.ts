import type { Dataset } from "../dataset.ts";
import { VIEW_TABLES, VIEWS, type ViewBatch, type ViewColumn, type ViewName } from "../view.ts";
import type { AuditRow, RowChoice } from "./audit-row.ts";
import { flowOpenings } from "./flow-openings.ts";
import { matchKey } from "./match-rows.ts";
import { openReservoir, type Reservoir } from "./reservoir.ts";
import { openRowStreams } from "./row-streams.ts";
import { openOwners } from "./row-truth.ts";

/** Rows kept of each episode and view: more of the same say no more. */
const ROWS_OF_AN_EPISODE = 40;
/** Normal rows kept of each cell of matching, over all datasets of a pool: few where cells are many. */
const ROWS_OF_A_CELL = { flows: 300, netstats: 300, charging: 1500, wlan: 300 } as const;

/** Openings have few cells, so each keeps more. */
const OPENINGS = 5;

/** Kept rows of one view. */
export interface ViewRows {
  /** Rows of a kind's episodes, incidents or look-alikes. */
  of(kind: string, rows: RowChoice): readonly AuditRow[];
  /** Normal rows by {@link matchKey}. */
  readonly normal: Readonly<Record<RowChoice, ReadonlyMap<number, Reservoir<AuditRow>>>>;
}

/** A pool's kept rows, and which look-alike resembles which kind. */
export interface CollectedRows {
  readonly views: ReadonlyMap<ViewName, ViewRows>;
  /** Incident kinds, each with the look-alikes that resemble it. */
  readonly kinds: ReadonlyMap<string, readonly string[]>;
}

/**
 * Keeps a fair sample of the rows of datasets of one scenario: at most 40 a view of each episode, as
 * many that open a session, and at most 300, in charging 1,500, normal ones a cell of matching. Every row is read once;
 * memory is that of the sample and does not grow with the number of rows.
 */
export function collectRows(datasets: readonly Dataset[]): CollectedRows {
  const kinds = new Map<string, Set<string>>();
  const stores = new Map<ViewName, Store>();
  let first = 0;
  for (const [pooled, dataset] of datasets.entries()) {
    const kindOf = readKinds(dataset, kinds);
    for (const view of dataset.views) {
      const store = stores.get(view) ?? openStore();
      stores.set(view, store);
      collectView({ dataset, view, first, pooled, kindOf }, store);
    }
    first += dataset.manifest.devices;
  }
  return {
    views: new Map(
      VIEWS.flatMap((view) => {
        const store = stores.get(view);
        return store === undefined ? [] : [[view, rowsOf(store)] as const];
      }),
    ),
    kinds: new Map([...kinds].sort().map(([kind, twins]) => [kind, [...twins].sort()])),
  };
}

function readKinds(dataset: Dataset, kinds: Map<string, Set<string>>): Map<number, string> {
  const episodes = dataset.readTruth("episodes");
  const { vocabularies, length } = episodes;
  const kindOf = new Map<number, string>();
  const incidents = dataset.readTruth("incidents");
  for (const code of incidents.kind) {
    const kind = incidents.vocabularies["kind"][code];
    if (!kinds.has(kind)) kinds.set(kind, new Set());
  }
  for (let i = 0; i < length; i++) {
    const kind = vocabularies["kind"][episodes.kind[i]];
    kindOf.set(episodes.episode[i], kind);
    const twin = vocabularies["twin"][episodes.twin[i]];
    if (!kinds.has(kind)) kinds.get(twin)?.add(kind);
  }
  return kindOf;
}

interface Store {
  readonly episodes: Map<string, Map<string, Reservoir<AuditRow>>>;
  readonly normal: Record<RowChoice, Map<number, Reservoir<AuditRow>>>;
}

function openStore(): Store {
  return { episodes: new Map(), normal: { all: new Map(), openings: new Map() } };
}

function rowsOf({ episodes, normal }: Store): ViewRows {
  return {
    normal,
    of(kind, rows) {
      const kept = episodes.get(`${kind} ${rows}`)?.values() ?? [];
      return [...kept].flatMap((reservoir) => reservoir.kept);
    },
  };
}

interface ViewSource {
  readonly dataset: Dataset;
  readonly view: ViewName;
  /** Number of the dataset's first device in the pool. */
  readonly first: number;
  readonly pooled: number;
  readonly kindOf: ReadonlyMap<number, string>;
}

function collectView({ dataset, view, first, pooled, kindOf }: ViewSource, store: Store): void {
  const names = VIEW_TABLES[view].columns.map(({ name }) => name as ViewColumn);
  const streams = openRowStreams(view, dataset.manifest.devices);
  for (let shard = 0; shard < dataset.shards; shard++) {
    const ownerOf = openOwners(dataset, view, shard);
    const opening = view === "flows" ? flowOpenings(dataset, shard) : null;
    let row = 0;
    for (const batch of dataset.readView(view, shard)) {
      for (let i = 0; i < batch.length; i++) {
        const owner = ownerOf(row, batch.up[i] + batch.down[i]);
        const seemsOpen = streams.opens(batch, i, owner);
        const opens = opening === null ? seemsOpen : opening[row] === 1;
        row++;
        if (owner === -2) continue;
        const make = () => copyRow(batch, i, { names, first, before: streams.before() });
        if (owner === -1) {
          const most = ROWS_OF_A_CELL[view];
          reservoirOf(store.normal.all, matchKey(view, "all", batch, i), most).offer(make);
          if (!opens) continue;
          const key = matchKey(view, "openings", batch, i);
          reservoirOf(store.normal.openings, key, OPENINGS * most).offer(make);
          continue;
        }
        const kind = kindOf.get(owner) ?? "unknown";
        const name = `${pooled} ${owner}`;
        const all = inner(store.episodes, `${kind} all`);
        reservoirOf(all, name, ROWS_OF_AN_EPISODE).offer(make);
        if (!opens) continue;
        const openings = inner(store.episodes, `${kind} openings`);
        reservoirOf(openings, name, ROWS_OF_AN_EPISODE).offer(make);
      }
    }
  }
}

function inner<K, V>(map: Map<string, Map<K, V>>, name: string): Map<K, V> {
  const known = map.get(name) ?? new Map<K, V>();
  map.set(name, known);
  return known;
}

function reservoirOf<K>(map: Map<K, Reservoir<AuditRow>>, key: K, most: number) {
  let reservoir = map.get(key);
  if (reservoir === undefined) {
    reservoir = openReservoir<AuditRow>(most, `audit ${key}`);
    map.set(key, reservoir);
  }
  return reservoir;
}

interface CopyContext {
  readonly names: readonly ViewColumn[];
  readonly first: number;
  readonly before: AuditRow["before"];
}

function copyRow(batch: ViewBatch, i: number, { names, first, before }: CopyContext): AuditRow {
  const values: Partial<Record<ViewColumn, number>> = {};
  for (const name of names) values[name] = batch[name][i];
  return { device: first + batch.device[i], values, before };
}
