import { codeOf } from "../../datasets/table.ts";
import { END_KINDS, VERDICTS } from "../../datasets/vocabularies.ts";
import type { Cause, Episode, TrafficModel } from "../model.ts";
import type { Lead } from "./placement.ts";

/** Episodes that a device can have in truth: their numbers are device * EPISODES_A_DEVICE + ordinal. */
export const EPISODES_A_DEVICE = 64;

/**
 * What the engine knows of an episode that goes into truth. Bytes, times and cost are counted from
 * the transfers that really passed, never taken from the model's word.
 */
export interface EpisodeRecord {
  readonly number: number;
  /** Number of the incident that it belongs to: its own, or that of the first line of several. */
  readonly incident: number;
  readonly device: number;
  readonly model: TrafficModel;
  readonly verdict: number;
  readonly planned: Episode;
  /** What ends it where nobody stops it; code of END_KINDS. */
  endsBy: number;
  cause: Cause | undefined;
  up: number;
  down: number;
  onset: number;
  end: number;
  cost: number;
  /** When something stopped it, and what that was (code of END_KINDS). */
  cutAt: number;
  cutBy: number;
  /** Safeguards that were on and are said to prevent it. */
  failedSafeguards: readonly string[];
}

/** Number of the incident of a place's nth episode, where it hits several lines: that of the first of them. */
export function incidentOf(lead: Lead | undefined, nth: number): number | null {
  if (lead === undefined) return null;
  return lead.device * EPISODES_A_DEVICE + lead.place + nth * lead.places;
}

/** Whose episode it is. */
export interface EpisodeOwner {
  readonly device: number;
  readonly ordinal: number;
  /** Number of the incident that it belongs to; null where it is one of its own. */
  readonly incident: number | null;
}

/** Opens the record of an episode that a model planned. */
export function openEpisode(
  model: TrafficModel,
  { device, ordinal, incident }: EpisodeOwner,
  planned: Episode,
): EpisodeRecord {
  if (ordinal >= EPISODES_A_DEVICE) {
    throw new RangeError(
      `${model.name}: a device must have at most ${EPISODES_A_DEVICE} episodes in truth, got more on device ${device}`,
    );
  }
  const own = model.role === "incident" ? "anomalous" : "benign";
  const number = device * EPISODES_A_DEVICE + ordinal;
  return {
    number,
    incident: incident ?? number,
    device,
    model,
    verdict: codeOf(VERDICTS, planned.verdict ?? own),
    planned,
    endsBy: plannedEndOf(planned),
    cause: undefined,
    up: 0,
    down: 0,
    onset: Infinity,
    end: -Infinity,
    cost: 0,
    cutAt: -Infinity,
    cutBy: 0,
    failedSafeguards: [],
  };
}

/** Notes that something stopped the episode; what it moves after that shows that it went on. */
export function cutEpisode(episode: EpisodeRecord, time: number, endKind: number): void {
  if (time < episode.cutAt) return;
  episode.cutAt = time;
  episode.cutBy = endKind;
}

/** What ended the episode: who stopped it, where it did not go on after that, else what the model planned. */
export function endKindOf(episode: EpisodeRecord): number {
  if (episode.end <= episode.cutAt) return episode.cutBy;
  return episode.endsBy;
}

/** What a model planned to end its episode, or nobody. */
export function plannedEndOf(planned: Episode): number {
  return planned.notes?.["endKind"] ?? codeOf(END_KINDS, "self");
}
