import { bytes, money } from "../report/wording.ts";
import type { AnswerPhrases } from "./answer-phrases.ts";
import { totalOf } from "./by-class.ts";
import { englishAnswers } from "./english-answers.ts";
import { mixedHarm, movesOf } from "./moves.ts";
import { reachOf } from "./reach.ts";
import type { Answer, Cell, StudyDataset, StudyStrategy, Together } from "./study-file.ts";
import { togetherSaid } from "./together-said.ts";

/** What a study says beside its cells. */
export interface SaidBeside {
  readonly strategies: readonly Pick<StudyStrategy, "name" | "by">[];
  readonly together: readonly Together[];
}

/** Says what each strategy did about all kinds of a world, from the numbers alone. */
export function answersOf(
  dataset: StudyDataset,
  cells: readonly Cell[],
  say: AnswerPhrases = englishAnswers,
  { strategies, together }: SaidBeside = { strategies: [], together: [] },
): readonly Answer[] {
  const { name, mode } = dataset;
  const here = cells.filter((cell) => cell.dataset === name && cell.mode === mode);
  const single = here
    .filter(({ kind }) => kind === "all")
    .map((all) => {
      const { strategy } = all;
      const others = here.filter((cell) => cell.strategy === strategy);
      const ordinary = others.find(({ kind }) => kind === "ordinary");
      const kinds = others.filter(({ kind, cases }) => cases > 0 && !SUMS.includes(kind));
      const text = [
        saidOf(all, dataset, say),
        refundSaid(all, dataset, say),
        chanceOf(all, say),
        kindsOf(kinds, say),
        all.wrongPlane === 0 ? "" : say.wrongNetwork(all.wrongPlane),
        harmOf(all, ordinary, say),
        mixedHarm(all, ordinary, say),
        messagesOf(all, ordinary, say),
        billsOf(ordinary, dataset, say),
        worthOf(all, dataset, say),
      ];
      return {
        ...{ dataset: name, mode, strategy, kind: "all", isIdle: isIdle(all, ordinary) },
        text: text.filter((each) => each !== "").join(say.between),
      };
    });
  const first = [
    bestOf(here, dataset, say),
    reachOf(here, dataset, strategies, say),
    ...togetherSaid(together, dataset, strategies, say),
    movesOf(here, dataset, say),
  ];
  return [...first.filter((each) => each !== null), ...single];
}

/** Of many the best looks better than it is: it is chosen on one half, and told of the other. */
function bestOf(
  cells: readonly Cell[],
  { name, mode, currency }: StudyDataset,
  say: AnswerPhrases,
): Answer | null {
  const all = cells.flatMap((cell) => (cell.halves === null ? [] : [{ cell, ...cell.halves }]));
  if (all.length < 2) return null;
  const { cell, calibration, test, testAtStake } = all.reduce((a, b) =>
    b.calibration > a.calibration ? b : a,
  );
  if (calibration <= 0) return null;
  const { low, high } = test;
  return {
    ...{ dataset: name, mode, strategy: cell.strategy, kind: "all", isIdle: false },
    text: say.best({
      ...{ strategy: cell.strategy, of: all.length, saved: money(test.value), currency },
      interval: low === null || high === null ? null : [money(low), money(high)],
      stake: money(testAtStake),
    }),
  };
}

/** Says so where what it saves may be chance, given how many are asked at once. */
function chanceOf({ bytesSaved, corrected }: Cell, say: AnswerPhrases): string {
  if (bytesSaved.equal || corrected === null || corrected <= LIKELY) return "";
  return say.chance(corrected.toFixed(2));
}

/** Nobody alarmed or was told anything, and nothing was saved, paid back or harmed. */
function isIdle(all: Cell, ordinary: Cell | undefined): boolean {
  const bills = ordinary?.ratedSaved.value ?? 0;
  const both = [all, ...(ordinary === undefined ? [] : [ordinary])];
  const isQuiet = both.every(({ alarms, harm }) => alarms === 0 && harm.messages === 0);
  return isQuiet && all.bytesSaved.equal && bills === 0 && !isHarmful(both) && refundOf(all) <= 0;
}

/** Above it nobody should take a difference for one (chosen: as everybody does). */
const LIKELY = 0.05;
const SUMS = ["all", "ordinary"];

function saidOf(cell: Cell, { currency, tariffs }: StudyDataset, say: AnswerPhrases): string {
  const { strategy, bytesSaved, bytesAtStake, ratedSaved, ratedAtStake } = cell;
  const { moneySaved, moneyAtStake } = cell;
  const all = bytes(bytesAtStake);
  const paid = {
    ...{ currency, tariffs },
    ...{ rated: money(ratedAtStake), ratedLeft: money(ratedAtStake - ratedSaved.value) },
    ...{ billed: money(moneyAtStake), billedLeft: money(moneyAtStake - moneySaved.value) },
  };
  if (bytesSaved.equal) return say.nothing(strategy, all);
  if (bytesSaved.value < 0) {
    return say.more(strategy, { more: bytes(-bytesSaved.value), bytes: all }, paid);
  }
  const saved = bytesSaved.value === bytesAtStake ? null : bytes(bytesSaved.value);
  return say.saves(strategy, { saved, bytes: all }, paid);
}

/** What the owner gets back of what is left. */
function refundOf({ borneBy, moneyAtStake, moneySaved }: Cell): number {
  return moneyAtStake - moneySaved.value - borneBy.owner;
}

/** Of what is burnt, some may come back; of more than was burnt it is not told. */
function refundSaid(cell: Cell, { currency }: StudyDataset, say: AnswerPhrases): string {
  const back = refundOf(cell);
  const isTold = cell.borneBy.operator > 0 && cell.bytesSaved.value >= 0;
  return isTold && back > 0 ? say.refund(money(back), currency) : "";
}

/** Which kinds it stops, where there are several. */
function kindsOf(kinds: readonly Cell[], say: AnswerPhrases): string {
  if (kinds.length < 2) return "";
  const stopped = kinds.filter(({ bytesSaved }) => bytesSaved.value > 0);
  if (stopped.length === 0 || stopped.length === kinds.length) return "";
  return say.kinds(
    stopped.map(({ kind, bytesSaved, bytesAtStake }) => ({
      ...{ kind, saved: bytes(bytesSaved.value), bytes: bytes(bytesAtStake) },
    })),
  );
}

function harmsOf(both: readonly Cell[]) {
  const total = (of: (cell: Cell) => number) => both.reduce((sum, cell) => sum + of(cell), 0);
  return {
    lost: total(({ harm }) => totalOf(harm.wantedBytesLost)),
    delayed: total(({ harm }) => totalOf(harm.wantedBytesDelayed)),
    pending: total(({ harm }) => harm.pending),
    pushes: total(({ harm }) => harm.pushesMissed),
    cutOff: total(({ harm }) => harm.peopleCutOff),
  };
}

function isHarmful(both: readonly Cell[]): boolean {
  return Object.values(harmsOf(both)).some((each) => each > 0);
}

function harmOf(all: Cell, ordinary: Cell | undefined, say: AnswerPhrases): string {
  const both = [all, ...(ordinary === undefined ? [] : [ordinary])];
  if (!isHarmful(both)) return say.unharmed;
  const { lost, delayed, pending, pushes, cutOff } = harmsOf(both);
  const size = (value: number) => (value > 0 ? bytes(value) : null);
  const number = (value: number) => (value > 0 ? value : null);
  return say.harm({
    ...{ lost: size(lost), delayed: size(delayed), pending: size(pending) },
    ...{ pushes: number(pushes), cutOff: number(cutOff) },
  });
}

function messagesOf(all: Cell, ordinary: Cell | undefined, say: AnswerPhrases): string {
  const sent = all.harm.messages + (ordinary?.harm.messages ?? 0);
  return sent === 0 ? "" : say.messages(sent);
}

function billsOf(ordinary: Cell | undefined, { currency }: StudyDataset, say: AnswerPhrases) {
  const saved = ordinary?.ratedSaved.value ?? 0;
  return saved === 0 ? "" : say.bills(saved > 0, money(Math.abs(saved)), currency);
}

/** What it is worth where costs are stated, and at how many cases it begins to be worth anything. */
function worthOf(cell: Cell, { currency }: StudyDataset, say: AnswerPhrases): string {
  const { netBenefit, perThousandLineMonths } = cell;
  if (netBenefit === null || (netBenefit.value === 0 && netBenefit.spent === 0)) return "";
  const { value, spent, breakEven } = netBenefit;
  const { mix } = perThousandLineMonths;
  const worth = say.worth({ isLoss: value < 0, money: money(Math.abs(value)), currency, mix });
  if (breakEven === null) return `${worth}${say.between}${say.neverPays}`;
  return spent === 0 ? worth : `${worth}${say.between}${say.pays(times(breakEven, say))}`;
}

function times(factor: number, say: AnswerPhrases): string {
  if (factor < 0.01) return say.times(null);
  return say.times(
    factor < 10 ? factor.toPrecision(2) : Math.round(factor).toLocaleString("en-US"),
  );
}
