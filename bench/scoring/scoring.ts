import type { World } from "../world.ts";
import { type Classifier, openClassifier } from "./classes.ts";
import type { CaseTime } from "./damage.ts";
import { type Bill, billOf, type CutCase } from "./money.ts";
import { type ScoredCases, scoredCases } from "./scored-cases.ts";
import { type ScoredTime, scoredTime } from "./scored-time.ts";
import { resolveScoring, type ScoringOptions } from "./scoring-options.ts";

/** A world with the choices made: what every detector is scored against, worked out once. */
export interface Scoring {
  readonly world: World;
  readonly options: ScoringOptions;
  readonly time: ScoredTime;
  readonly cases: ScoredCases;
  readonly classifier: Classifier;
  /** Indexes of the scored cases, by device. */
  readonly casesOf: ReadonlyMap<number, readonly number[]>;
  /** Indexes of the scored cases of all lines on one bill, by the line that pays it. */
  readonly casesOnBill: ReadonlyMap<number, readonly number[]>;
  timeOf(subject: number): CaseTime;
  /** The bill that a line pays, as recorded; kept for each with a scored case. */
  factual(payer: number): Bill;
  /** That bill without any scored case; kept likewise. */
  innocent(payer: number): Bill;
  /** That bill with some of its cases stopped at their moments; those of one case are kept for a while. */
  stopped(payer: number, cuts: readonly CutCase[]): Bill;
}

/**
 * Settles options against a world: scored time, scored cases, the rules of classes, and the two
 * bills of each device that do not depend on any detector. Bills are rated when first asked for.
 */
export function openScoring(world: World, chosen: Partial<ScoringOptions> = {}): Scoring {
  const options = resolveScoring(chosen);
  const time = scoredTime(world, options.split);
  const cases = scoredCases(world, time, options);
  const scored = [...world.cases.keys()].filter((i) => cases.status[i] === "scored");
  const casesOf = groupBy(scored, (i) => world.cases[i].device);
  const casesOnBill = groupBy(scored, (i) => world.payer[world.cases[i].device]);
  const timeOf = (subject: number) => ({
    onset: world.cases[subject].onset,
    end: cases.end[subject],
    open: cases.open[subject] === 1,
    scoredTo: time.to[world.cases[subject].device],
  });
  const rate = (payer: number, cuts: readonly CutCase[]) =>
    billOf(world.ledger.billOf(payer), world.accountOf(payer), cuts);
  const without = (subject: number): CutCase => ({
    subject,
    time: timeOf(subject),
    cut: Number.NEGATIVE_INFINITY,
  });
  const factual = kept((payer) => rate(payer, []));
  return {
    world,
    options,
    time,
    cases,
    classifier: openClassifier(world, cases, options),
    casesOf,
    casesOnBill,
    timeOf,
    factual,
    innocent: kept((payer) => rate(payer, (casesOnBill.get(payer) ?? []).map(without))),
    stopped: stoppedBills(rate, factual),
  };
}

function groupBy(subjects: readonly number[], key: (subject: number) => number) {
  const groups = new Map<number, number[]>();
  for (const subject of subjects) {
    const here = groups.get(key(subject));
    if (here) here.push(subject);
    else groups.set(key(subject), [subject]);
  }
  return groups;
}

/** Most bills of one case that are kept: detectors and floors catch the same case at the same moments. */
const KEPT_BILLS = 20_000;

function stoppedBills(
  rate: (payer: number, cuts: readonly CutCase[]) => Bill,
  factual: Scoring["factual"],
): Scoring["stopped"] {
  const bySubject = new Map<number, Map<number, Bill>>();
  let held = 0;
  return (payer, cuts) => {
    if (cuts.length === 0) return factual(payer);
    if (cuts.length > 1) return rate(payer, cuts);
    const [{ subject, cut }] = cuts;
    const known = bySubject.get(subject)?.get(cut);
    if (known !== undefined) return known;
    if (held++ >= KEPT_BILLS) {
      bySubject.clear();
      held = 1;
    }
    const bill = rate(payer, cuts);
    const byCut = bySubject.get(subject) ?? new Map<number, Bill>();
    byCut.set(cut, bill);
    bySubject.set(subject, byCut);
    return bill;
  };
}

function kept(rate: (payer: number) => Bill): (payer: number) => Bill {
  const bills = new Map<number, Bill>();
  return (payer) => {
    let bill = bills.get(payer);
    if (bill === undefined) {
      bill = rate(payer);
      bills.set(payer, bill);
    }
    return bill;
  };
}
