import { DAY, MB } from "../../datasets/sizes.ts";
import { codeOf } from "../../datasets/table.ts";
import { ACCESS, APPS } from "../../datasets/vocabularies.ts";
import { integer, lognormal } from "../chance/samplers.ts";
import type { EmitContext, Sink } from "../model.ts";
import { webPage } from "../protocols/web-page.ts";
import { dataOf } from "./data-of.ts";

const CELLULAR = codeOf(ACCESS, "cellular", "refill-cache");
const FEEDS = (["social", "web", "messaging"] as const).map((word) =>
  codeOf(APPS, word, "refill-cache"),
);
/** Share of a day's mean volume that is fetched again: pictures, scripts and fonts of the apps in daily use (chosen). */
const REFILLED = 0.15;
/** Fetches into which it falls, ln-sigma of their sizes, and mean beside median at that sigma (chosen). */
const [FETCHES, SIGMA, TAIL] = [24, 1, 1.65];
/** No fetch moves more, or less, bytes; and how fast, bit/s (chosen). */
const [MOST, LEAST, RATE] = [50 * MB, 1000, 8_000_000];

/**
 * Fetches again what apps had cached, on a day on which their owner cleared it; on other days, and
 * where nobody clears, nothing. Two phones do not clear on the same day.
 */
export function refillCache({ life, random, day }: EmitContext, sink: Sink): void {
  const { cacheCleared } = life.settings;
  if (cacheCleared === null) return;
  const { device, volumeFactor } = life.persona;
  if ((day + device) % Math.max(1, Math.round(cacheCleared / DAY)) !== 0) return;
  const median = (REFILLED * life.volume.dailyMean * volumeFactor) / FETCHES / TAIL;
  sink.reset();
  sink.protocol = webPage;
  for (let i = 0; i < FETCHES; i++) {
    const app = FEEDS[integer(random, FEEDS.length)] as number;
    const wished = Math.max(LEAST, Math.min(MOST, lognormal(random, median, SIGMA)));
    const start = life.awakeMoment(CELLULAR, random.uniform());
    if (Number.isNaN(start)) return;
    sink.app = app;
    sink.guess = app;
    sink.transfer(Math.floor(start), 0, dataOf(webPage, wished), RATE);
  }
}
