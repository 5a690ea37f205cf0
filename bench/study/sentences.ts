import { bytes, counted, listed, money } from "../report/wording.ts";
import { totalOf } from "./by-class.ts";
import { mixedHarm, movesOf } from "./moves.ts";
import type { Answer, Cell, StudyDataset } from "./study-file.ts";

/** Says what each strategy did about all kinds of a world, from the numbers alone. */
export function answersOf(dataset: StudyDataset, cells: readonly Cell[]): readonly Answer[] {
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
        saidOf(all, dataset),
        chanceOf(all),
        kindsOf(kinds),
        wrongOf(all),
        harmOf(all, ordinary),
        mixedHarm(all, ordinary),
        messagesOf(all, ordinary),
        billsOf(ordinary, dataset),
        worthOf(all, dataset),
      ];
      return {
        ...{ dataset: name, mode, strategy, kind: "all", isIdle: isIdle(all, ordinary) },
        text: text.filter((each) => each !== "").join(" "),
      };
    });
  const first = [bestOf(here, dataset), movesOf(here, dataset)];
  return [...first.filter((each) => each !== null), ...single];
}

/** Of many the best looks better than it is: it is chosen on one half, and told of the other. */
function bestOf(cells: readonly Cell[], { name, mode, currency }: StudyDataset): Answer | null {
  const all = cells.flatMap((cell) => (cell.halves === null ? [] : [{ cell, ...cell.halves }]));
  if (all.length < 2) return null;
  const { cell, calibration, test, testAtStake } = all.reduce((a, b) =>
    b.calibration > a.calibration ? b : a,
  );
  if (calibration <= 0) return null;
  const { low, high } = test;
  const between = low === null || high === null ? "" : ` (95 %: ${money(low)} to ${money(high)})`;
  return {
    ...{ dataset: name, mode, strategy: cell.strategy, kind: "all", isIdle: false },
    text: `On the calibration half ${cell.strategy} saves most of ${all.length}; on the test half it saves ${money(test.value)}${between} of ${money(testAtStake)} ${currency} rated.`,
  };
}

/** Says so where what it saves may be chance, given how many are asked at once. */
function chanceOf({ bytesSaved, corrected }: Cell): string {
  if (bytesSaved.equal || corrected === null || corrected <= LIKELY) return "";
  return `That may be chance: p is ${corrected.toFixed(2)}, corrected for all strategies asked.`;
}

/** Nobody alarmed or was told anything, and nothing was saved, paid back or harmed. */
function isIdle(all: Cell, ordinary: Cell | undefined): boolean {
  const bills = ordinary?.ratedSaved.value ?? 0;
  const alarms = all.alarms + (ordinary?.alarms ?? 0);
  const harm = harmOf(all, ordinary) !== UNHARMED || messagesOf(all, ordinary) !== "";
  return alarms === 0 && all.bytesSaved.equal && bills === 0 && !harm && refundOf(all, "") === "";
}

/** Above it nobody should take a difference for one (chosen: as everybody does). */
const LIKELY = 0.05;
const UNHARMED = "It harms nobody.";
const SUMS = ["all", "ordinary"];

function saidOf(cell: Cell, { currency, tariffs }: StudyDataset): string {
  const { strategy, bytesSaved, bytesAtStake, ratedSaved, ratedAtStake } = cell;
  const { moneySaved, moneyAtStake } = cell;
  const under = `under ${tariffs.join(" and ")}`;
  const paid = `of ${money(ratedAtStake)} ${currency} rated ${under}, ${money(ratedAtStake - ratedSaved.value)} are left, of ${money(moneyAtStake)} billed ${money(moneyAtStake - moneySaved.value)}`;
  const back = cell.borneBy.operator > 0 ? refundOf(cell, currency) : "";
  if (bytesSaved.equal) {
    return `${strategy} saves nothing: all ${bytes(bytesAtStake)} are burnt as they were, equal to the byte.${back}`;
  }
  if (bytesSaved.value < 0) {
    return `${strategy} burns ${bytes(-bytesSaved.value)} more than the ${bytes(bytesAtStake)} that were burnt; ${paid}.`;
  }
  const share =
    bytesSaved.value === bytesAtStake
      ? `all ${bytes(bytesAtStake)}`
      : `${bytes(bytesSaved.value)} of ${bytes(bytesAtStake)}`;
  return `${strategy} saves ${share}; ${paid}.${back}`;
}

/** What the owner gets back of what is left, where anything is. */
function refundOf({ borneBy, moneyAtStake, moneySaved }: Cell, currency: string): string {
  const left = moneyAtStake - moneySaved.value;
  const back = left - borneBy.owner;
  return back > 0 ? ` ${money(back)} ${currency} come back, which the operator bears.` : "";
}

/** Which kinds it stops, where there are several. */
function kindsOf(kinds: readonly Cell[]): string {
  if (kinds.length < 2) return "";
  const stopped = kinds.filter(({ bytesSaved }) => bytesSaved.value > 0);
  if (stopped.length === 0 || stopped.length === kinds.length) return "";
  const said = stopped.map(
    ({ kind, bytesSaved, bytesAtStake }) =>
      `${kind} (${bytes(bytesSaved.value)} of ${bytes(bytesAtStake)})`,
  );
  return `It stops something of ${listed(said)}, and of nothing else.`;
}

function wrongOf({ wrongPlane }: Cell): string {
  if (wrongPlane === 0) return "";
  return `On ${counted(wrongPlane, "case")} it alarmed, and its action does not reach the network of its alarm.`;
}

function harmOf(all: Cell, ordinary: Cell | undefined): string {
  const both = [all, ...(ordinary === undefined ? [] : [ordinary])];
  const total = (of: (cell: Cell) => number) => both.reduce((sum, cell) => sum + of(cell), 0);
  const lost = total(({ harm }) => totalOf(harm.wantedBytesLost));
  const delayed = total(({ harm }) => totalOf(harm.wantedBytesDelayed));
  const pending = total(({ harm }) => harm.pending);
  const pushes = total(({ harm }) => harm.pushesMissed);
  const cutOff = total(({ harm }) => harm.peopleCutOff);
  const parts = [
    ...(lost > 0 ? [`withholds ${bytes(lost)} that somebody wanted`] : []),
    ...(delayed > 0 ? [`delays ${bytes(delayed)}`] : []),
    ...(pending > 0 ? [`leaves ${bytes(pending)} waiting when it is over`] : []),
    ...(pushes > 0 ? [`keeps back ${counted(pushes, "message")} of apps`] : []),
    ...(cutOff > 0 ? [`cuts off ${counted(cutOff, "line")} for nothing`] : []),
  ];
  return parts.length === 0 ? UNHARMED : `It ${listed(parts)}.`;
}

function messagesOf(all: Cell, ordinary: Cell | undefined): string {
  const sent = all.harm.messages + (ordinary?.harm.messages ?? 0);
  return sent === 0 ? "" : `It sends owners ${counted(sent, "message")}.`;
}

function billsOf(ordinary: Cell | undefined, { currency }: StudyDataset): string {
  const saved = ordinary?.ratedSaved.value ?? 0;
  if (saved === 0) return "";
  const way = saved > 0 ? "lowers" : "raises";
  return `It ${way} the bills of lines without a case by ${money(Math.abs(saved))} ${currency}, which no incident cost.`;
}

/** What it is worth where costs are stated, and at how many cases it begins to be worth anything. */
function worthOf({ netBenefit, perThousandLineMonths: { mix } }: Cell, { currency }: StudyDataset) {
  if (netBenefit === null || (netBenefit.value === 0 && netBenefit.spent === 0)) return "";
  const { value, spent, breakEven } = netBenefit;
  const under = `as often as in mix ${mix}`;
  const way = value < 0 ? "costs more than it saves:" : "is worth";
  const worth = `In 1,000 line-months with cases ${under} it ${way} ${money(Math.abs(value))} ${currency}.`;
  if (breakEven === null) return `${worth} No number of cases would pay for it.`;
  return spent === 0 ? worth : `${worth} ${times(breakEven)} as many cases would pay for it.`;
}

function times(factor: number): string {
  if (factor < 0.01) return "Less than 0.01 times";
  return `${factor < 10 ? factor.toPrecision(2) : Math.round(factor).toLocaleString("en-US")} times`;
}
