import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import type { Sink } from "../model.ts";

/** What the next transfers look like. */
export type Pen = Omit<Sink, "reset" | "transfer" | "session">;

const WEB = codeOf(APPS, "web");

/** A plain foreground web transfer. */
export const PLAIN_PEN: Pen = {
  app: WEB,
  guess: WEB,
  flows: 4,
  peers: 3,
  hiPortShare: 0,
  foreground: 1,
  tethered: 0,
  ttl: 0,
  osFingerprint: 0,
  packetUp: 120,
  packetDown: 1100,
  network: "any",
};

/** Gives one pen all the properties of another, field by field: a spread would cost ten times more. */
export function copyPen(from: Readonly<Pen>, to: Pen): void {
  to.app = from.app;
  to.guess = from.guess;
  to.flows = from.flows;
  to.peers = from.peers;
  to.hiPortShare = from.hiPortShare;
  to.foreground = from.foreground;
  to.tethered = from.tethered;
  to.ttl = from.ttl;
  to.osFingerprint = from.osFingerprint;
  to.packetUp = from.packetUp;
  to.packetDown = from.packetDown;
  to.network = from.network;
}

/** A pen like that one, and nothing else of its owner. */
export function penOf(owner: Readonly<Pen>): Pen {
  const pen = { ...PLAIN_PEN };
  copyPen(owner, pen);
  return pen;
}
