import { failure } from "./failure.ts";
import { freshKey, keyed } from "./keyed.ts";
import type { OpenObserver } from "./observer.ts";
import { sameScore, scoredTwice } from "./same-score.ts";
import type { Sample } from "./sample.ts";

/** Longest piece of the second look: short, so that most rows stand near a cut. */
const LONGEST = 64;

/** What the first pass answered on a sample, and how to ask again. */
export interface SecondLook {
  readonly open: OpenObserver;
  readonly sample: Sample;
  /** Scores of the first pass, one for each row of the sample. */
  readonly scores: Float64Array;
}

/**
 * Runs a detector of scope device again on a few devices alone, cut into short pieces, and throws
 * `invalid` where it answers anything else than before; more runs then tell which rule was broken.
 * Where it is cut is drawn now, when all its answers are in. A detector that keeps the rules costs
 * one pass over some 40,000 rows.
 */
export async function secondLook(look: SecondLook): Promise<void> {
  const { sample, scores } = look;
  if (sample.length === 0) return;
  const cuts = shortCuts(look, freshKey());
  const short = await pass(look, cuts, sample.length);
  const at = differenceOf(short, scores);
  if (at < 0) return;
  const what = scoredTwice(sample.rows[at], scores[at], short[at]);
  throw failure("invalid", `${await explain(look, cuts, short)} (${what})`);
}

async function explain(
  look: SecondLook,
  cuts: readonly number[],
  short: Float64Array,
): Promise<string> {
  const { length } = look.sample;
  const again = await pass(look, cuts, length);
  if (differenceOf(again, short) >= 0) return "answers otherwise when it runs again";
  const whole = await pass(look, [length], length);
  const cut = differenceOf(whole, short);
  if (cut < 0) return "mixes up devices: a device's scores change when others are left out";
  const prefix = await pass(look, [cut + 1], cut + 1);
  return sameScore(prefix[cut], whole[cut])
    ? "keeps state per batch: scores change when batches are cut elsewhere"
    : "looks ahead: a score changes when the rows behind it are left out";
}

function shortCuts({ sample }: SecondLook, key: number): number[] {
  const lengths: number[] = [];
  for (let from = 0, i = 0; from < sample.length; i++) {
    const length = Math.min(sample.length - from, 1 + (keyed(key, i) % LONGEST));
    lengths.push(length);
    from += length;
  }
  return lengths;
}

async function pass(
  { open, sample }: SecondLook,
  lengths: readonly number[],
  total: number,
): Promise<Float64Array> {
  const answers = new Float64Array(total);
  const observer = await open();
  try {
    let from = 0;
    for (const length of lengths) {
      answers.set(await observer.observe(sample.part(from, length), from), from);
      from += length;
    }
  } finally {
    await observer.close();
  }
  return answers;
}

function differenceOf(a: Float64Array, b: Float64Array): number {
  for (let i = 0; i < a.length; i++) if (!sameScore(a[i], b[i])) return i;
  return -1;
}
