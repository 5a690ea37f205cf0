import { counted, listed } from "../../report/wording.ts";
import { englishAnswers } from "../english-answers.ts";
import type { DrawnWords, PageWords, SectionWords } from "./page-words.ts";

const sections: SectionWords = {
  matrix: {
    head: "What each strategy prevents, and whom it harms",
    bytesSaved: "share of the bytes saved, by kind of incident",
    ratedSaved: (currency) => `share of the rated ${currency} saved, by kind of incident`,
    harm: "harm, never made up for by what is saved",
    all: "all kinds",
    borne: (currency) => `who bears what is left, ${currency}`,
    heads: {
      ...{ lost: "GB lost", late: "GB late", pending: "GB waiting at the end" },
      ...{ cutOff: "lines cut off for nothing", told: "messages to owners" },
      pushes: "pushes missed",
    },
    cases: (n) => counted(n, "case"),
    cell: ({ saved, stake, n }) => `${saved} of ${stake}, ${counted(n, "case")}`,
    equal: (n) => `equal to the byte on ${counted(n, "case")}`,
    wrong: (n) => `on ${counted(n, "case")} its action does not reach the network of its alarm`,
    note: "= : equal to the byte. ⊘ : on so many cases it alarmed, and its action does not reach the network of its alarm. – : nothing was at stake. Empty: no case. Green is saved, orange is burnt beside or harm. Each column of harm has a shade of its own, darkest where it is most; savings and harm are never added up. Point at a cell for its amount and interval.",
  },
  answersHead: "In sentences",
  moreAnswers: (count) => `${count} answers more`,
  idle: (strategies) => `Nothing changes, to the byte, under ${strategies.join(", ")}.`,
  beware: "Beware",
  limits: {
    head: "What the simulation can't say",
    mix: (mix) =>
      `How often each cause happens: nobody knows. Figures for 1,000 line-months hang on the mix (${mix}), and the order of strategies moves with it.`,
    tariff: (tariffs) =>
      `What it would have cost under another tariff: every sum here is of ${listed(tariffs)}.`,
    enriched:
      "How much harm everyday life would see: incidents and look-alikes are far more frequent here than in the world, and harm is counted as it was lived.",
    lived:
      "What else people do about a policy than what is modelled: they retry, wait for Wi-Fi, give up, read a message with the probability that the policy says.",
    records: "What people do once they are cut off: of records the rest is cut, and nobody reacts.",
    chance:
      "What one case more would do to an interval: it is over households that were lived, and of one household there is none.",
    end: "What was still open when the span ended: what waits then is neither saved nor lost.",
    kinds: "Anything of causes that no model has: a kind that is not in a column was not asked.",
  },
  records: {
    head: "What it would have cut of these records",
    note: "Without truth nobody can say what of that would have been saved, and what withheld. By then: what a line's period had come to at its first alarm, summed.",
    heads: [
      ...["strategy", "alarms", "a day", "lines", "GB by then", "CUR by then"],
      ...["GB cut", "CUR rated cut", "CUR billed cut"],
    ],
    untold: "untold",
  },
  loops: {
    head: "Its records (open loop) beside its lives (closed)",
    note: "GB and rated: left of cases. Withheld: what somebody wanted, lost, late or still waiting. They agree within the record: by no more than the records hold that a decision falls into.",
    heads: [
      ...["strategy", "GB open", "GB closed", "rated open", "rated closed"],
      ...["withheld open", "withheld closed", "alarms open", "alarms closed", "agree"],
    ],
    agree: {
      ...{ "to the byte": "to the byte", "within the record": "within the record", no: "no" },
    },
  },
};

const drawn: DrawnWords = {
  bars: {
    head: "Kind by kind, and how sure",
    label: (measure, dataset) => `${measure} by strategy and kind on ${dataset}`,
    bytes: "GB saved",
    rated: (currency) => `rated ${currency} saved`,
    stake: (amount) => `of ${amount}`,
    interval: "95 % interval",
    note: "Bars: what is saved of all cases of the kind; left of zero more was burnt. Lines: 95 % intervals over households, paired; one household has none. = : equal to the byte, which is 0 and has no interval. Dashed: all that was at stake.",
    ratedNote:
      "The same for what cases were rated at, before caps; kinds of which nothing was rated are left out.",
    undrawn: (strategies) => `Equal to the byte on every kind: ${strategies.join(", ")}.`,
  },
  night: {
    head: "The money while it ran",
    label: (dataset) => `What ${dataset} was rated at, over time, under each strategy`,
    asItWas: "as it was",
    caption: (currency) =>
      `What the case was rated at by each moment, in ${currency} before caps, in civil time. Grey: as it was. The number is what it ends at. A record is rated when it closes: ending sessions closes theirs, so that a course may leap ahead before it stays. Strategies with the same course share a frame.`,
    unchanged: (strategies) =>
      strategies === 1
        ? "Under one strategy more it was as it was, to the byte."
        : `Under ${strategies} strategies more it was as it was, to the byte.`,
    heads: ["strategies", "first charge", "last charge", "rated in the end"],
  },
  worth: {
    head: "Worth, over how often cases happen",
    label: (dataset) => `Net benefit of strategies on ${dataset} over how often cases happen`,
    factor: "times as many cases as in the mix",
    value: (currency) => `net benefit, ${currency} in 1,000 line-months`,
    nothing: "doing nothing",
    costs: (of, currency) => `Costs in ${currency}: ${of.join(", ")}.`,
    cost: {
      "false-cut": "a line cut off for nothing",
      ...{ message: "a message", "team-hour": "an hour of a team" },
      "lost-gb": "a GB lost",
    },
    caption: (mix) =>
      `At 1 cases are as frequent as in mix ${mix}. What is saved, and what answers to cases cost, grows with them; what answers on lines without a case cost does not, which is where each line begins on the left. Rules: here the best changes.`,
    leads: ({ leader, from, to }) =>
      leader === null
        ? `From ${from} to ${to} times as many cases nothing is worth what it costs`
        : `From ${from} to ${to} times as many cases nothing is worth more than ${leader}`,
    ...{ stop: ".", between: ". " },
    crossing: (a, b) => `${a} passes ${b}`,
    heads: ["times as many cases", "here"],
    unstated:
      "No costs were stated (--cost-of), so nothing is weighed against what is saved: that grows in proportion to how often cases happen, and the order of strategies is the same at any number.",
    single: "One line is no population: nothing is said of it by 1,000 line-months.",
  },
  adoption: {
    head: "Over how many have it",
    label: (dataset) => `What safeguards save on ${dataset} over the share of lines that have them`,
    share: "share of lines that have it",
    saved: (currency) => `rated ${currency} saved in 1,000 line-months`,
    caption:
      "Strategies of safeguards alone: who has one at a small share has it at a larger one, and lines add up, so that each is a straight line, up to the share that was lived. That holds on average, and where nothing couples lines; a bundle that a family shares couples its lines. Dashed: strategies with detectors of a seller or an operator, which look at all lines at once.",
    undrawn: (strategies) =>
      `Not drawn, since they cost more than they save at any share: ${strategies.join(", ")}.`,
    meets: ({ strategy, other, share }) =>
      `${strategy} is worth as much as ${other} at ${share} of the lines`,
    heads: ["strategy", "shares", "worth at that share"],
  },
};

/** The page in English. */
export const english: PageWords = {
  ...{ lang: "en", suffix: "", answers: englishAnswers, ...sections, ...drawn },
  title: "What would have helped, what it would have saved, and whom it would have harmed",
  other: { path: "report.zh.html", lang: "zh", says: "中文" },
  facts: ({ isOpen, lines, days, seeds, cases, bytes, rated, billed, currency, tariffs, mix }) => [
    ...[`${counted(lines, "line")} x ${counted(days, "day")}`],
    isOpen ? "records, cut where nobody reacts" : "lived, with and without each strategy",
    ...(seeds === "" ? [] : [`seed ${seeds}`]),
    ...(cases === null
      ? ["no truth"]
      : [`${counted(cases, "case")}: ${bytes}, ${rated} ${currency} rated, ${billed} billed`]),
    tariffs.length === 0 ? "no tariff" : `under ${tariffs.join(", ")}`,
    ...(mix === null ? [] : [`mix ${mix}`]),
  ],
  enriched: "far more happens here than in the world",
  ...{ sameAsNumbers: "The same as numbers", strategy: "strategy", by: "by" },
  hand: { owner: "owner", seller: "seller", operator: "operator" },
};
