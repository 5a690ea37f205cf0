import type { Strategy } from "../strategy.ts";
import type { CoursePoint } from "./course.ts";

/** What a strategy left of one case. Money in minor units, bytes of the billed plane. */
export interface CaseOutcome {
  readonly kind: string;
  readonly device: number;
  /** Lowest line of its household. */
  readonly cluster: number;
  readonly split: "calibration" | "test" | "train" | "unknown";
  readonly bytesAtStake: number;
  readonly bytesLeft: number;
  /** Bytes of it that pass private Wi-Fi instead. */
  readonly bytesMoved: number;
  /** Bytes of it that still wait when the span is over: neither saved nor burnt. */
  readonly bytesPending: number;
  /** Before caps, and what is paid after them. */
  readonly ratedAtStake: number;
  readonly ratedLeft: number;
  readonly moneyAtStake: number;
  readonly moneyLeft: number;
  /** What comes back of `moneyLeft`. */
  readonly refunded: number;
  /** Whether an alarm fell on its line while it ran, and whether each of those missed its network. */
  readonly detected: boolean;
  readonly wrongPlane: boolean;
  /** How it was rated as it was, and how what is left; in a world of one line. */
  readonly night?: {
    readonly onset: number;
    readonly end: number;
    readonly asItWas: readonly CoursePoint[];
    readonly left: readonly CoursePoint[];
  };
}

/** What a strategy did to what somebody wanted, on one line. Never negative, never netted. */
export interface LineHarm {
  /** Bytes by class: in use, background, guest, look-alike, and of records that do not tell. */
  readonly lost: readonly number[];
  readonly delayed: readonly number[];
  /** Bytes times hours that they came late. */
  readonly byteHours: number;
  /** Bytes that still wait when the span is over. */
  readonly pending: number;
  /** Pushes and messages that were lost, or came late. */
  readonly pushesMissed: number;
}

/** What changes on one line beside its cases. */
export interface LineOutcome {
  readonly device: number;
  readonly cluster: number;
  readonly hasCase: boolean;
  /** What its bill shrinks by beside the cases on it; negative: it grows. */
  readonly ratedSaved: number;
  readonly moneySaved: number;
  readonly harm: LineHarm;
  readonly alarms: number;
  readonly messages: number;
  /** It was cut off though nothing ran on it, nor had within a day. */
  readonly isCutOff: boolean;
}

/** How a strategy was scored: with behaviour, or on records cut short. */
export type StudyMode = "open" | "closed";

/** All that a strategy did in one world. */
export interface StrategyOutcome {
  readonly strategy: Strategy;
  readonly mode: StudyMode;
  readonly cases: readonly CaseOutcome[];
  /** Look-alikes of the world as it was, on all its lines; none are known when left out. */
  readonly lookAlikes?: readonly { readonly kind: string; readonly device: number }[];
  /** Lines on which anything was done, or changed. */
  readonly lines: readonly LineOutcome[];
  readonly alarms: number;
  readonly wrongPlane: number;
  /** Lines that were lived again. */
  readonly touched: number;
}
