import type { Hand } from "../policy.ts";

/** What a case was rated at and billed, and what is left of both, with the tariffs that say so. */
export interface PaidWords {
  readonly rated: string;
  readonly ratedLeft: string;
  readonly billed: string;
  readonly billedLeft: string;
  readonly currency: string;
  readonly tariffs: readonly string[];
}

/** Harm, part by part; what did not happen is null. */
export interface HarmWords {
  readonly lost: string | null;
  readonly delayed: string | null;
  readonly pending: string | null;
  readonly pushes: number | null;
  readonly cutOff: number | null;
}

/** What a strategy does to everybody in 1,000 line-months of a mix; what does not happen is null. */
export interface MixedHarmWords {
  readonly mix: string;
  readonly lost: string | null;
  readonly late: string | null;
  readonly cutOff: string | null;
  readonly messages: string | null;
}

/** How far each of those who can do something gets by himself; `strategy` is null where nothing saves anything. */
export interface ReachWords {
  readonly stake: string;
  readonly currency: string;
  /** Whether it was chosen on the calibration half and is told of the test half. */
  readonly isHalved: boolean;
  readonly hands: readonly (
    | { readonly by: Hand; readonly strategy: null }
    | {
        readonly by: Hand;
        readonly strategy: string;
        readonly saved: string;
        /** Others that save as much. */
        readonly alike: number;
      }
  )[];
}

/** Strategies of which each case is taken to fare as under the one that helps it most. */
interface SideBySide {
  /** Of what this was rated at, on the half that is told of. */
  readonly stake: string;
  readonly currency: string;
  /** Whether it was chosen on the calibration half and is told of the test half. */
  readonly isHalved: boolean;
}

/** Three strategies at most. */
export interface EnoughWords extends SideBySide {
  readonly members: readonly { readonly strategy: string; readonly by: Hand | null }[];
  /** Whether they save nine tenths where they were chosen; else no three do. */
  readonly isEnough: boolean;
  /** Whether they are the cheapest that do, or the fewest. */
  readonly isPriced: boolean;
  readonly saved: string;
}

/** What others add to the strategy that saves most; `adds` is null where it is all that one saves alone. */
export interface BesideWords extends SideBySide {
  readonly leader: string;
  readonly saved: string;
  readonly adding: readonly {
    readonly strategy: string;
    readonly saved: string;
    readonly adds: string | null;
  }[];
  /** Others that add something, and that are not named. */
  readonly addingMore: number;
  /** Those that add nothing. */
  readonly idle: readonly string[];
  readonly idleMore: number;
}

/** The order of strategies, as lived and under a mix. */
export interface OrderWords {
  readonly mix: string;
  /** Whether they are ordered by what is left when answers are paid for, not by what they save. */
  readonly byWorth: boolean;
  readonly of: number;
}

/**
 * The words of a study's answers in one language. Which of them is said, and of which number, is
 * decided once for all languages: a sign that flips does so in each.
 */
export interface AnswerPhrases {
  /** What stands between two sentences. */
  readonly between: string;
  nothing(strategy: string, bytes: string): string;
  more(
    strategy: string,
    said: { readonly more: string; readonly bytes: string },
    paid: PaidWords,
  ): string;
  /** `saved` is null where it is all. */
  saves(
    strategy: string,
    said: { readonly saved: string | null; readonly bytes: string },
    paid: PaidWords,
  ): string;
  refund(money: string, currency: string): string;
  chance(p: string): string;
  kinds(
    kinds: readonly { readonly kind: string; readonly saved: string; readonly bytes: string }[],
  ): string;
  wrongNetwork(cases: number): string;
  readonly unharmed: string;
  harm(harm: HarmWords): string;
  messages(count: number): string;
  bills(isLower: boolean, money: string, currency: string): string;
  worth(said: {
    readonly isLoss: boolean;
    readonly money: string;
    readonly currency: string;
    readonly mix: string;
  }): string;
  readonly neverPays: string;
  pays(times: string): string;
  /** `factor` is null where it is below a hundredth. */
  times(factor: string | null): string;
  best(said: {
    readonly strategy: string;
    readonly of: number;
    readonly saved: string;
    readonly interval: readonly [string, string] | null;
    readonly stake: string;
    readonly currency: string;
  }): string;
  sameOrder(order: OrderWords): string;
  /** Places count from 1; `others` move less than those that are named. */
  moves(
    order: OrderWords,
    moved: readonly { readonly strategy: string; readonly from: number; readonly to: number }[],
    others: number,
  ): string;
  mixedHarm(harm: MixedHarmWords): string;
  reach(reach: ReachWords): string;
  enough(enough: EnoughWords): string;
  besideLeader(beside: BesideWords): string;
}
