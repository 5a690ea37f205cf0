import type { ViewName } from "../../datasets/view.ts";
import { type DatasetSource, openSource } from "../runners/dataset-source.ts";
import type { ClassifiedAlarm } from "../scoring/classes.ts";
import { openQuickSums, type QuickSums } from "../scoring/quick-sums.ts";
import { openScoring, type Scoring } from "../scoring/scoring.ts";
import type { DeviceRange } from "../scoring/tally.ts";
import type { World } from "../world.ts";
import { loadWorld } from "../worlds/load-world.ts";
import type { ScoreTask } from "./task.ts";

/** Sums up the alarms of one shard. */
export type SumUp = (alarms: readonly ClassifiedAlarm[]) => QuickSums;

/** The half that is scored, or the one that thresholds are fixed on. */
export type HalfName = "scored" | "calibration";

/** What scoring needs of one view of a dataset, whatever the detector. */
export interface ReadyWorld {
  readonly source: DatasetSource;
  readonly world: World;
  /** The scored half, and the one that thresholds are fixed on. */
  readonly scored: Scoring;
  readonly calibration: Scoring;
  /** Opens sums over the lines of a shard; those of the shard asked for last are kept. */
  sumsOf(half: HalfName, range: DeviceRange): SumUp;
}

/** Worlds that are kept: those of the views that tasks ask for by turns. */
const KEPT = 2;
const ready = new Map<string, ReadyWorld>();

/** Reads the world of a view; it is kept while tasks on the same views follow one another. */
export function readyWorld(
  {
    dataset,
    scoring,
    tariff,
    shards,
  }: Pick<ScoreTask, "dataset" | "scoring" | "tariff" | "shards">,
  view: ViewName,
): ReadyWorld {
  const key = JSON.stringify([dataset, view, scoring, tariff, shards]);
  const known = ready.get(key);
  if (known !== undefined) return known;
  const source = openSource(dataset);
  const choices = { ...(tariff === null ? {} : { tariff }), ...(shards ? { shards } : {}) };
  const world = loadWorld(source.dataset, view, choices);
  const halves = {
    scored: openScoring(world, scoring),
    calibration: openScoring(world, { ...scoring, split: "calibration" }),
  };
  const last = new Map<keyof typeof halves, { readonly from: number; readonly sumUp: SumUp }>();
  const made: ReadyWorld = {
    source,
    world,
    ...halves,
    sumsOf(half, range) {
      const kept = last.get(half);
      if (kept?.from === range.from) return kept.sumUp;
      const sumUp = openQuickSums(halves[half], range);
      last.set(half, { from: range.from, sumUp });
      return sumUp;
    },
  };
  const [oldest] = ready.keys();
  if (ready.size >= KEPT && oldest !== undefined) ready.delete(oldest);
  ready.set(key, made);
  return made;
}
