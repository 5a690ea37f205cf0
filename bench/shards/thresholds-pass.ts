import type {
  CellCounts,
  CellPlaces,
  FoundThresholds,
  SettledCounts,
} from "../tasks/cell-thresholds.ts";
import {
  cellSection,
  cellsByView,
  onEachShard,
  type Part,
  type PartAlerts,
  type PartsRead,
  type Sections,
  sectionOf,
} from "./part.ts";

/** Counts the alarms of every cell on a part's shards, at every score that may become a threshold. */
export function countPart(part: Part, alerts: PartAlerts): Sections {
  const sections = new Map<string, CellCounts>();
  for (const cells of cellsByView(part, alerts)) {
    onEachShard(part, cells, ({ thresholds }, shard) => thresholds.count(shard));
    for (const { at, score } of cells) sections.set(cellSection(at), score.thresholds.counts());
  }
  return sections;
}

/** Adds up what all parts counted. Memory holds the counts of one cell. */
export function settleCounts(part: Part, parts: PartsRead): Sections {
  const sections = new Map<string, SettledCounts>();
  for (const cells of cellsByView(part)) {
    for (const { at, score } of cells) {
      for (const counts of parts.each<CellCounts>(cellSection(at))) score.thresholds.add(counts);
      sections.set(cellSection(at), score.thresholds.settled());
    }
  }
  return sections;
}

/** Looks every cell's thresholds up among the alerts of a part's shards, once all parts are counted. */
export function placePart(part: Part, alerts: PartAlerts, settled: Sections): Sections {
  const sections = new Map<string, CellPlaces>();
  for (const cells of cellsByView(part, alerts)) {
    for (const { at, score } of cells) {
      score.thresholds.settle(sectionOf<SettledCounts>(settled, cellSection(at)));
    }
    onEachShard(part, cells, ({ thresholds }, shard) => thresholds.place(shard));
    for (const { at, score } of cells) sections.set(cellSection(at), score.thresholds.places());
  }
  return sections;
}

/** Finds every cell's thresholds, once all parts are placed. */
export function settlePlaces(part: Part, parts: PartsRead, counted: Sections): Sections {
  const sections = new Map<string, FoundThresholds>();
  for (const cells of cellsByView(part)) {
    for (const { at, score } of cells) {
      score.thresholds.settle(sectionOf<SettledCounts>(counted, cellSection(at)));
      for (const places of parts.each<CellPlaces>(cellSection(at))) {
        score.thresholds.addPlaces(places);
      }
      sections.set(cellSection(at), score.thresholds.found());
    }
  }
  return sections;
}
