import type { Hand } from "../policy.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { Costs } from "./costs.ts";
import type { CoursePoint } from "./course.ts";
import type { StudyMode } from "./outcome.ts";
import type { PairedEstimate } from "./paired.ts";

/** A world of a study: lived, or as its records tell it. */
export interface StudyDataset {
  readonly name: string;
  readonly mode: StudyMode;
  /** Whether it is known what happened in it. */
  readonly truth: boolean;
  readonly seeds: readonly string[];
  readonly lines: number;
  readonly days: number;
  readonly currency: string;
  /** Tariffs of its plans: every yuan hangs on them. */
  readonly tariffs: readonly string[];
  /** Far more happens here than in the world. */
  readonly enriched: boolean;
  /** Look-alikes of all seeds, by kind. */
  readonly lookAlikes?: Readonly<Record<string, number>>;
}

/** A strategy of a study. */
export interface StudyStrategy {
  readonly name: string;
  readonly by: Hand;
  readonly summary: string;
  readonly source: string;
  /** Share of the lines that have its safeguards, where it is made of nothing else; else null. */
  readonly adoption: number | null;
}

/** Bytes by the class of who wanted them. */
export interface ByClass {
  readonly inUse: number;
  readonly background: number;
  readonly guest: number;
  readonly lookAlike: number;
  /** Of records, which do not tell whose they were. */
  readonly untold: number;
}

/** What a strategy did to what was wanted, and to whom. */
export interface Harm {
  readonly wantedBytesLost: ByClass;
  readonly wantedBytesDelayed: ByClass;
  /** Mean over delayed bytes. */
  readonly delayHours: number;
  readonly pending: number;
  readonly peopleCutOff: number;
  readonly messages: number;
  readonly pushesMissed: number;
}

/**
 * One strategy on one kind. `all` is all kinds together; `ordinary` what changes on lines without a
 * case, and its `ratedSaved` and `moneySaved` are of bills, not of cases. The three are never added
 * up. Bytes are those of the billed plane, money is in minor units.
 */
export interface Cell {
  readonly dataset: string;
  readonly strategy: string;
  readonly kind: string;
  readonly mode: StudyMode;
  readonly cases: number;
  /** Share of cases of which less than a hundredth is left; null without cases. */
  readonly prevented: Estimate | null;
  readonly detected: number;
  readonly bytesAtStake: number;
  readonly bytesSaved: PairedEstimate;
  readonly bytesMoved: number;
  readonly bytesPending: number;
  readonly ratedAtStake: number;
  readonly ratedSaved: PairedEstimate;
  readonly moneyAtStake: number;
  readonly moneySaved: PairedEstimate;
  /** What else the bills of these lines shrink by; negative: they grow. */
  readonly ordinary: { readonly ratedSaved: number; readonly moneySaved: number };
  /** Who bears what the cases were rated at. */
  readonly borneBy: { readonly owner: number; readonly seller: number; readonly operator: number };
  /** Cases with alarms, none of whose answers reached their network. */
  readonly wrongPlane: number;
  readonly alarms: number;
  readonly harm: Harm;
  /**
   * In 1,000 line-months with cases and look-alikes as often as the mix has them. Of a kind alone, a line
   * with cases of several counts its share of them.
   */
  readonly perThousandLineMonths: {
    readonly mix: string;
    readonly bytesSaved: number;
    readonly ratedSaved: number;
    readonly wantedBytesLost: number;
    readonly wantedBytesDelayed: number;
    readonly peopleCutOff: number;
    readonly messages: number;
  };
  /** Of all kinds together: the chance of `bytesSaved`, corrected for all strategies that are asked at once (Holm). */
  readonly corrected: number | null;
  /** Of all kinds together, where both halves have cases: what is chosen by the one is told of the other. */
  readonly halves: Halves | null;
  /** Of all kinds together, where costs were stated. */
  readonly netBenefit: NetBenefit | null;
}

/** What was saved of what incidents were rated at, by half. */
export interface Halves {
  readonly calibration: number;
  readonly test: PairedEstimate;
  readonly testAtStake: number;
}

/** What a strategy is worth in 1,000 line-months under stated costs and a mix, in minor units. */
export interface NetBenefit {
  /** What incidents were rated at and no longer are. */
  readonly saved: number;
  /** What its answers cost. */
  readonly spent: number;
  /** What of that answers on lines without a case cost, however often cases are. */
  readonly fixed: number;
  readonly value: number;
  /** The same with everything as often as it was lived. */
  readonly asLived: number;
  /** So many times the cases of the mix pay for it; null: it pays at none. */
  readonly breakEven: number | null;
}

/**
 * What a strategy's alarms come to on records, and what its policies would have cut of them, whoever's
 * bytes they were: all that can be said without truth. Money is in minor units, null where no tariff is
 * known.
 */
export interface RecordsCut {
  readonly dataset: string;
  readonly strategy: string;
  readonly alarms: number;
  /** A day, of all lines. */
  readonly alarmsPerDay: number;
  /** Lines that it alarms on. */
  readonly lines: number;
  /** Summed over lines: what the billing period had come to at the first alarm, before caps. */
  readonly atFirstAlarm: { readonly bytes: number; readonly rated: number | null };
  /** null: the records can't tell. Rated is before caps, billed after them. */
  readonly cut: {
    readonly lines: number;
    readonly bytes: number;
    readonly rated: number | null;
    readonly billed: number | null;
  } | null;
  /** What its policies do that the records can't tell, and why. */
  readonly untold: readonly string[];
}

/** What a strategy leaves of all cases of a world, and withholds: on its records, and in a life that goes on. */
export interface LoopsBeside {
  readonly dataset: string;
  readonly strategy: string;
  readonly open: LoopSide;
  readonly closed: LoopSide;
  /** Bytes of the records that a decision falls into, of cases and others, and what they cost at most: the loops may differ by as much and agree. */
  readonly straddled: { readonly cases: number; readonly wanted: number; readonly rated: number };
  readonly agree: "to the byte" | "within the record" | "no";
  /** Where they do not agree, why that may be. */
  readonly why: readonly string[];
}

/** One loop: what is left of cases, bytes of the billed plane and money in minor units. */
export interface LoopSide {
  readonly bytes: number;
  readonly rated: number;
  readonly billed: number;
  /** Bytes that somebody wanted, and that were lost, late, or still wait at the end. */
  readonly withheld: number;
  readonly alarms: number;
}

/**
 * What a case came to while it ran, in a world of one line and one case: the first seed of it. A course
 * is a step at each point; of many steps some are told together, the last never.
 */
export interface NightCourse {
  readonly dataset: string;
  readonly seed: string;
  readonly kind: string;
  readonly utcOffset: number;
  readonly onset: number;
  readonly end: number;
  readonly asItWas: readonly CoursePoint[];
  /** Strategies that leave it as it was, to the byte. */
  readonly unchanged: readonly string[];
  /** The others; those with the same course stand together. */
  readonly courses: readonly {
    readonly strategies: readonly string[];
    readonly points: readonly CoursePoint[];
  }[];
}

/**
 * What strategies of a world would come to side by side, before caps and in minor units. They were lived
 * one by one: each case is taken to fare as under the one that helps it most.
 */
export interface Together {
  readonly dataset: string;
  readonly mode: StudyMode;
  /** Whether it was chosen on the calibration half and is told of the test half. */
  readonly isHalved: boolean;
  /** Whether the cheapest were looked for, by what answers were said to cost, or the fewest. */
  readonly isPriced: boolean;
  /** What the cases that are told of were rated at. */
  readonly stake: number;
  readonly chosen: Chosen;
  /** What saves most by itself. */
  readonly leader: { readonly strategy: string; readonly saved: number };
  /** All others that save anything; those that add most to the leader come first. */
  readonly beside: readonly Beside[];
}

/** Three strategies at most, and whether they save nine tenths where they were chosen. */
export interface Chosen {
  readonly strategies: readonly string[];
  readonly isEnough: boolean;
  readonly saved: number;
}

/** What a strategy saves alone, and what of it the one that saves most does not save already. */
export interface Beside {
  readonly strategy: string;
  readonly saved: number;
  readonly adds: number;
}

/** A sentence, and the cell that it was read off. */
export interface Answer {
  readonly text: string;
  readonly dataset: string;
  readonly mode: StudyMode;
  readonly strategy: string;
  readonly kind: string;
  /** Nothing changed at all: such answers may be told together. */
  readonly isIdle: boolean;
}

/** What `study --json` prints. */
export interface StudyFile {
  readonly schemaVersion: 1;
  readonly tool: { readonly billshock: string; readonly node: string };
  readonly datasets: readonly StudyDataset[];
  readonly strategies: readonly StudyStrategy[];
  readonly cells: readonly Cell[];
  /** Of datasets whose records were cut; without truth they have no cells. */
  readonly records: readonly RecordsCut[];
  /** Both loops of each strategy, where a scenario was studied in both. */
  readonly beside: readonly LoopsBeside[];
  /** Of scenarios that are one case. */
  readonly nights: readonly NightCourse[];
  /** Of worlds in which two strategies at least save something. */
  readonly together: readonly Together[];
  /** What answers cost, in minor units; null: nobody said. */
  readonly costs: Costs | null;
  readonly answers: readonly Answer[];
  readonly warnings: readonly string[];
  readonly timings: { readonly seconds: number };
}
