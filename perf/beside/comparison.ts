import type { Machine } from "../machine.ts";
import type { PeerAnswer } from "../peer.ts";

/** What was found, as numbers by name: counts and checksums. Two engines must agree on every one. */
export type Answer = Readonly<Record<string, number>>;

/** One engine's turn at a task. */
export interface Turn {
  readonly version: string;
  /** How much it worked through, in the comparison's unit. */
  readonly units: number;
  /** Least seconds of CPU that the task took, all threads of the process together. */
  readonly cpu: number;
  readonly answer: Answer;
}

/** A task that others do beside us, with the same answer. */
export interface Comparison {
  readonly name: string;
  /** What is counted: points, records, rows. */
  readonly unit: string;
  readonly ours: Ours;
  readonly peers: readonly Peer[];
  /** Work of ours on the same units that answers another question: told for its cost alone. */
  readonly context?: readonly Ours[];
  /** How far two numbers of an answer may lie apart; none where nothing is said. */
  readonly tolerance?: number;
}

/** An engine of ours, which always answers. */
export interface Ours {
  readonly name: string;
  readonly turn: () => Turn;
}

/** Somebody else's engine. */
export interface Peer {
  readonly name: string;
  readonly turn: () => PeerAnswer<Turn>;
}

/** A comparison that can't be made here, and why. */
export interface NotCompared {
  readonly name: string;
  readonly missing: string;
}

/** An engine that took all its turns. */
export interface Contender {
  readonly name: string;
  readonly version: string;
  readonly units: number;
  /** Seconds of CPU of each round. */
  readonly cpu: readonly number[];
  readonly answer: Answer;
}

/** An engine without figures: not there, broken, or with another answer than ours. */
export interface Absent {
  readonly name: string;
  readonly status: "not installed" | "failed" | "other answer";
  readonly why: string;
}

/** What a comparison found. */
export interface Compared {
  readonly name: string;
  readonly unit: string;
  readonly ours: Contender;
  readonly peers: readonly (Contender | Absent)[];
  readonly context: readonly Contender[];
}

/** Others beside us in one run. */
export interface BesideResults {
  readonly machine: Machine;
  readonly quick: boolean;
  readonly rounds: number;
  readonly comparisons: readonly (Compared | NotCompared)[];
}
