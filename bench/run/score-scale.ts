import type { ResolvedOptions } from "../../datasets/options.ts";
import type { DeclaredSpec } from "../runners/module-observer.ts";

/** What a score of 1 stands for, where a detector divides by one of its options. */
export interface ScoreScale {
  readonly option: string;
  readonly unit: string;
  /** The option as it was set: a threshold times this is a number in `unit`. */
  readonly value: number;
}

/** Tells what a score of 1 stands for; null where the detector does not divide by an option. */
export function scoreScale(
  { score, params }: Pick<DeclaredSpec, "score" | "params">,
  options: ResolvedOptions,
): ScoreScale | null {
  const { of: option } = score;
  if (option === undefined || !Object.hasOwn(params, option)) return null;
  return { option, unit: params[option].unit, value: options[option] };
}
