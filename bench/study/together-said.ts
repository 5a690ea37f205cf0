import { money } from "../report/wording.ts";
import type { AnswerPhrases } from "./answer-phrases.ts";
import type { Answer, StudyDataset, StudyStrategy, Together } from "./study-file.ts";

/** So many are named of those that add something, and of those that add nothing. */
const NAMED = 3;

/** Says what strategies would come to side by side: what is enough, and who makes whom superfluous. */
export function togetherSaid(
  all: readonly Together[],
  { name, mode, currency }: StudyDataset,
  strategies: readonly Pick<StudyStrategy, "name" | "by">[],
  say: AnswerPhrases,
): readonly Answer[] {
  const found = all.find((each) => each.dataset === name && each.mode === mode);
  if (found === undefined) return [];
  const { chosen, leader, beside, isHalved, isPriced, stake } = found;
  const told = { stake: money(stake), currency, isHalved };
  const answer = (strategy: string, text: string): Answer => ({
    ...{ dataset: name, mode, strategy, kind: "all", isIdle: false, text },
  });
  const members = chosen.strategies.map((strategy) => ({
    strategy,
    by: strategies.find((each) => each.name === strategy)?.by ?? null,
  }));
  const adding = beside.filter(({ adds }) => adds > 0);
  const idle = beside.filter(({ adds, saved }) => adds <= 0 && saved > 0);
  const words = {
    ...{ ...told, leader: leader.strategy, saved: money(leader.saved) },
    adding: adding.slice(0, NAMED).map(({ strategy, adds, saved }) => ({
      ...{ strategy, saved: money(saved), adds: adds === saved ? null : money(adds) },
    })),
    addingMore: Math.max(0, adding.length - NAMED),
    idle: idle.slice(0, NAMED).map(({ strategy }) => strategy),
    idleMore: Math.max(0, idle.length - NAMED),
  };
  const { isEnough } = chosen;
  return [
    answer(
      members[0]?.strategy ?? "",
      say.enough({ ...told, members, isEnough, isPriced, saved: money(chosen.saved) }),
    ),
    // Beside what saves all, all else is superfluous: nobody needs to be told.
    ...(adding.length + idle.length > 0 && leader.saved < stake
      ? [answer(leader.strategy, say.besideLeader(words))]
      : []),
  ];
}
