import { quantileSorted } from "simple-statistics";
import { civilDay } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { HOUR } from "../sizes.ts";
import { daysOf } from "./day-series.ts";

/** What the cases of a kind are like, over all datasets. */
export interface KindMakeup {
  readonly kind: string;
  readonly cases: number;
  /** Look-alikes for each case. */
  readonly lookAlikes: number;
  /** Bytes of a case's heaviest day beside the 95 % quantile of its line's other days, as the probe saw both: quartiles over cases; null where no line has another day. */
  readonly volume: readonly [low: number, median: number, high: number] | null;
  /** Civil days from first to last byte: median over cases. */
  readonly days: number;
}

/** How cases ended: share of each word of END_KINDS that occurs. */
export type Ends = Readonly<Record<string, number>>;

/** What a level is made of. */
export interface LevelMakeup {
  readonly kinds: readonly KindMakeup[];
  readonly ends: Ends;
}

const P95 = 0.95;

/**
 * Measures what a level's table says of its cases: volumes beside each line's own days, how long they
 * last, look-alikes and ends. Several seeds are pooled. One pass over the flows of each dataset and
 * their record truth; 8 bytes a device and day, and as much for each day of an episode. Null without
 * that view.
 */
export function measureMakeup(datasets: readonly Dataset[]): LevelMakeup | null {
  if (datasets.some(({ views }) => !views.includes("flows"))) return null;
  const cases = datasets.flatMap(casesIn);
  const alikes = datasets.flatMap(lookAlikesIn);
  const kinds = [...new Set(cases.map(({ kind }) => kind))].sort().map((kind): KindMakeup => {
    const own = cases.filter((each) => each.kind === kind);
    const volumes = sorted(own.flatMap(({ volume }) => volume ?? []));
    const quartile = (share: number) => quantileSorted(volumes, share);
    return {
      ...{ kind, cases: own.length },
      lookAlikes: alikes.filter((twin) => twin === kind).length / own.length,
      volume: volumes.length === 0 ? null : [quartile(0.25), quartile(0.5), quartile(0.75)],
      days: quantileSorted(sorted(own.map(({ days }) => days)), 0.5),
    };
  });
  const ends: Record<string, number> = {};
  for (const { end } of cases) ends[end] = (ends[end] ?? 0) + 1 / cases.length;
  return { kinds, ends };
}

interface Case {
  readonly kind: string;
  readonly volume: number | null;
  readonly days: number;
  readonly end: string;
}

function casesIn(dataset: Dataset): Case[] {
  const { utcOffset } = dataset.manifest.span;
  const incidents = dataset.readTruth("incidents");
  const kinds = new Map<number, string>();
  for (let i = 0; i < incidents.length; i++) {
    kinds.set(incidents.incident[i], incidents.vocabularies["kind"][incidents.kind[i]]);
  }
  const table = dataset.readTruth("cases");
  const { heaviest, ordinary } = readVolumes(dataset);
  return Array.from({ length: table.length }, (_, c) => {
    const first = civilDay(table.onset[c], utcOffset);
    const last = civilDay(Math.max(table.onset[c], table.end[c] - 1), utcOffset);
    const usual = sorted(ordinary(table.device[c], table.onset[c], table.end[c]));
    const most = heaviest(table.episode[c]);
    return {
      kind: kinds.get(table.incident[c]) ?? "unknown",
      volume: usual.length === 0 ? null : most / Math.max(1, quantileSorted(usual, P95)),
      days: last - first + 1,
      end: table.vocabularies["endKind"][table.endKind[c]],
    };
  });
}

/** The twin of each look-alike. */
function lookAlikesIn(dataset: Dataset): string[] {
  const { length, role, twin, vocabularies } = dataset.readTruth("episodes");
  return Array.from({ length }, (_, i) => i)
    .filter((i) => vocabularies["role"][role[i]] === "look-alike")
    .map((i) => vocabularies["twin"][twin[i]]);
}

/** Reads what episodes moved on each of their days, and lines on each of theirs. */
function readVolumes(dataset: Dataset) {
  const { devices, span } = dataset.manifest;
  const days = daysOf(dataset);
  const first = civilDay(span.from, span.utcOffset);
  const dayOf = (time: number) => civilDay(time, span.utcOffset) - first;
  const own = new Float64Array(devices * days);
  const moved = new Map<number, Float64Array>();
  for (let shard = 0; shard < dataset.shards; shard++) {
    const labels = readLabels(dataset, shard);
    let row = 0;
    for (const batch of dataset.readView("flows", shard, ["device", "start", "up", "down"])) {
      for (let i = 0; i < batch.length; i++, row++) {
        const start = batch.start[i];
        const at = dayOf(start);
        if (at < 0 || at >= days) continue;
        own[batch.device[i] * days + at] += batch.up[i] + batch.down[i];
        labels(row, (episode, bytes) => {
          const of = moved.get(episode) ?? new Float64Array(days + 1);
          // A night belongs to the day on which it began.
          of[dayOf(start - 12 * HOUR) + 1] += bytes;
          moved.set(episode, of);
        });
      }
    }
  }
  return {
    heaviest: (episode: number) => Math.max(0, ...(moved.get(episode) ?? [])),
    ordinary(device: number, onset: number, end: number): number[] {
      const from = dayOf(onset);
      const to = dayOf(Math.max(onset, end - 1));
      const line = own.subarray(device * days, (device + 1) * days);
      return [...line].filter((_, day) => day < from || day > to);
    },
  };
}

/** Opens the record truth of a shard's flows; rows must be asked in order. */
function readLabels(dataset: Dataset, shard: number) {
  const batches = dataset.readRecordTruth("flows", shard);
  let batch = batches.next().value;
  let at = 0;
  return (row: number, visit: (episode: number, bytes: number) => void): void => {
    while (batch !== undefined && batch.row[at] <= row) {
      if (batch.row[at] === row) visit(batch.episode[at], batch.up[at] + batch.down[at]);
      at++;
      if (at < batch.length) continue;
      batch = batches.next().value;
      at = 0;
    }
  };
}

function sorted(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}
