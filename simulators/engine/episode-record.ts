import { codeOf } from "../../datasets/table.ts";
import { END_KINDS, VERDICTS } from "../../datasets/vocabularies.ts";
import type { Cause, Episode, TrafficModel } from "../model.ts";
import type { Transfers } from "./transfers.ts";

/** Episodes that a device can have in truth: their numbers are device * EPISODES_A_DEVICE + ordinal. */
export const EPISODES_A_DEVICE = 64;

/**
 * What the engine knows of an episode that goes into truth. Bytes, times and cost are counted from
 * the transfers that really passed, never taken from the model's word.
 */
export interface EpisodeRecord {
  readonly number: number;
  readonly device: number;
  readonly model: TrafficModel;
  readonly verdict: number;
  readonly planned: Episode;
  cause: Cause | undefined;
  up: number;
  down: number;
  onset: number;
  end: number;
  cost: number;
  cutShort: boolean;
}

/** Opens the record of an episode that a model planned. */
export function openEpisode(
  model: TrafficModel,
  device: number,
  ordinal: number,
  planned: Episode,
): EpisodeRecord {
  if (ordinal >= EPISODES_A_DEVICE) {
    throw new RangeError(
      `${model.name}: a device must have at most ${EPISODES_A_DEVICE} episodes in truth, got more on device ${device}`,
    );
  }
  const own = model.role === "incident" ? "anomalous" : "benign";
  return {
    number: device * EPISODES_A_DEVICE + ordinal,
    device,
    model,
    verdict: codeOf(VERDICTS, planned.verdict ?? own),
    planned,
    cause: undefined,
    up: 0,
    down: 0,
    onset: Infinity,
    end: -Infinity,
    cost: 0,
    cutShort: false,
  };
}

/** Counts what the day's transfers moved for the episodes of the device. */
export function countEpisodes(transfers: Transfers, episodes: readonly EpisodeRecord[]): void {
  if (episodes.length === 0) return;
  for (let i = 0; i < transfers.length; i++) {
    const number = transfers.episode[i] as number;
    if (number < 0 || transfers.up[i] + transfers.down[i] === 0) continue;
    const episode = episodes[number % EPISODES_A_DEVICE] as EpisodeRecord;
    episode.up += transfers.up[i];
    episode.down += transfers.down[i];
    episode.onset = Math.min(episode.onset, transfers.start[i] as number);
    episode.end = Math.max(episode.end, transfers.end[i] as number);
  }
}

/** What ended the episode: the charging plane where it cut it short, else what the model planned. */
export function endKindOf(episode: EpisodeRecord): number {
  if (episode.cutShort) return codeOf(END_KINDS, "suspension");
  return episode.planned.notes?.["endKind"] ?? codeOf(END_KINDS, "self");
}
