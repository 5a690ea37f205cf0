import type { Dataset } from "../dataset.ts";

/** How many episodes come back on the same line in another dataset of the same seed. */
export interface PlacementPair {
  readonly datasets: readonly [string, string];
  readonly episodes: number;
  /** Episodes of the first whose line has one of the same kind in the second. */
  readonly shared: number;
  /** As many as chance gives: each kind's lines dealt anew. */
  readonly expected: number;
  readonly isLeak: boolean;
}

/** Standard errors beyond chance that fail. */
const ERRORS = 4;

/** Compares each two datasets of one seed whose scenarios differ, as two presets of it do. */
export function sharedPlacements(datasets: readonly Dataset[]): PlacementPair[] {
  const pairs: PlacementPair[] = [];
  for (const [i, a] of datasets.entries()) {
    for (const b of datasets.slice(i + 1)) {
      const isPair =
        a.manifest.seed !== null &&
        a.manifest.seed === b.manifest.seed &&
        a.manifest.scenarioHash !== b.manifest.scenarioHash;
      if (isPair) pairs.push(comparePlacements(a, b));
    }
  }
  return pairs;
}

function comparePlacements(a: Dataset, b: Dataset): PlacementPair {
  const [first, second] = [readPlaces(a), readPlaces(b)];
  const lines = Math.min(a.manifest.devices, b.manifest.devices);
  let [episodes, shared, expected] = [0, 0, 0];
  for (const [kind, places] of first) {
    const others = new Set(second.get(kind) ?? []);
    episodes += places.length;
    shared += places.filter((device) => others.has(device)).length;
    expected += (places.length * others.size) / lines;
  }
  const isLeak = shared > expected + ERRORS * Math.sqrt(expected + 1);
  return { datasets: [a.dir, b.dir], episodes, shared, expected, isLeak };
}

function readPlaces(dataset: Dataset): Map<string, number[]> {
  const { kind, device, length, vocabularies } = dataset.readTruth("episodes");
  const places = new Map<string, number[]>();
  for (let i = 0; i < length; i++) {
    const name = vocabularies["kind"][kind[i]];
    places.set(name, [...(places.get(name) ?? []), device[i]]);
  }
  return places;
}
