import type { TrafficModel } from "../../../simulators/model.ts";
import { eligibleDevices, type Play, playModel } from "../../../simulators/model-kit/model-play.ts";

/** Of the lines on which models are played. */
export const SEED = "plays-of";

/** How a model is to be played: safeguards that are on, and options that differ from its defaults. */
interface How {
  readonly safeguards?: readonly string[];
  readonly options?: Readonly<Record<string, number>>;
}

/** Plays a model once on each of so many lines that may have it, on the days of a week in turn. */
export function playsOf(model: TrafficModel, count: number, how: How = {}): readonly Play[] {
  return eligibleDevices(model, { seed: SEED, count, among: 2000 })
    .flatMap((device, i) => playModel(model, { seed: SEED, device, day: i % 7, ...how }))
    .filter(({ episode }) => !episode.everyday);
}

/** Bytes both ways that an episode asks for. */
export function bytesOf({ transfers }: Pick<Play, "transfers">): number {
  return transfers.reduce((sum, { up, down }) => sum + up + down, 0);
}

/** Networks that its transfers may take, each once. */
export function networksOf(plays: readonly Play[]): string[] {
  return [...new Set(plays.flatMap(({ transfers }) => transfers.map(({ network }) => network)))];
}

/** The middle one. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] as number;
}
