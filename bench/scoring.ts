import { type Classifier, openClassifier } from "./scoring/classes.ts";
import type { CaseTime } from "./scoring/damage.ts";
import { type Bill, billOf } from "./scoring/money.ts";
import { type ScoredCases, scoredCases } from "./scoring/scored-cases.ts";
import { type ScoredTime, scoredTime } from "./scoring/scored-time.ts";
import { resolveScoring, type ScoringOptions } from "./scoring/scoring-options.ts";
import type { World } from "./world.ts";

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
  const billWithout = (payer: number, subjects: readonly number[]) =>
    billOf(
      world.ledger.billOf(payer),
      world.accountOf(payer),
      subjects.map((subject) => ({
        subject,
        time: timeOf(subject),
        cut: Number.NEGATIVE_INFINITY,
      })),
    );
  return {
    world,
    options,
    time,
    cases,
    classifier: openClassifier(world, cases, options),
    casesOf,
    casesOnBill,
    timeOf,
    factual: kept((payer) => billWithout(payer, [])),
    innocent: kept((payer) => billWithout(payer, casesOnBill.get(payer) ?? [])),
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
