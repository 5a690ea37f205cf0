import { civilDay, hourOfDay, startOfDay } from "../civil-time.ts";
import type { Dataset } from "../dataset.ts";
import { DAY } from "../sizes.ts";
import type { ViewColumn } from "../view.ts";
import { FEATURES, type Feature } from "./features.ts";

/** How far one feature alone gets with one incident kind, at the best threshold that the labels allow. */
export interface OneLiner {
  readonly view: string;
  readonly feature: string;
  /** Harmonic mean of the cases found and of the flagged device-days that are right. */
  readonly f1: number;
}

/** Best one-liners of a kind, best first. */
export type OneLiners = Readonly<Record<string, readonly OneLiner[]>>;

/** A kind is called solved by a feature that reaches so much. */
export const SOLVED = 0.9;

const SHOWN = 3;

/**
 * Measures for each incident kind how far a rule gets that looks at one number of a device's civil
 * day: with the threshold chosen on the labels themselves, so that no honest rule gets farther. A
 * data set on which one number solves a kind says little about detectors of that kind.
 *
 * A case counts once, at its best day; days of other incidents are left out. Reads each view once;
 * 4 bytes a device-day and feature.
 */
export function measureOneLiners(dataset: Dataset): OneLiners {
  const days = Math.ceil((dataset.manifest.span.to - dataset.manifest.span.from) / DAY);
  const marks = markCases(dataset, days);
  const found = new Map<string, OneLiner[]>();
  for (const view of dataset.views) {
    const features = FEATURES.filter((feature) => feature.view === view);
    const values = gather(dataset, features, days);
    features.forEach((feature, f) => {
      for (const kind of marks.kinds) {
        const f1 = bestF1(values[f] as Float32Array, marks, kind);
        const list = found.get(kind) ?? [];
        list.push({ view, feature: feature.name, f1 });
        found.set(kind, list);
      }
    });
  }
  return Object.fromEntries(
    [...found].map(([kind, list]) => [kind, list.sort((a, b) => b.f1 - a.f1).slice(0, SHOWN)]),
  );
}

/** Device-days of cases: which case runs there, or none. */
interface Marks {
  readonly kinds: readonly string[];
  readonly kindOf: readonly string[];
  /** Ordinal of the case plus one for each device-day; 0 = none. */
  readonly caseAt: Uint32Array;
}

function markCases(dataset: Dataset, days: number): Marks {
  const { span, devices } = dataset.manifest;
  const incidents = dataset.readTruth("incidents");
  const { vocabularies, length } = incidents;
  const kind = new Map<number, string>();
  for (let i = 0; i < length; i++) {
    const word = vocabularies["kind"]?.[incidents.kind[i] as number] ?? "unknown";
    kind.set(incidents.incident[i] as number, word);
  }
  const cases = dataset.readTruth("cases");
  const caseAt = new Uint32Array(devices * days);
  const kindOf: string[] = [];
  for (let c = 0; c < cases.length; c++) {
    const { device, onset, end, incident } = cases;
    kindOf.push(kind.get(incident[c] as number) ?? "unknown");
    const first = dayOf(onset[c] as number, span.from, span.utcOffset);
    const last = dayOf((end[c] as number) - 1, span.from, span.utcOffset);
    for (let day = first; day <= Math.min(last, days - 1); day++) {
      caseAt[(device[c] as number) * days + day] = c + 1;
    }
  }
  return { kinds: [...new Set(kindOf)].sort(), kindOf, caseAt };
}

function dayOf(time: number, from: number, utcOffset: number): number {
  const first = startOfDay(civilDay(from, utcOffset), utcOffset);
  return Math.floor((time - first) / DAY);
}

function gather(dataset: Dataset, features: readonly Feature[], days: number): Float32Array[] {
  const { devices, span } = dataset.manifest;
  const values = features.map(() => new Float32Array(devices * days));
  const seen = features.map(() => new Map<number, Set<number>>());
  const view = features[0]?.view;
  if (view === undefined) return values;
  const reads = new Set<ViewColumn>(["device", "start", ...features.flatMap((each) => each.reads)]);
  for (let shard = 0; shard < dataset.shards; shard++) {
    for (const batch of dataset.readView(view, shard, [...reads])) {
      for (let i = 0; i < batch.length; i++) {
        const start = batch.start[i] as number;
        const day = dayOf(start, span.from, span.utcOffset);
        if (day < 0 || day >= days) continue;
        const at = (batch.device[i] as number) * days + day;
        const night = hourOfDay(start, span.utcOffset) < 6 ? 1 : 0;
        for (const [f, feature] of features.entries()) {
          const value = feature.value(batch, i, night);
          const into = values[f] as Float32Array;
          if (feature.gather === "sum") into[at] += value;
          else if (feature.gather === "max") into[at] = Math.max(into[at] as number, value);
          else into[at] = distinct(seen[f] as Map<number, Set<number>>, at, value);
        }
      }
    }
  }
  return values;
}

function distinct(seen: Map<number, Set<number>>, at: number, value: number): number {
  const set = seen.get(at) ?? new Set();
  seen.set(at, set.add(value));
  return set.size;
}

/** Largest F1 over all thresholds: walks the device-days from the highest value down. */
function bestF1(values: Float32Array, { kindOf, caseAt }: Marks, kind: string): number {
  const best = new Map<number, number>();
  const wrong: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    const mark = caseAt[at] as number;
    if (mark === 0) {
      if (value > 0) wrong.push(value);
    } else if (kindOf[mark - 1] === kind) best.set(mark, Math.max(best.get(mark) ?? 0, value));
  }
  const right = [...best.values()].sort((a, b) => b - a);
  wrong.sort((a, b) => b - a);
  let largest = 0;
  let flagged = 0;
  for (let found = 1; found <= right.length; found++) {
    const threshold = right[found - 1] as number;
    if (threshold <= 0) break;
    while (flagged < wrong.length && (wrong[flagged] as number) >= threshold) flagged++;
    largest = Math.max(largest, (2 * found) / (found + flagged + right.length));
  }
  return largest;
}
