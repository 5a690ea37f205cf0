import type { OptionsOf, Param } from "../../datasets/param.ts";
import { codeOf } from "../../datasets/table.ts";
import { END_KINDS } from "../../datasets/vocabularies.ts";
import { uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { Episode } from "../model.ts";

const share = { unit: "share", min: 0, max: 1 } as const;

/** Options of how something ends that nobody lets run to its end always; what they leave is through by itself. */
export const END_PARAMS = {
  endedByOwner: {
    ...share,
    summary: "share that its owner, or whoever is about, stops before it is through",
    default: 0.35,
    source: "chosen: no kind of end above 40 %",
  },
  endedByNetwork: {
    ...share,
    summary:
      "share that loses its network before it is through: Wi-Fi is back, a guest is gone; what the owner stops comes first",
    default: 0.3,
    source: "chosen: no kind of end above 40 %",
  },
} as const satisfies Record<string, Param>;

const SELF = codeOf(END_KINDS, "self", "ends");
const OWNER = codeOf(END_KINDS, "owner", "ends");
const NETWORK = codeOf(END_KINDS, "network", "ends");
/** Least part of it that has passed when it is stopped (chosen). */
const PASSED = 0.5;

/** How an episode ends: when, and by whom (code of END_KINDS). */
export type Ending = Pick<Episode, "end"> & { readonly endKind: number };

/** Draws who ends an episode, and when; one draw a question, none where nobody is asked. */
export function drawEnding(
  random: Random,
  { start, end }: Pick<Episode, "start" | "end">,
  { endedByOwner, endedByNetwork }: OptionsOf<typeof END_PARAMS>,
): Ending {
  if (endedByOwner + endedByNetwork <= 0) return { end, endKind: SELF };
  const who = random.uniform();
  const when = uniform(random, PASSED, 1);
  if (who >= endedByOwner + endedByNetwork) return { end, endKind: SELF };
  const stopped = Math.floor(start + when * (end - start));
  return { end: stopped, endKind: who < endedByOwner ? OWNER : NETWORK };
}

/** Whether its network went away: Wi-Fi that was down is back at that moment. */
export function isLost({ endKind }: Ending): boolean {
  return endKind === NETWORK;
}
