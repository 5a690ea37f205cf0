import { statusOf } from "./merge-tallies.ts";
import type { PackedTally, Sparse } from "./packed-tally.ts";
import { bySeedAndCase, compareText } from "./tally.ts";

type Columns = PackedTally["packed"];

/**
 * Merges tallies as `mergeTallies` does, without unpacking any: of a million lines half a million
 * clusters would become objects in each.
 */
export function mergePacked(tallies: readonly PackedTally[]): PackedTally {
  if (tallies.length === 1) return tallies[0];
  const parts = tallies.map(({ packed }) => packed);
  const seeds = [...new Set(parts.flatMap((part) => part.seeds))].sort(compareText);
  const keys = keysOf(parts, seeds);
  const length = keys.all.length;
  const devices = new Uint32Array(length);
  const deviceMs = new Float64Array(length);
  for (const [p, part] of parts.entries()) {
    const place = keys.places[p];
    for (let i = 0; i < part.length; i++) {
      devices[place[i]] += part.devices[i];
      deviceMs[place[i]] += part.deviceMs[i];
    }
  }
  const dense = new Float64Array(length);
  const added = (read: (part: Columns) => Sparse | undefined): Sparse =>
    addedUp(parts.map(read), keys.places, dense);
  return {
    status: statusOf(tallies),
    truth: tallies.every(({ truth }) => truth),
    lookAlikeKinds: [...new Set(tallies.flatMap((tally) => tally.lookAlikeKinds))].sort(),
    outcomes: tallies.flatMap(({ outcomes }) => outcomes).sort(bySeedAndCase),
    packed: {
      ...{ length, seeds, devices, deviceMs },
      seed: Uint16Array.from(keys.all, (key) => Math.floor(key / SPAN)),
      cluster: Uint32Array.from(keys.all, (key) => key % SPAN),
      sums: ofEach(namesIn(parts, "sums"), (name) => added(({ sums }) => sums[name])),
      counts: ofEach(namesIn(parts, "counts"), (name) => added(({ counts }) => counts[name])),
      lookAlikes: ofEach(namesIn(parts, "lookAlikes"), (kind) => ({
        episodes: added(({ lookAlikes }) => lookAlikes[kind]?.episodes),
        failed: added(({ lookAlikes }) => lookAlikes[kind]?.failed),
        alarms: added(({ lookAlikes }) => lookAlikes[kind]?.alarms),
      })),
    },
  };
}

/** Clusters are numbered below this. */
const SPAN = 4_294_967_296;

/** All clusters as one number each, in order; and for each part where its clusters lie in them. */
function keysOf(parts: readonly Columns[], seeds: readonly (string | null)[]) {
  const keys = parts.map(({ length, seeds: own, seed, cluster }) => {
    const rank = own.map((each) => seeds.indexOf(each));
    return Float64Array.from({ length }, (_, i) => rank[seed[i]] * SPAN + cluster[i]);
  });
  const sorted = new Float64Array(keys.reduce((sum, { length }) => sum + length, 0));
  let end = 0;
  for (const own of keys) {
    sorted.set(own, end);
    end += own.length;
  }
  sorted.sort();
  let count = 0;
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[count++] = sorted[i];
  }
  const all = sorted.slice(0, count);
  const places = keys.map((own) => {
    const place = new Uint32Array(own.length);
    // Both are in order, so one walk finds all.
    let at = 0;
    for (let i = 0; i < own.length; i++) {
      while (all[at] < own[i]) at++;
      if (all[at] !== own[i]) throw new RangeError("mergePacked: clusters must be in order");
      place[i] = at;
    }
    return place;
  });
  return { all, places };
}

/** Adds up one sum of all parts; leaves `dense` as it was, all 0. */
function addedUp(
  parts: readonly (Sparse | undefined)[],
  places: readonly Uint32Array[],
  dense: Float64Array,
): Sparse {
  let count = 0;
  for (const [p, part] of parts.entries()) {
    if (part === undefined) continue;
    for (let i = 0; i < part.at.length; i++) dense[places[p][part.at[i]]] += part.value[i];
  }
  for (let i = 0; i < dense.length; i++) if (dense[i] !== 0) count++;
  const sum: Sparse = { at: new Uint32Array(count), value: new Float64Array(count) };
  let next = 0;
  for (let i = 0; i < dense.length; i++) {
    if (dense[i] === 0) continue;
    sum.at[next] = i;
    sum.value[next++] = dense[i];
    dense[i] = 0;
  }
  return sum;
}

function namesIn(
  parts: readonly Columns[],
  columns: "sums" | "counts" | "lookAlikes",
): readonly string[] {
  return [...new Set(parts.flatMap((part) => Object.keys(part[columns])))];
}

function ofEach<T>(names: readonly string[], of: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, of(name)]));
}
