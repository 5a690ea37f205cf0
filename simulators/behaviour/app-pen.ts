import type { Sink } from "../model.ts";
import type { Protocol } from "../protocol.ts";

/** An app that moves something: what it is, how its bytes travel, and whether it is on screen. */
interface AppInUse {
  /** Code of APPS. */
  readonly app: number;
  readonly protocol: Protocol;
  readonly foreground: 0 | 1;
}

/**
 * Lets a sink write what an app of the phone moves, over whatever network the phone is on.
 */
export function holdAppPen(sink: Sink, { app, ...use }: AppInUse): void {
  sink.app = app;
  sink.guess = app;
  sink.protocol = use.protocol;
  sink.foreground = use.foreground;
  sink.network = "any";
}
