import { counted, enumerated } from "../report/wording.ts";
import type { AnswerPhrases, PaidWords } from "./answer-phrases.ts";

/** A study's answers in English. */
export const englishAnswers: AnswerPhrases = {
  between: " ",
  nothing: (strategy, bytes) =>
    `${strategy} saves nothing: all ${bytes} are burnt as they were, equal to the byte.`,
  more: (strategy, { more, bytes }, paid) =>
    `${strategy} burns ${more} more than the ${bytes} that were burnt; ${paidOf(paid)}.`,
  saves: (strategy, { saved, bytes }, paid) =>
    `${strategy} saves ${saved === null ? `all ${bytes}` : `${saved} of ${bytes}`}; ${paidOf(paid)}.`,
  refund: (money, currency) => `${money} ${currency} come back, which the operator bears.`,
  chance: (p) => `That may be chance: p is ${p}, corrected for all strategies asked.`,
  kinds: (kinds) =>
    `It stops something of ${enumerated(kinds.map(({ kind, saved, bytes }) => `${kind} (${saved} of ${bytes})`))}, and of nothing else.`,
  wrongNetwork: (cases) =>
    `On ${counted(cases, "case")} it alarmed, and its action does not reach the network of its alarm.`,
  unharmed: "It harms nobody.",
  harm: ({ lost, delayed, pending, pushes, cutOff }) =>
    `It ${enumerated([
      ...(lost === null ? [] : [`withholds ${lost} that somebody wanted`]),
      ...(delayed === null ? [] : [`delays ${delayed}`]),
      ...(pending === null ? [] : [`leaves ${pending} waiting when it is over`]),
      ...(pushes === null ? [] : [`keeps back ${counted(pushes, "message")} of apps`]),
      ...(cutOff === null ? [] : [`cuts off ${counted(cutOff, "line")} for nothing`]),
    ])}.`,
  messages: (count) => `It sends owners ${counted(count, "message")}.`,
  bills: (isLower, money, currency) =>
    `It ${isLower ? "lowers" : "raises"} the bills of lines without a case by ${money} ${currency}, which no incident cost.`,
  worth: ({ isLoss, money, currency, mix }) =>
    `In 1,000 line-months with cases as often as in mix ${mix} it ${isLoss ? "costs more than it saves:" : "is worth"} ${money} ${currency}.`,
  neverPays: "No number of cases would pay for it.",
  pays: (times) => `${times} as many cases would pay for it.`,
  times: (factor) => (factor === null ? "Less than 0.01 times" : `${factor} times`),
  best: ({ strategy, of, saved, interval, stake, currency }) =>
    `On the calibration half ${strategy} saves most of ${of}; on the test half it saves ${saved}${interval === null ? "" : ` (95 %: ${interval[0]} to ${interval[1]})`} of ${stake} ${currency} rated.`,
  sameOrder: ({ mix, of, byWorth }) =>
    `Under mix ${mix} all ${of} strategies stand in the same order by ${orderedBy(byWorth)} as lived.`,
  moves: ({ mix, of, byWorth }, moved, others) => {
    const names = moved.map(
      ({ strategy, from, to }) =>
        `${strategy} is ${place(from, of)} as lived and ${place(to, of)} under ${mix}`,
    );
    const more =
      others > 0 ? `, and ${counted(others, "other")} move${others > 1 ? "" : "s"} less` : "";
    return `By ${orderedBy(byWorth)}, of ${of}, ${enumerated(names)}${more}.`;
  },
  mixedHarm: ({ mix, lost, late, cutOff, messages }) =>
    `In 1,000 line-months of mix ${mix} that is ${enumerated([
      ...(lost === null ? [] : [`${lost} withheld`]),
      ...(late === null ? [] : [`${late} late`]),
      ...(cutOff === null ? [] : [`${cutOff} lines cut off for nothing`]),
      ...(messages === null ? [] : [`${messages} messages`]),
    ])}.`,
  reach: ({ stake, currency, isHalved, hands }) =>
    `Of ${stake} ${currency} rated${isHalved ? " in the test half" : ""}, ${enumerated(
      hands.map((hand) =>
        hand.strategy === null
          ? `${WHO[hand.by]} saves nothing alone`
          : `${WHO[hand.by]} alone saves ${hand.saved} at most, by ${hand.strategy}${hand.alike === 0 ? "" : ` (${counted(hand.alike, "other")} as much)`}`,
      ),
    )}.`,
  enough: ({ members, isEnough, isPriced, isHalved, saved, stake, currency }) => {
    const names = enumerated(
      members.map(({ strategy, by }) => (by === null ? strategy : `${strategy} (${by})`)),
    );
    const head = isEnough
      ? `The ${isPriced ? "cheapest" : "fewest"} strategies that save nine tenths of what is rated${isHalved ? " in the calibration half" : ""}: ${names}.`
      : `No three strategies save nine tenths of what is rated${isHalved ? " in the calibration half" : ""}; nearest ${members.length > 1 ? "come" : "comes"} ${names}.`;
    const them = members.length > 1 ? "Together they save" : "It saves";
    return `${head} ${them} ${saved} of ${stake} ${currency}${isHalved ? " in the test half" : ""}${members.length > 1 ? `, ${ASSUMED}` : ""}.`;
  },
  besideLeader: ({ leader, saved, stake, currency, isHalved, ...others }) => {
    const { adding, addingMore, idle, idleMore } = others;
    const some = adding.map(({ strategy, adds, saved: alone }) =>
      adds === null
        ? `${strategy} adds all ${alone} that it saves alone`
        : `${strategy} adds ${adds} of the ${alone} that it saves alone`,
    );
    const more = addingMore > 0 ? [`${counted(addingMore, "other")} less than these`] : [];
    const none = [...idle, ...(idleMore > 0 ? [counted(idleMore, "other")] : [])];
    const nothing =
      none.length === 0
        ? []
        : [
            `${enumerated(none)} ${none.length + idleMore > 1 ? "add" : "adds"} nothing that it does not save already`,
          ];
    return `Beside ${leader}, which saves ${saved} of ${stake} ${currency} rated${isHalved ? " in the test half" : ""}, ${[enumerated([...some, ...more]), ...nothing].filter((each) => each !== "").join("; ")}, ${ASSUMED}.`;
  },
};

/** They were lived one by one. */
const ASSUMED = "if each case fares as under the one of them that helps it most";

const WHO = { owner: "an owner", seller: "a seller", operator: "an operator" } as const;

function orderedBy(byWorth: boolean): string {
  return byWorth ? "what they are worth" : "what they save";
}

function place(at: number, of: number): string {
  if (at === 1) return "first";
  if (at >= of - 1) return at === of ? "last" : "last but one";
  return PLACES[at - 2] ?? `number ${at}`;
}

const PLACES = ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

function paidOf({ rated, ratedLeft, billed, billedLeft, currency, tariffs }: PaidWords): string {
  return `of ${rated} ${currency} rated under ${tariffs.join(" and ")}, ${ratedLeft} are left, of ${billed} billed ${billedLeft}`;
}
