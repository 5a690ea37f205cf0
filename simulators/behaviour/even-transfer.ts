import type { Sink } from "../model.ts";

/** A hair faster than even, so that rounding up to whole ms cannot spill beyond the stretch. */
const HASTE = 1 + 1e-9;

/** Demands bytes at the one rate that spends exactly the time from `from` to `to`; nothing for 0 bytes. */
export function evenTransfer(
  sink: Sink,
  from: number,
  to: number,
  { up, down }: { readonly up: number; readonly down: number },
): void {
  if (up + down === 0) return;
  sink.transfer(from, up, down, ((Math.max(up, down) * 8000) / (to - from)) * HASTE);
}
