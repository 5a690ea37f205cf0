import { codeOf } from "../../datasets/table.ts";
import { END_KINDS } from "../../datasets/vocabularies.ts";
import { integer } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { Episode } from "../model.ts";

/** Says of planned episodes what ended each, one of these as likely as another (chosen). */
export function endsBy(
  random: Random,
  episodes: readonly Episode[],
  ends: readonly (typeof END_KINDS)[number][],
): Episode[] {
  return episodes.map((episode) => {
    const end = ends[integer(random, ends.length)] as (typeof END_KINDS)[number];
    return { ...episode, notes: { ...episode.notes, endKind: codeOf(END_KINDS, end) } };
  });
}
