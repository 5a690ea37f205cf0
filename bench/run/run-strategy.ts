import type { ViewName } from "../../datasets/view.ts";
import type { Estimate } from "../statistics/estimate.ts";
import type { PairedEstimate } from "../study/paired.ts";

/** What was saved, with the interval of paired differences; `equal`: nothing anywhere, to the byte. */
export type Saved = Pick<PairedEstimate, "value" | "low" | "high" | "n" | "method">;

/**
 * What a strategy comes to on a dataset, open loop: alarms of the scored half are answered by its
 * policies in order of time, its records cut by that and rated again, and nobody reacts. Bytes are those
 * of the billed plane, money is in minor units.
 */
export interface RunStrategy {
  readonly dataset: string;
  readonly name: string;
  readonly by: string;
  readonly summary: string;
  readonly detectors: readonly {
    readonly use: string;
    readonly view: ViewName;
    readonly threshold: number;
    /** A floor, not a detector: nobody can do worse for less. */
    readonly isFloor: boolean;
  }[];
  readonly alarms: number;
  /** What it does to cases and to everybody else; null without truth, or where records can't tell. */
  readonly scored: null | {
    readonly cases: number;
    readonly prevented: Estimate | null;
    readonly bytesAtStake: number;
    readonly bytesSaved: Saved;
    readonly ratedAtStake: number;
    readonly ratedSaved: Saved;
    readonly moneyAtStake: number;
    readonly moneySaved: Saved;
    /** Cases with alarms, none of whose answers reached their network. */
    readonly wrongPlane: number;
    /** Bytes that somebody wanted and that were cut, look-alikes among them. */
    readonly withheld: number;
    /** Lines that were cut off though nothing ran on them. */
    readonly cutOff: number;
    readonly messages: number;
  };
  /** What it cuts of all lines, whoever's it was; null: the records can't tell. Money is null without a tariff. */
  readonly cut: null | {
    readonly bytes: number;
    readonly rated: number | null;
    readonly billed: number | null;
  };
  /** What its policies do that the records can't tell, and why. */
  readonly untold: readonly string[];
}

/** Strategies of a run on one dataset. */
export function strategiesOn(
  { strategies = [] }: { readonly strategies?: readonly RunStrategy[] },
  dataset: string,
): readonly RunStrategy[] {
  return strategies.filter((each) => each.dataset === dataset);
}
