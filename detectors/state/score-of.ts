import { suggest } from "../../datasets/nearest-name.ts";
import { isQuantity } from "../../datasets/quantity.ts";
import type { DetectorSpec } from "../detector.ts";

/**
 * Throws a RangeError where a spec says wrongly what a score of 1 stands for: by an option that it
 * has not, or although its scores have a unit of their own, when a threshold of 300 MB would be shown
 * as 300 times the option.
 */
export function checkScoreOf({
  name,
  score: { unit, of },
  params,
}: Pick<DetectorSpec, "name" | "score" | "params">): void {
  if (of === undefined) return;
  const names = Object.keys(params);
  if (!names.includes(of)) {
    throw new RangeError(`${name}: score.of must name an option, got ${of}; ${suggest(of, names)}`);
  }
  if (isQuantity(unit)) {
    throw new RangeError(
      `${name}: score.of must be left out where score.unit is a quantity, got of ${of} with unit ${unit}; a score that is a share of ${of} has the unit "share of ${of}"`,
    );
  }
}
