import { suggest } from "../datasets/nearest-name.ts";
import type { DetectorSpec } from "./detector.ts";
import { dualCap } from "./rules/dual-cap.ts";
import { volumeCap } from "./rules/volume-cap.ts";
import { btFlowShape } from "./traces/bt-flow-shape.ts";

/** Every detector that ships, family by family, in order of their names. */
export const DETECTORS: readonly DetectorSpec[] = [dualCap, volumeCap, btFlowShape];

/**
 * Finds a detector by its name, and says which was meant when there is none of that name.
 *
 * @example
 * detectorNamed("dual-cap").summary;
 */
export function detectorNamed(name: string): DetectorSpec {
  const spec = DETECTORS.find((detector) => detector.name === name);
  if (spec !== undefined) return spec;
  const names = DETECTORS.map((detector) => detector.name);
  throw new RangeError(`unknown detector ${name}; ${suggest(name, names)}`);
}
