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
  timeOf(subject: number): CaseTime;
  /** The bill as recorded; kept for each device with a scored case. */
  factual(device: number): Bill;
  /** The bill without any scored case; kept likewise. */
  innocent(device: number): Bill;
}

/**
 * Settles options against a world: scored time, scored cases, the rules of classes, and the two
 * bills of each device that do not depend on any detector. Bills are rated when first asked for.
 */
export function openScoring(world: World, chosen: Partial<ScoringOptions> = {}): Scoring {
  const options = resolveScoring(chosen);
  const time = scoredTime(world, options.split);
  const cases = scoredCases(world, time, options);
  const casesOf = new Map<number, number[]>();
  for (const [i, { device }] of world.cases.entries()) {
    if (cases.status[i] !== "scored") continue;
    const here = casesOf.get(device);
    if (here) here.push(i);
    else casesOf.set(device, [i]);
  }
  const timeOf = (subject: number) => ({
    onset: world.cases[subject].onset,
    end: cases.end[subject],
    open: cases.open[subject] === 1,
    scoredTo: time.to[world.cases[subject].device],
  });
  const billWithout = (device: number, subjects: readonly number[]) =>
    billOf(
      world.ledger.rowsOf(device),
      world.accountOf(device),
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
    timeOf,
    factual: kept((device) => billWithout(device, [])),
    innocent: kept((device) => billWithout(device, casesOf.get(device) ?? [])),
  };
}

function kept(rate: (device: number) => Bill): (device: number) => Bill {
  const bills = new Map<number, Bill>();
  return (device) => {
    let bill = bills.get(device);
    if (bill === undefined) {
      bill = rate(device);
      bills.set(device, bill);
    }
    return bill;
  };
}
