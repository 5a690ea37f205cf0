import { terminalOf } from "../life/terminals.ts";
import type { Sink } from "../model.ts";

/** Lets a sink write what a guest behind the hotspot moves: it has no other network than the phone's cellular one. */
export function holdGuestPen(sink: Sink, guest: Parameters<typeof terminalOf>[0]): void {
  sink.terminal = terminalOf(guest);
  sink.network = "cellular-only";
}
