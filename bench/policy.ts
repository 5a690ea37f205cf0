import type { Action, EnforcementRow, GivenRow } from "../datasets/enforcement.ts";
import type { Fleet } from "../datasets/fleet.ts";
import type { OptionsOf, Params } from "../datasets/param.ts";
import type { ViewName } from "../datasets/view.ts";

/** What a policy hears of an alarm: neither what happened nor whether it did. */
export interface PolicyAlarm {
  readonly device: number;
  /** When the alarm stands, ms UTC. */
  readonly time: number;
  readonly view: ViewName;
  readonly score: number;
  /** Network of the row that raised it. */
  readonly plane: "cellular" | "wlan";
  /** Its place among all alarms of the strategy, from 0. */
  readonly ordinal: number;
}

/** When the owner of a line is awake: from a simulated life, or by a clock. */
export interface Owner {
  /** Whether she is awake at that moment, and when she wakes if not. */
  at(device: number, time: number): { readonly isAwake: boolean; readonly wakesAt: number };
}

/** All that a policy may look at beside its alarms. */
export interface Surroundings {
  readonly fleet: Fleet;
  readonly owner: Owner;
  /** What its draws are keyed by. */
  readonly seed: string;
}

/** A row of the enforcement table as a policy writes it: line, alarm and hand are filled in. */
export type PolicyRow = Omit<GivenRow, "device" | "alarm"> & Pick<EnforcementRow, "from">;

/** A policy at work. */
export interface Reaction {
  /**
   * Answers one alarm. They come in order of time, so what it knows ends with this one; a row that
   * holds before the alarm and its latency is refused.
   */
  react(alarm: PolicyAlarm): readonly PolicyRow[];
}

/** Who can apply a policy. */
export type Hand = EnforcementRow["by"];

/** A network on which something is stopped; `none`: it stops nothing by itself. */
export type Reach = "cellular" | "wlan" | "both" | "none";

/**
 * What follows an alarm, as data and a function from alarms to rows of the enforcement table. It
 * never learns the class of an alarm, the truth, or a later row. Every policy has an option
 * `latency`, from the alarm to its first row. Its fields beside that say who may apply it, which
 * observer's alarms reach him, what it does and on which network: a strategy that asks for more is
 * refused, one whose action misses the network of its alarm is told so.
 */
export interface Policy<P extends Params = Params> {
  readonly name: string;
  readonly summary: string;
  readonly by: Hand;
  /** Views whose alarms whoever applies it hears of. */
  readonly needs: readonly ViewName[];
  readonly acts: readonly Action[];
  readonly reaches: Reach;
  /** It pays back what the line was billed for the case: no byte is saved by it. */
  readonly refunds?: true;
  readonly params: P;
  open(options: OptionsOf<P>, surroundings: Surroundings): Reaction;
}
