import { failure } from "./failure.ts";
import { keyed } from "./keyed.ts";
import type { OpenObserver } from "./observer.ts";
import type { Sample } from "./sample.ts";

/** Longest piece of the second look: short, so that most rows stand near a cut. */
const LONGEST = 64;

/** What the first pass answered on a sample, and how to ask again. */
export interface SecondLook {
  readonly open: OpenObserver;
  readonly sample: Sample;
  /** Scores of the first pass, one for each row of the sample. */
  readonly scores: Float64Array;
  readonly key: number;
}

/**
 * Runs a detector again on a few devices alone, cut into short pieces, and throws `invalid` where it
 * answers anything else than before; more runs then tell which rule was broken. A detector that
 * keeps the rules costs one pass over at most 40,000 rows.
 */
export async function secondLook(look: SecondLook): Promise<void> {
  const { sample, scores } = look;
  if (sample.length === 0) return;
  const short = await pass(look, shortCuts(look), sample.length);
  const at = differenceOf(short, scores);
  if (at < 0) return;
  throw failure("invalid", `${await explain(look, short)} (row ${sample.rows[at]})`);
}

async function explain(look: SecondLook, short: Float64Array): Promise<string> {
  const { length } = look.sample;
  const again = await pass(look, shortCuts(look), length);
  if (differenceOf(again, short) >= 0) return "answers otherwise when it runs again";
  const whole = await pass(look, [length], length);
  const cut = differenceOf(whole, short);
  if (cut < 0) return "mixes up devices: a device's scores change when others are left out";
  const prefix = await pass(look, [cut + 1], cut + 1);
  return Object.is(prefix[cut], whole[cut])
    ? "keeps state per batch: scores change when batches are cut elsewhere"
    : "looks ahead: a score changes when the rows behind it are left out";
}

function shortCuts({ sample, key }: SecondLook): number[] {
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
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}
