import { codeOf } from "../datasets/table.ts";
import { APPS } from "../datasets/vocabularies.ts";
import type { Protocol } from "./protocol.ts";
import { webPage } from "./protocols/web-page.ts";

const WEB = /* @__PURE__ */ codeOf(APPS, "web");

/**
 * What the next transfers look like, as far as a model says it: a new property is added here, and in
 * `engine/transfers.ts` where an observer is to see it. At first a plain foreground page.
 */
export class Pen {
  /** Code of APPS: what the phone itself books the bytes under. A guest's are under no app. */
  app: number = WEB;
  /** Code of APPS: what the probe takes it for, where it can tell. */
  guess: number = WEB;
  /** How the bytes travel: what a probe sees of packets, 5-tuples, remotes and ports follows from it. */
  protocol: Protocol = webPage;
  /** Distinct remotes of a minute where behaviour decides how many; 0 = as the protocol has them. */
  remotes = 0;
  /** 1 while the app is on screen. */
  foreground: 0 | 1 = 1;
  /** Index into the life's terminals: 0 = the phone, others are guests behind its hotspot. */
  terminal = 0;
  /** Which network it takes: whatever the phone is on; only Wi-Fi; or cellular even at home. */
  network: "any" | "wifi-only" | "cellular-only" = "any";
  /** 1 where the phone runs it by itself as an update: it keeps to the hour that its owner set. */
  timed: 0 | 1 = 0;
  /**
   * `data`: bytes are what the app moves, headers included, and the protocol adds what moving them
   * costs. `all`: they are all that the network counts, as a bill on record has them.
   */
  bytes: "data" | "all" = "data";
}

/** Names of all that a pen holds. */
export const PEN_PROPERTIES = /* @__PURE__ */ Object.keys(new Pen()) as (keyof Pen)[];

/** Gives one pen all the properties of another: one by one, several times as fast as by their names. */
export function copyPen(from: Readonly<Pen>, to: Pen): void {
  to.app = from.app;
  to.guess = from.guess;
  to.protocol = from.protocol;
  to.remotes = from.remotes;
  to.foreground = from.foreground;
  to.terminal = from.terminal;
  to.network = from.network;
  to.timed = from.timed;
  to.bytes = from.bytes;
}

/** A pen like that one, and nothing else of its owner. */
export function penOf(owner: Readonly<Pen>): Pen {
  const pen = new Pen();
  copyPen(owner, pen);
  return pen;
}
