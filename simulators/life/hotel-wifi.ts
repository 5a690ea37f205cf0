import { MINUTE } from "../../datasets/sizes.ts";
import { exponential } from "../chance/samplers.ts";
import { openStream, Random, STREAM_WORDS } from "../chance/streams.ts";

/** How long it is down in the mean, ms (chosen: a captive portal, an access point that starts again). */
const DOWN = 8 * MINUTE;
/** It is never down for less, ms (chosen): what is shorter nobody sees. */
const LEAST = MINUTE;

/**
 * The Wi-Fi of a hotel that comes and goes: for all of a household that stay there at the same
 * moments, keyed by the household and the day.
 */
export class HotelWifi {
  private readonly words = new Uint32Array(STREAM_WORDS);
  private readonly random = new Random();
  private readonly up: number;

  /** `loss` is the share of the time in which it is down, above 0 and at most a half. */
  constructor(seed: string, household: number, loss: number) {
    openStream(seed, household, "hotel-wifi", this.words);
    this.up = (DOWN * (1 - loss)) / loss;
  }

  /** When it is down on a day, in order: pairs of from and to, ms after its midnight. */
  *outages(day: number, length: number): Generator<readonly [from: number, to: number]> {
    const { random, words, up } = this;
    random.seed(words, 0, day);
    for (let at = 0; ; ) {
      const from = at + Math.round(LEAST + exponential(random, up - LEAST));
      const to = from + Math.round(LEAST + exponential(random, DOWN - LEAST));
      if (from >= length) return;
      yield [from, Math.min(to, length)];
      at = to;
    }
  }
}
