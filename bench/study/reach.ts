import type { Hand } from "../policy.ts";
import { money } from "../report/wording.ts";
import type { AnswerPhrases, ReachWords } from "./answer-phrases.ts";
import type { Answer, Cell, StudyDataset, StudyStrategy } from "./study-file.ts";

/** In the order in which they are told: who is nearest to the phone comes first. */
const HANDS: readonly Hand[] = ["owner", "seller", "operator"];

/**
 * Says how far an owner, a seller and an operator get by themselves: what saves most of all that each of
 * them can do. Where households have halves it is chosen on the one and told of the other, since the best
 * of many looks better than it is; one case is told as it was lived. Null where fewer than two of the
 * three have a strategy, or nothing was rated.
 */
export function reachOf(
  cells: readonly Cell[],
  { name, mode, currency }: StudyDataset,
  strategies: readonly Pick<StudyStrategy, "name" | "by">[],
  say: AnswerPhrases,
): Answer | null {
  const all = cells.filter(({ kind }) => kind === "all");
  const isHalved = all.length > 0 && all.every(({ halves }) => halves !== null);
  const stake = isHalved ? all[0]?.halves?.testAtStake : all[0]?.ratedAtStake;
  if (stake === undefined || stake <= 0) return null;
  const reached = HANDS.flatMap((by) => {
    const own = new Set(strategies.filter((each) => each.by === by).map((each) => each.name));
    const best = farthest(all.filter(({ strategy }) => own.has(strategy)));
    return best === null ? [] : [{ by, ...best }];
  });
  if (reached.length < 2) return null;
  const leader = reached.reduce((a, b) => (b.told > a.told ? b : a));
  return {
    ...{ dataset: name, mode, strategy: leader.strategy, kind: "all", isIdle: false },
    text: say.reach({
      ...{ isHalved, stake: money(stake), currency },
      hands: reached.map(({ by, strategy, told, alike }): ReachWords["hands"][number] =>
        told > 0 ? { by, strategy, saved: money(told), alike } : { by, strategy: null },
      ),
    }),
  };
}

/** What saves most of some strategies, what is told of it, and how many others save as much. */
function farthest(cells: readonly Cell[]) {
  const chosen = ({ halves, ratedSaved }: Cell) => halves?.calibration ?? ratedSaved.value;
  const [first, ...others] = cells;
  if (first === undefined) return null;
  const best = others.reduce((a, b) => (chosen(b) > chosen(a) ? b : a), first);
  return {
    strategy: best.strategy,
    // On the half that it was chosen on it may save nothing: then nothing is chosen.
    told: chosen(best) > 0 ? (best.halves?.test.value ?? best.ratedSaved.value) : 0,
    alike: cells.filter((each) => chosen(each) === chosen(best)).length - 1,
  };
}
