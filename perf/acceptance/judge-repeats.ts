import type { RunFile } from "../../bench/run/run-file.ts";
import type { Claim } from "./claim.ts";

/** Most seconds that the default bench may take on two cores, generation and report included. */
const MOST_SECONDS = 90;

/** The default bench, made anew, made again, and made by one worker. */
export interface Repeats {
  readonly first: RunFile;
  readonly again: RunFile;
  readonly alone: RunFile;
  /** Wall time of the first, as its user waits for it. */
  readonly seconds: number;
  /** Processes that wanted to run meanwhile: above the cores, the wall time is theirs too. */
  readonly load: number;
}

/** Judges what only several runs decide: that they agree, and how long one takes. */
export function judgeRepeats({ first, again, alone, seconds, load }: Repeats): Claim[] {
  return [
    agreement("two runs of the default bench find the same", first, again),
    agreement("one worker finds the same as two", first, alone),
    {
      claim: `the default bench ends within ${MOST_SECONDS} s, generation and report included`,
      passed: seconds <= MOST_SECONDS,
      found: [`${Math.round(seconds)} s, while ${load} processes wanted to run`],
    },
  ];
}

function agreement(claim: string, one: RunFile, other: RunFile): Claim {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof RunFile)[];
  const differing = names.filter(
    (name) => name !== "timings" && JSON.stringify(one[name]) !== JSON.stringify(other[name]),
  );
  return {
    claim,
    passed: differing.length === 0,
    found: [differing.length === 0 ? "equal but for timings" : `differ: ${differing.join(", ")}`],
  };
}
