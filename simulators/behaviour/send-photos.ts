import { KB, MB, SECOND } from "../../datasets/sizes.ts";
import { lognormal } from "../chance/samplers.ts";
import type { Random } from "../chance/streams.ts";
import type { Sink } from "../model.ts";

/** Median bytes of a piece, a photo or a part of a clip, and ln-sigma (cited: a photo is 1.3 to 8 MB). */
const OBJECT = 4 * MB;
const OBJECT_SIGMA = 0.9;
/** Nothing smaller is sent by itself (chosen). */
const LEAST = 100 * KB;
/** Median pause between two, ms, and ln-sigma: the app prepares the next (chosen). */
const PAUSE = 1.5 * SECOND;
const PAUSE_SIGMA = 0.8;

/** When to send, how much, and how fast at a moment, bit/s. */
export interface Sending {
  readonly from: number;
  readonly to: number;
  readonly bytes: number;
  /** From when on nothing is sent, though it was to be; absent: never. */
  readonly stop?: number;
  rateAt(t: number): number;
}

/**
 * Sends photos and clips one after the other, large files in parts, so that a lost link costs one of
 * them: each begins when the one before it is through and the
 * next is prepared. Returns the bytes that the time did not suffice for.
 */
export function sendPhotos(sink: Sink, random: Random, sending: Sending): number {
  const { from, to, stop = Infinity, rateAt } = sending;
  let left = sending.bytes;
  for (let t = from; left > 0; ) {
    const size = Math.max(LEAST, Math.round(lognormal(random, OBJECT, OBJECT_SIGMA)));
    const rate = rateAt(t);
    const object = Math.min(left, size, Math.floor((rate * (to - t)) / 8000));
    if (object <= 0) break;
    if (t < stop) sink.transfer(t, object, 0, rate);
    left -= object;
    t += Math.ceil((object * 8000) / rate) + Math.round(lognormal(random, PAUSE, PAUSE_SIGMA));
  }
  return left;
}
