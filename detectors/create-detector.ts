import type { Fleet } from "../datasets/fleet.ts";
import { type GivenOptions, resolveOptions } from "../datasets/options.ts";

import type { ViewName } from "../datasets/view.ts";
import type { Detector, DetectorSpec } from "./detector.ts";

/**
 * Creates a running detector: options resolved and checked, view checked, state allocated.
 *
 * @example
 * const detector = createDetector(volumeCap, { cap: 2 * GB }, fleet, "charging");
 * detector.observe(batch, scores);
 */
export function createDetector(
  spec: DetectorSpec,
  given: GivenOptions,
  fleet: Fleet,
  view: ViewName,
): Detector {
  if (!spec.views.includes(view)) {
    throw new RangeError(
      `${spec.name}: view must be one of ${spec.views.join(", ")}, got ${String(view)}`,
    );
  }
  return spec.create(resolveOptions(spec, given), fleet, view);
}
