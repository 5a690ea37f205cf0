import { codeOf } from "../../datasets/table.ts";
import { APPS } from "../../datasets/vocabularies.ts";
import type { Sink } from "../model.ts";

const UNKNOWN = codeOf(APPS, "unknown", "guest-pen");

/** Lets a sink write what a guest behind the hotspot moves: the phone knows no app for it, and one hop is gone from its time to live. */
export function holdGuestPen(sink: Sink, ttl: number, osFingerprint: number): void {
  sink.app = UNKNOWN;
  sink.foreground = 0;
  sink.tethered = 1;
  sink.ttl = ttl;
  sink.osFingerprint = osFingerprint;
  sink.network = "cellular-only";
}
