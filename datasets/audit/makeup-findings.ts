import type { Finding } from "../publishing/checks/finding.ts";
import type { LevelMakeup } from "./level-makeup.ts";

/** What a level's table asks of its cases. */
interface MakeupBars {
  /** Most that the heaviest day of a case may be beside its line's own full day, median of any kind. */
  readonly loudest: number;
  /** Look-alikes for each case of any kind. */
  readonly lookAlikes: number;
  /** Least share of a kind's look-alikes that lack its strongest cue, in the mean over kinds. */
  readonly lacking: number;
}

/** How many look-alikes of a kind lack the cue that goes farthest with it. */
interface Lacking {
  readonly kind: string;
  readonly lacking: number;
}

/** By level: cases may be quieter than it says, never louder. Levels that are not named promise nothing. */
export const MAKEUP_BARS: Readonly<Record<string, MakeupBars>> = {
  L2: { loudest: 8, lookAlikes: 5, lacking: 0.2 },
  L3: { loudest: 3, lookAlikes: 10, lacking: 0.4 },
  L4: { loudest: 1.5, lookAlikes: 20, lacking: 0.5 },
};

/** Most that one kind of end may have of all cases, at every level that is gated. */
const MOST_OF_ONE_END = 0.4;
/** Look-alikes that found no line are told elsewhere; a tenth of them may be missing. */
const FOUND = 0.9;
/** Fewer cases say little of a median or a share. */
const LEAST_CASES = 20;

/** Holds what the cases of a dataset are like to what its level says of them. */
export function makeupFindings(
  { kinds, ends }: LevelMakeup,
  references: readonly Lacking[],
  level: string | null,
): Finding[] {
  const bars = MAKEUP_BARS[level ?? ""];
  if (bars === undefined) return [];
  const error = (message: string): Finding => ({
    ...{ level: "error", check: "makeup", file: "truth/cases.arrow", message },
  });
  const judged = kinds.filter(({ cases }) => cases >= LEAST_CASES);
  if (judged.length === 0) return [];
  const loud = judged
    .map(({ kind, volume }) => ({ kind, median: volume?.[1] ?? 0 }))
    .filter(({ median }) => median > bars.loudest)
    .map(({ kind, median }) =>
      error(
        `${kind} moves ${median.toFixed(1)} full days of its line in the median: ${level} allows ${bars.loudest}`,
      ),
    );
  const few = kinds
    .filter(({ lookAlikes }) => lookAlikes < FOUND * bars.lookAlikes)
    .map(({ kind, lookAlikes }) =>
      error(
        `${kind} has ${lookAlikes.toFixed(1)} look-alikes for each case: ${level} asks for ${bars.lookAlikes}`,
      ),
    );
  const common = Object.entries(ends)
    .filter(([, share]) => share > MOST_OF_ONE_END)
    .map(([end, share]) =>
      error(
        `${Math.round(100 * share)} % of the cases end by ${end}: no more than ${100 * MOST_OF_ONE_END} % may end alike`,
      ),
    );
  const lacking =
    references.reduce((sum, each) => sum + each.lacking, 0) / Math.max(1, references.length);
  const shared =
    references.length === 0 || lacking >= bars.lacking
      ? []
      : [
          error(
            `${Math.round(100 * lacking)} % of the look-alikes lack their kind's strongest cue: ${level} asks for ${100 * bars.lacking} %`,
          ),
        ];
  return [...loud, ...few, ...shared, ...common];
}
