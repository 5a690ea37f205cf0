import { counted, listed } from "../report/wording.ts";
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
    `It stops something of ${listed(kinds.map(({ kind, saved, bytes }) => `${kind} (${saved} of ${bytes})`))}, and of nothing else.`,
  wrongNetwork: (cases) =>
    `On ${counted(cases, "case")} it alarmed, and its action does not reach the network of its alarm.`,
  unharmed: "It harms nobody.",
  harm: ({ lost, delayed, pending, pushes, cutOff }) =>
    `It ${listed([
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
};

function paidOf({ rated, ratedLeft, billed, billedLeft, currency, tariffs }: PaidWords): string {
  return `of ${rated} ${currency} rated under ${tariffs.join(" and ")}, ${ratedLeft} are left, of ${billed} billed ${billedLeft}`;
}
