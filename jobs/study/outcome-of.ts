import { SCORING_DEFAULTS } from "../../bench/scoring/scoring-options.ts";
import type { Books, CaseAccount } from "../../bench/study/books.ts";
import type { CaseOutcome, LineHarm, LineOutcome } from "../../bench/study/outcome.ts";
import { SPLITS } from "../../datasets/vocabularies.ts";
import { type LoopOutcome, policyNamed, type SetStrategy } from "./answering.ts";
import { UNHARMED } from "./harm-of.ts";

/** Who is on which bill, in which household and in which half; by line. */
export interface People {
  readonly payer: Uint32Array;
  readonly cluster: Uint32Array;
  /** Codes of SPLITS. */
  readonly split: Uint8Array;
}

/** Some lines of a world, and what was done about them. */
export interface Part {
  readonly people: People;
  readonly strategy: SetStrategy;
  readonly loop: LoopOutcome;
  readonly lines: readonly number[];
  /** What happened to what a line wanted; asked where anything was done about it. */
  readonly harmOn: (device: number) => LineHarm;
}

/** After a case is over, an answer to it is late, not wrong, for so long. */
const GRACE = SCORING_DEFAULTS.grace;

/** Compares two books of the same lines: their cases, what else their bills came to, and what they wanted. */
export function outcomeOf(
  part: Part,
  before: Books,
  after: Books,
): { readonly cases: readonly CaseOutcome[]; readonly lines: readonly LineOutcome[] } {
  const { people, lines } = part;
  const { payer } = people;
  const isHere = new Set(lines);
  const own = [...before.cases.values()].filter(({ device }) => isHere.has(device));
  const cases = own.map((each) => caseOutcome(part, each, before, after));
  const savedOf = (device: number, what: "rated" | "money") =>
    cases
      .filter((each) => each.device === device)
      .reduce((sum, each) => sum + each[`${what}AtStake`] - each[`${what}Left`], 0);
  const isSame = before === after;
  const outcomes = lines.flatMap((device): LineOutcome[] => {
    const was = before.lines.get(device);
    const is = after.lines.get(device);
    const alarms = part.loop.alarms.filter((alarm) => alarm.device === device);
    if (was === undefined || is === undefined || (isSame && alarms.length === 0)) return [];
    // A bill is counted once, on the line that pays it.
    const [billWas, billIs] = [before.bills.get(device), after.bills.get(device)];
    const onBill = cases.filter((each) => payer[each.device] === device);
    const saved = onBill.reduce((sum, each) => sum + each.moneyAtStake - each.moneyLeft, 0);
    return [
      {
        ...{ device, cluster: people.cluster[device] ?? device },
        hasCase: own.some((each) => each.device === device),
        ratedSaved: was.rated - is.rated - savedOf(device, "rated"),
        moneySaved: (billWas?.billed ?? 0) - (billIs?.billed ?? 0) - saved,
        harm: isSame ? UNHARMED : part.harmOn(device),
        ...reactionsOn(part, device, own),
        messages: policyMessages(part, device) + Math.max(0, is.messages - was.messages),
      },
    ];
  });
  return { cases, lines: outcomes };
}

/** Messages that policies sent; safeguards that tell send their own, and what an owner looks up herself is none. */
function policyMessages({ loop, strategy }: Part, device: number): number {
  if (strategy.by === "owner") return 0;
  return loop.enforcement.filter((row) => row.device === device && row.action === "notify").length;
}

/** Alarms, and whether it was cut off for nothing. */
function reactionsOn({ loop }: Part, device: number, cases: readonly CaseAccount[]) {
  const isRight = (time: number) =>
    cases.some((each) => each.device === device && time >= each.onset && time < each.end + GRACE);
  const here = loop.enforcement.filter((row) => row.device === device);
  const wrong = here.filter(({ action, by, alarm }) => {
    if (action === "notify" || by === "owner") return false;
    return !isRight(loop.alarms[alarm]?.time ?? Number.NaN);
  });
  return {
    alarms: loop.alarms.filter((alarm) => alarm.device === device).length,
    isCutOff: wrong.length > 0,
  };
}

function caseOutcome(part: Part, was: CaseAccount, before: Books, after: Books): CaseOutcome {
  const { people, strategy, loop } = part;
  const { number, device, kind, billedBytes } = was;
  const is = after.cases.get(number);
  const bytesLeft = is?.billedBytes ?? 0;
  // A case whose bytes are the same costs the same: its share of a bundle moves with its neighbours.
  const isEqual = bytesLeft === billedBytes;
  const moneyAtStake = moneyOf(was, before, people);
  const moneyLeft = isEqual || is === undefined ? 0 : moneyOf(is, after, people);
  const left = isEqual ? moneyAtStake : moneyLeft;
  const during = loop.alarms.filter(
    (alarm) => alarm.device === device && alarm.time >= was.onset && alarm.time <= was.end,
  );
  const missed = during.filter(({ ordinal }) => loop.wrongPlane.includes(ordinal));
  const refunds = strategy.policies.find(({ use }) => policyNamed(use).refunds === true);
  const heard = loop.alarms.some((alarm) => alarm.device === device && alarm.time >= was.onset);
  return {
    ...{ kind, device, cluster: people.cluster[device] ?? device },
    split: SPLITS[people.split[device] ?? 0] ?? "unknown",
    ...{ bytesAtStake: billedBytes, bytesLeft, moneyAtStake, moneyLeft: left },
    bytesMoved: Math.max(0, (is?.wifiBytes ?? 0) - was.wifiBytes),
    bytesPending: is?.waitingBytes ?? 0,
    ratedAtStake: was.rated,
    ratedLeft: isEqual ? was.rated : (is?.rated ?? 0),
    refunded: refunds !== undefined && heard ? left : 0,
    detected: during.length > 0,
    wrongPlane: during.length > 0 && missed.length === during.length,
    ...nightOf(was, isEqual ? was : is),
  };
}

/** How a case was rated, and how what is left of it, where that is known. */
function nightOf({ onset, end, course }: CaseAccount, left: CaseAccount | undefined) {
  if (course === undefined) return {};
  return { night: { onset, end, asItWas: course, left: left?.course ?? [] } };
}

/** What a case adds to its bill after caps: what incidents add to it, by what each was rated at. */
function moneyOf(of: CaseAccount, { bills, cases }: Books, { payer }: People): number {
  const bill = bills.get(payer[of.device]);
  if (bill === undefined) return 0;
  const all = [...cases.values()].filter(({ device }) => payer[device] === payer[of.device]);
  const rated = all.reduce((sum, each) => sum + each.rated, 0);
  return rated <= 0 ? 0 : Math.round(((bill.billed - bill.clean) * of.rated) / rated);
}
