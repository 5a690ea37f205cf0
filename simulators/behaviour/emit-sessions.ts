import { codeOf } from "../../datasets/table.ts";
import { ACCESS } from "../../datasets/vocabularies.ts";
import { lognormal, poisson, uniform } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import { type Category, cappedMean } from "../life/presets.ts";
import type { EmitContext, Sink } from "../model.ts";
import type { Protocol } from "../protocol.ts";
import { webPage } from "../protocols/web-page.ts";
import { dataOf } from "./data-of.ts";
import { cellularSessions, placeSession, type Session } from "./sessions.ts";

/** One kind of session of an app: how often, how big, how fast, and how its bytes look. */
export interface SessionKind {
  /** Share of the app's sessions that are of this kind; those of one app add up to 1. */
  readonly share: number;
  /** Median bytes before the preset's size scale, ln-sigma, and least bytes. */
  readonly median: number;
  readonly sigma: number;
  readonly least: number;
  /** Share of the data that goes up lies evenly between the two. */
  readonly upFrom: number;
  readonly upTo: number;
  /** Median rate of the heavier direction, ln-sigma, and least rate: in bit/s, or in shares of the use's rate. */
  readonly rate: number;
  readonly rateSigma: number;
  readonly rateLeast: number;
  /** How its bytes travel. */
  readonly protocol: Protocol;
  /** Says with the pen what else of it is not as the app's. */
  hold?(sink: Sink, random: Random): void;
}

/** How one app is used on one day. */
export interface SessionUse {
  /** Whose share of the volume it is. */
  readonly category: Category;
  /** Code of APPS. */
  readonly app: number;
  /** What the rates of its kinds are shares of, bit/s; they are bit/s themselves without it. */
  readonly rate?: number;
  /** Mean number of sessions a day on private Wi-Fi, which only the phone sees. */
  readonly wifiSessions: number;
  readonly kinds: readonly SessionKind[];
}

const CELLULAR = codeOf(ACCESS, "cellular");
const WIFI = codeOf(ACCESS, "wifi");
const session: Session = { start: 0, up: 0, down: 0, rate: 0, protocol: webPage };

/**
 * Lets the kinds of an app be made once for its options, which are the same for all lines of a run.
 */
export function kindsOnce<Options extends object>(
  make: (options: Options) => readonly SessionKind[],
): (options: Options) => readonly SessionKind[] {
  const made = new WeakMap<Options, readonly SessionKind[]>();
  return (options) => {
    let kinds = made.get(options);
    if (kinds === undefined) {
      kinds = make(options);
      made.set(options, kinds);
    }
    return kinds;
  };
}

/**
 * Emits a day's sessions of an app, on screen: as many on cellular as its share of the person's
 * volume holds, each of one kind, each within the time that its owner is awake on that network.
 */
export function emitSessions(context: EmitContext, use: SessionUse, sink: Sink): void {
  const { category, app, wifiSessions, kinds } = use;
  const { sizeScale, sessionCap } = context.life.volume;
  let meanSize = 0;
  for (const { share, median, sigma } of kinds) {
    if (share > 0) meanSize += share * cappedMean(median * sizeScale, sigma, sessionCap);
  }
  sink.app = app;
  sink.foreground = 1;
  const count = cellularSessions(context, category, meanSize);
  for (let i = 0; i < count; i++) emitSession(context, use, sink, CELLULAR);
  const atHome = poisson(context.random, wifiSessions);
  for (let i = 0; i < atHome; i++) emitSession(context, use, sink, WIFI);
}

function emitSession(
  { life, random }: EmitContext,
  { app, kinds, rate = 1 }: SessionUse,
  sink: Sink,
  access: number,
): void {
  const { sizeScale, sessionCap } = life.volume;
  const kind = kindOf(kinds, random);
  const wished = lognormal(random, kind.median * sizeScale, kind.sigma);
  const bytes = dataOf(kind.protocol, Math.max(kind.least, Math.min(sessionCap, wished)));
  session.up = Math.round(bytes * uniform(random, kind.upFrom, kind.upTo));
  session.down = bytes - session.up;
  session.protocol = kind.protocol;
  session.rate = rate * Math.max(kind.rateLeast, lognormal(random, kind.rate, kind.rateSigma));
  if (!placeSession(life, random, access, session)) return;
  sink.guess = app;
  sink.protocol = kind.protocol;
  kind.hold?.(sink, random);
  sink.transfer(session.start, session.up, session.down, session.rate);
}

function kindOf(kinds: SessionUse["kinds"], random: Random): SessionKind {
  const [only] = kinds;
  if (kinds.length === 1) return only as SessionKind;
  let left = random.uniform();
  for (const kind of kinds) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return only as SessionKind;
}
