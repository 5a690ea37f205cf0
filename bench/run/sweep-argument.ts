import { suggest } from "../../datasets/nearest-name.ts";
import { parseQuantity, quantityExamples } from "../../datasets/quantity.ts";

import type { DeclaredSpec } from "../runners/module-observer.ts";

/** An option that is swept, and its unit. */
export interface SweptOption {
  readonly option: string;
  readonly unit: string;
}

/** A `-d` argument that sweeps one option. */
export interface SweepArgument {
  /** The argument without that option. */
  readonly base: string;
  /** One argument for each value, once the detector is known. Throws on values that are none. */
  points(
    spec: Pick<DeclaredSpec, "name" | "params">,
  ): (SweptOption & { readonly value: number; readonly argument: string })[];
}

/** A double holds no more. */
const MOST_DIGITS = 15;
const MOST_POINTS = 100;
/** Ends that lie further apart than this are stepped by a factor, others by a difference. */
const WIDE = 5;
const SWEPT = /[:,]([A-Za-z][\w-]*)=([^,]*(?:\.\.|\|)[^,]*)(?=,|$)/;

/**
 * Takes `NAME:k=FROM..TO/N` or `NAME:k=A|B|C` apart; null where nothing is swept. Ends are written
 * as the option itself is. N values run from one end to the other, both included: by equal factors
 * where the larger is more than five times the smaller, else by equal differences.
 *
 * @example
 * sweepOf("night-volume:bytes=100MB..2GB/8");
 */
export function sweepOf(text: string): SweepArgument | null {
  if (/^\s*exec(-csv)?:/.test(text)) return null;
  const match = SWEPT.exec(text);
  if (match === null) return null;
  const [whole, option, values] = match;
  if (SWEPT.test(text.slice(match.index + whole.length))) {
    throw new RangeError(`${text}: one option can be swept, not two`);
  }
  const after = text.slice(match.index + whole.length);
  const isFirst = whole.startsWith(":");
  const base = text.slice(0, match.index) + (isFirst ? after.replace(/^,/, ":") : after);
  return {
    base,
    points({ name, params }) {
      if (!Object.hasOwn(params, option)) {
        const near = suggest(option, Object.keys(params));
        throw new RangeError(`${name}: unknown option ${option}; ${near}`);
      }
      const { unit } = params[option];
      return valuesOf(`${name}: ${option}`, values, unit).map((value) => ({
        option,
        unit,
        value,
        argument: text.replace(`${option}=${values}`, `${option}=${value}`),
      }));
    },
  };
}

function valuesOf(what: string, text: string, unit: string): number[] {
  const of = (word: string) => {
    const value = parseQuantity(word, unit);
    if (value !== null) return value;
    const examples = quantityExamples(unit).join(" or ");
    throw new RangeError(`${what} must be swept over values such as ${examples}, got ${word}`);
  };
  if (!text.includes("..")) return text.split("|").map(of);
  const match = /^(.+?)\.\.(.+?)\/(\d+)$/.exec(text);
  if (match === null) {
    throw new RangeError(`${what} must be swept as FROM..TO/N or as A|B|C, got ${text}`);
  }
  const [, first, last, points] = match;
  const n = Number(points);
  const [from, to] = [of(first), of(last)];
  if (n < 2 || n > MOST_POINTS || !(from < to)) {
    throw new RangeError(
      `${what} must be swept upwards over 2 to ${MOST_POINTS} values, got ${text}`,
    );
  }
  const isWide = from > 0 && to / from > WIDE;
  const factor = isWide ? rootOf(to / from, n - 1) : 1;
  const at = (i: number) =>
    isWide ? from * product(factor, i) : from + ((to - from) * i) / (n - 1);
  // Ends stay as they were written; what lies between is rounded to what one reads, and told apart.
  const values = (digits: number) =>
    Array.from({ length: n }, (_, i) =>
      i === 0 ? from : i === n - 1 ? to : Number(at(i).toPrecision(digits)),
    );
  const rises = (list: readonly number[]) =>
    list.every((value, i) => i === 0 || value > list[i - 1]);
  for (let digits = 3; digits < MOST_DIGITS; digits++) {
    const rounded = values(digits);
    if (rises(rounded) && isEven(rounded, isWide)) return rounded;
  }
  return values(MOST_DIGITS);
}

/** Whether no step is more than half as long again as the first, which rounding must not do. */
function isEven(values: readonly number[], isWide: boolean): boolean {
  const steps = values.slice(1).map((value, i) => (isWide ? value / values[i] : value - values[i]));
  return isWide || Math.max(...steps) <= 1.5 * Math.min(...steps);
}

function product(factor: number, times: number): number {
  let all = 1;
  for (let i = 0; i < times; i++) all *= factor;
  return all;
}

/** The n-th root of a ratio above 1, by halving: powers differ between engines in their last bit. */
function rootOf(ratio: number, n: number): number {
  let [low, high] = [1, ratio];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (product(middle, n) < ratio) low = middle;
    else high = middle;
  }
  return high;
}
