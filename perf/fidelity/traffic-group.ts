import type { CaptureKind } from "../real-captures.ts";
import type { ColumnName } from "./compared-columns.ts";

/** One record of a flow log, from the side of the device. */
export interface RealFlow {
  readonly protocol: string;
  readonly remotePort: number;
  readonly up: number;
  readonly down: number;
}

/** What a simulated row must be asked for to tell by which protocol it came. */
export interface SimulatedRow {
  readonly app: string;
  /** Model of the incident or look-alike whose row it is; null for ordinary life. */
  readonly episode: string | null;
  /** The system as its packets tell it is that of a phone. */
  readonly isPhone: boolean;
  readonly up: number;
  readonly down: number;
}

/**
 * Traffic that can be told in real captures and in simulation: what both sides of a comparison are.
 * A row is what one device moved of it in one UTC minute.
 */
export interface TrafficGroup {
  readonly name: string;
  /** Protocols of the simulation that should look like it. */
  readonly protocols: readonly string[];
  /** How it was told in real captures, and in simulation, in words. */
  readonly told: string;
  readonly simulated: string;
  /**
   * Columns by which it was told on one side or both, so that they prove nothing: they are shown, and
   * neither judged nor given to the classifier.
   */
  readonly toldBy: readonly ColumnName[];
  isCapture(name: string, kind: CaptureKind): boolean;
  isFlow(flow: RealFlow): boolean;
  isRow(row: SimulatedRow): boolean;
  /** Leaves out minutes that moved too much or too little; left out itself, all stay. */
  isMinute?(moved: { readonly up: number; readonly down: number }): boolean;
}
