import type { Sink } from "./model.ts";

/** What the next transfers look like. */
export type Pen = Omit<Sink, "reset" | "transfer" | "session">;

/** A plain foreground web transfer. */
export const PLAIN_PEN: Pen = {
  app: 4,
  guess: 4,
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
