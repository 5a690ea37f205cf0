import type { OptionsOf, Params } from "../datasets/param.ts";
import type { Random } from "./chance/streams.ts";
import type { DeviceLife } from "./life/device-life.ts";
import type { Pen } from "./pen.ts";

/** One thing that a model does on one device. */
export interface Episode {
  readonly start: number;
  readonly end: number;
  /** Only for a look-alike or an unclear case; the engine takes the role's own verdict otherwise. */
  readonly verdict?: "ambiguous" | "ignore";
  /** What a model wants to remember between plan and emit; `endKind`, a code of END_KINDS, also goes into truth. */
  readonly notes?: Readonly<Record<string, number>>;
  /** What the owner does anyway just before or beside what happens: it belongs to no case and no look-alike. */
  readonly everyday?: true;
  /** Private Wi-Fi is down meanwhile, for all that the phone does: from the day on that planned it, whole ms. */
  readonly wifiDown?: Stretch;
}

/** A stretch of time, ms UTC: from its first moment to the first after it. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What set an incident off. Which safeguards did not hold is the engine's to say. */
export interface Cause {
  readonly trigger: string;
  readonly vector: string;
  readonly amplifier: string;
}

/** Where a model draws: one device, one civil day. */
export interface PlanContext {
  /** Who lives here: persona, plan, timeline of this day, settings. */
  readonly life: DeviceLife;
  /** Index of the civil day, 0 = first day of the span. */
  readonly day: number;
  /** First moment of the civil day, ms UTC. */
  readonly dayStart: number;
  /**
   * How much of what it would move is planned for this day: 1, unless a scenario lets it come on over
   * several days. A model that `spreads` plans so much less.
   */
  readonly share: number;
  /** Keyed by seed, device, model and day; nobody else draws from it. */
  readonly random: Random;
}

/** Where a model makes the transfers of one episode. */
export interface EmitContext extends PlanContext {
  readonly episode: Episode;
}

/**
 * Takes the transfers of an episode. It works like a pen: set what the next transfers look like,
 * then write them. Nothing is allocated for a transfer.
 */
export interface Sink extends Pen {
  /** Puts every pen setting back to that of a plain foreground page. */
  reset(): void;
  /**
   * Demands one transfer of whole bytes, not before `start`; at most `rate` bit/s in its heavier
   * direction. The protocol adds what moving them costs, unless the pen says that they are all; the
   * link and the charging plane decide when it ends and whether all of it passes.
   */
  transfer(start: number, up: number, down: number, rate: number): void;
  /** Logs a client in to the operator's WLAN from `start` to `end` and moves the bytes evenly. */
  session(login: WlanLogin): void;
}

/** One session on the operator's WLAN. */
export interface WlanLogin {
  readonly start: number;
  readonly end: number;
  readonly up: number;
  readonly down: number;
  /** Code of PROVINCES. */
  readonly province: number;
  readonly nas: number;
  readonly clientMac: number;
  /** Code of LOGIN_METHODS. */
  readonly method: number;
  /** 1: this device's own phone is the client, so netstats sees the bytes too. */
  readonly own: 0 | 1;
  /** Who logs in gets no code that is sent to the owner; absent: the owner's household does. */
  readonly stranger?: true;
  /** Who logs in knows no password but the first one of the account's block. */
  readonly firstPassword?: true;
  /** How it stops; code of TERMINATE_CAUSES. */
  readonly terminateCause: number;
  /** Its stop is lost on the way: the accounting server closes it by time-out, about a day later. */
  readonly stopLost?: true;
}

/**
 * A traffic model: one behaviour. It plans episodes and emits transfers; it never writes a label:
 * role, bytes, cost and record truth are the engine's.
 */
export interface TrafficModel<P extends Params = Params> {
  readonly name: string;
  readonly version: number;
  readonly summary: string;
  readonly role: "normal" | "incident" | "look-alike";
  /** Incident kind that a look-alike resembles; look-alike that resembles an incident. */
  readonly twin?: string;
  /** For look-alikes: the one cue that tells it from its twin, and why it is legitimate. */
  readonly cue?: string;
  readonly explanation?: string;
  readonly params: P;
  /** It obeys `share`, so that a scenario may let it come on over several days. */
  readonly spreads?: true;
  /** Whether this device can have it at all (a dormant WLAN account, a hotspot ...); asked before any day was lived. */
  eligible?(life: Pick<DeviceLife, "persona">): boolean;
  /**
   * Civil days of the span on which alone it can begin on this device: those of a trip, say; empty
   * where there is none, null where any day will do. Asked like `eligible`.
   */
  days?(life: Pick<DeviceLife, "persona">, options: OptionsOf<P>): readonly number[] | null;
  /** Episodes that begin on this civil day. Normal models are asked for every day, the others for the days that the scenario gives them. */
  plan(context: PlanContext, options: OptionsOf<P>): readonly Episode[];
  emit(context: EmitContext, options: OptionsOf<P>, sink: Sink): void;
  /** For incidents. */
  cause?(context: EmitContext, options: OptionsOf<P>): Cause;
}
