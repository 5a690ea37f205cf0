import type { Dataset } from "../dataset.ts";
import type { ViewBatch, ViewColumn, ViewName } from "../view.ts";
import { type DelayFacts, openDelays } from "./delays.ts";
import { type Amount, type EpisodeShare, openEpisodeShares } from "./episode-shares.ts";
import { FACETS } from "./facets.ts";
import { openRowLabels } from "./row-labels.ts";
import { type TimeWindow, touches } from "./time-window.ts";

/** What one observer recorded of a line in a window. */
export interface Sighting extends Readonly<Amount> {
  /** By facet, such as app, then by word: whoever holds most bytes comes first. */
  readonly by: Readonly<Record<string, Readonly<Record<string, Readonly<Amount>>>>>;
  /** How many different ones its rows name, of columns that say nothing by themselves. */
  readonly distinct: Readonly<Record<string, number>>;
  /** Most remote addresses in one row; absent where the view does not count them. */
  readonly mostPeers?: number;
  /** ms from the start of a row with bytes until its observer could see it; null without such rows. */
  readonly delay: DelayFacts | null;
  /** By episode number: what of the window belongs to it, and its first row anywhere in the span. */
  readonly episodes: Readonly<Record<string, EpisodeShare>>;
}

/** Whose rows, and when. */
export interface SightingOptions {
  readonly device: number;
  readonly window: TimeWindow;
  /** Episodes that are looked for in record truth. */
  readonly episodes: readonly number[];
}

const EVERY: readonly ViewColumn[] = ["device", "start", "time", "visibleAt", "up", "down"];
/** Columns whose values are only counted. */
const COUNTED: Readonly<Partial<Record<ViewName, Readonly<Record<string, ViewColumn>>>>> = {
  wlan: { sessions: "session", clients: "clientMac" },
};

/**
 * Gathers what one observer recorded of a line: rows that touch the window, whole, with all their
 * bytes, and how long the news took. A row is news from its own start on, so that a record of an
 * hour delivered at once is an hour late.
 *
 * Reads the view's columns and record truth of the device's shard once, a batch at a time.
 */
export function readSighting(dataset: Dataset, view: ViewName, options: SightingOptions): Sighting {
  const { device, window, episodes } = options;
  const shard = Math.floor(device / dataset.manifest.devicesPerShard);
  const has = dataset.manifest.views[view]?.columns ?? [];
  const tally = openTally(view, has);
  const shares = openEpisodeShares(episodes);
  const labels = episodes.length === 0 ? null : openRowLabels(dataset.readRecordTruth(view, shard));
  let row = 0;
  for (const batch of dataset.readView(view, shard, [...EVERY, ...tally.reads])) {
    for (let i = 0; i < batch.length; i++, row++) {
      if (batch.device[i] !== device) continue;
      const isCounted = touches(window, batch.start[i], batch.time[i]);
      if (isCounted) tally.add(batch, i);
      if (labels === null) continue;
      const at = { row, isCounted, place: () => placeOf(batch, i) };
      labels.of(row, (episode, up, down) => shares.add(episode, { up, down }, at));
    }
  }
  return { ...tally.told(), episodes: shares.told() };
}

function placeOf({ start, time, visibleAt }: ViewBatch, i: number) {
  return { start: start[i], time: time[i], visibleAt: visibleAt[i] };
}

function none(): Amount {
  return { rows: 0, up: 0, down: 0 };
}

function count(amount: Amount, up: number, down: number): void {
  amount.rows++;
  amount.up += up;
  amount.down += down;
}

/** Adds rows up, by every facet whose column the view really has. */
function openTally(view: ViewName, has: readonly string[]) {
  const facets = FACETS[view].filter(({ column }) => has.includes(column));
  const counted = Object.entries(COUNTED[view] ?? {}).filter(([, column]) => has.includes(column));
  const hasPeers = has.includes("peers");
  const all = none();
  const sums = facets.map(({ words }) => words.map(none));
  const seen = counted.map(() => new Set<number>());
  const delays = openDelays();
  let mostPeers = 0;
  return {
    reads: [
      ...facets.map(({ column }) => column),
      ...counted.map(([, column]) => column),
      ...(hasPeers ? (["peers"] as const) : []),
    ],
    add(batch: ViewBatch, i: number): void {
      const [up, down] = [batch.up[i], batch.down[i]];
      count(all, up, down);
      for (const [f, { column }] of facets.entries()) count(sums[f][batch[column][i]], up, down);
      for (const [c, [, column]] of counted.entries()) seen[c].add(batch[column][i]);
      if (hasPeers) mostPeers = Math.max(mostPeers, batch.peers[i]);
      if (up + down > 0) delays.add(batch.visibleAt[i] - batch.start[i]);
    },
    told(): Omit<Sighting, "episodes"> {
      return {
        ...all,
        by: Object.fromEntries(facets.map(({ name, words }, f) => [name, byWord(words, sums[f])])),
        distinct: Object.fromEntries(counted.map(([name], c) => [name, seen[c].size])),
        ...(hasPeers ? { mostPeers } : {}),
        delay: delays.told(),
      };
    },
  };
}

function byWord(words: readonly string[], sums: readonly Amount[]): Record<string, Amount> {
  const told = words
    .map((word, code) => [word, sums[code]] as const)
    .filter(([, { rows }]) => rows > 0)
    .toSorted(([, a], [, b]) => b.up + b.down - (a.up + a.down));
  return Object.fromEntries(told);
}
