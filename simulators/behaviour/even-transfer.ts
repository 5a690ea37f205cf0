import type { Sink } from "../model.ts";

/** What moves evenly over a stretch of time, and how many 5-tuples and remotes carry it. */
export interface EvenBytes {
  readonly up: number;
  readonly down: number;
  readonly flows: number;
  readonly peers: number;
}

/** A hair faster than even, so that rounding up to whole ms cannot spill into the next minute. */
const HASTE = 1 + 1e-9;

/** Demands bytes at the one rate that spends exactly the time from `from` to `to`; nothing for 0 bytes. */
export function evenTransfer(sink: Sink, from: number, to: number, bytes: EvenBytes): void {
  const { up, down } = bytes;
  if (up + down === 0) return;
  sink.flows = bytes.flows;
  sink.peers = bytes.peers;
  sink.transfer(from, up, down, ((Math.max(up, down) * 8000) / (to - from)) * HASTE);
}
