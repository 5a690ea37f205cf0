import type { Rater } from "../../datasets/billing/rating.ts";
import type { Demand } from "../network/carried.ts";
import type { Transfers } from "./transfers.ts";

/** What a bill came to: with everything on it, and without the bytes of incidents. */
export interface BillBooks {
  readonly rater: Rater;
  readonly clean: Rater;
}

/**
 * Looks on while lines live, for whoever counts what no view tells: which demand moved when, and what
 * still waits. It changes nothing.
 */
export interface Onlooker {
  /**
   * What a line's networks let happen on a civil day; the arrays are reused. `isIncident` tells of an
   * episode's number whether it is an incident's.
   */
  moved(device: number, transfers: Transfers, isIncident: (episode: number) => boolean): void;
  /** What a record of the line was rated at when it closed, before any cap, and what of that its incidents cost. */
  rated(device: number, charged: number, time: number, cost: number): void;
  /** What the line still asks for when the span is over. */
  waiting(device: number, demands: readonly Demand[]): void;
  /** The bill that the line pays, when the span is over. */
  billed(payer: number, books: BillBooks): void;
}
