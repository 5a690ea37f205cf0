import { codeOf } from "../../datasets/table.ts";
import { END_KINDS } from "../../datasets/vocabularies.ts";
import type { Episode } from "../model.ts";

const OWNER = codeOf(END_KINDS, "owner", "removal");

/**
 * Notes that the app of these episodes is removed so many ms after it began, null = never. Their plan
 * stays: an app that will be removed does until then what it would have done.
 */
export function removedAfter(episodes: readonly Episode[], after: number | null): Episode[] {
  return episodes.map((episode) => {
    const { start, end, notes } = episode;
    if (after === null || start + after >= end) return episode;
    return { ...episode, notes: { ...notes, removedAt: start + after, endKind: OWNER } };
  });
}

/** When the app of an episode is removed: nothing of it begins from then on. */
export function removalOf({ notes }: Episode): number {
  return notes?.["removedAt"] ?? Infinity;
}
