import { parseQuantity, quantityExamples } from "../../datasets/quantity.ts";
import type { CombinedEntry, Entry } from "./entries.ts";
import { scoreScale } from "./score-scale.ts";
import { type CallNames, fullName } from "./short-names.ts";

/** Who may be given a threshold. */
export interface Named extends CallNames {
  readonly listed: readonly Entry[];
  readonly combined: readonly CombinedEntry[];
}

/**
 * Reads thresholds that were given by name. One is a number in the unit of the detector's score, as
 * people write it; where a score is a share of one of the detector's options, a value with a unit is
 * taken in that option's: `rate-window=500MB` at a limit of 1 GB is a score of 0.5.
 */
export function givenThresholds(
  given: Readonly<Record<string, string | number>>,
  { listed, combined, names, short }: Named,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [word, value] of Object.entries(given)) {
    const name = fullName("--threshold", word, { names, short });
    if (found.has(name)) throw new RangeError(`--threshold: ${name} is given twice`);
    const entry = listed.find(({ runnable }) => runnable.name === name);
    const unit =
      entry?.runnable.spec.score.unit ?? combined.find((each) => each.name === name)?.unit ?? "";
    const scale = entry ? scoreScale(entry.runnable.spec, entry.runnable.options) : null;
    found.set(name, thresholdOf(`--threshold: ${word}`, value, { unit, scale }));
  }
  return found;
}

function thresholdOf(
  what: string,
  given: string | number,
  { unit, scale }: { unit: string; scale: ReturnType<typeof scoreScale> },
): number {
  const value = parseQuantity(given, unit);
  if (value !== null) return value;
  const own = scale === null ? null : parseQuantity(given, scale.unit);
  if (scale !== null && own !== null && scale.value > 0) return own / scale.value;
  const examples = [...quantityExamples(unit), ...(scale ? quantityExamples(scale.unit) : [])];
  throw new RangeError(
    `${what} must be a number in ${JSON.stringify(unit)}, such as ${examples.join(" or ")}, got ${given}`,
  );
}
