import type { Hand } from "../policy.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { StudyMode } from "./outcome.ts";
import type { PairedEstimate } from "./paired.ts";

/** A world of a study. */
export interface StudyDataset {
  readonly name: string;
  readonly seeds: readonly string[];
  readonly lines: number;
  readonly days: number;
  readonly currency: string;
  /** Tariffs of its plans: every yuan hangs on them. */
  readonly tariffs: readonly string[];
  /** Far more happens here than in the world. */
  readonly enriched: boolean;
}

/** A strategy of a study. */
export interface StudyStrategy {
  readonly name: string;
  readonly by: Hand;
  readonly summary: string;
  readonly source: string;
}

/** Bytes by the class of who wanted them. */
export interface ByClass {
  readonly inUse: number;
  readonly background: number;
  readonly guest: number;
  readonly lookAlike: number;
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
  readonly perThousandLineMonths: {
    readonly mix: string;
    readonly bytesSaved: number;
    readonly ratedSaved: number;
    readonly wantedBytesLost: number;
  };
}

/** A sentence, and the cell that it was read off. */
export interface Answer {
  readonly text: string;
  readonly dataset: string;
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
  readonly answers: readonly Answer[];
  readonly warnings: readonly string[];
  readonly timings: { readonly seconds: number };
}
