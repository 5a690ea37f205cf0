import type { Fleet } from "../datasets/fleet.ts";
import { type GivenOptions, resolveOptions } from "../datasets/options.ts";
import type { ViewBatch, ViewName } from "../datasets/view.ts";
import type { Detector, DetectorSpec, Fitted, RowLabels } from "./detector.ts";
import { checkFitted, isLearner, NOTHING_FITTED } from "./state/learning.ts";

/**
 * Creates a running detector: options resolved and checked, view checked, state allocated. One that
 * learns needs what {@link fitDetector} returned.
 *
 * @example
 * const detector = createDetector(volumeCap, { cap: 2 * GB }, fleet, "charging");
 * detector.observe(batch, scores);
 */
// biome-ignore lint/complexity/useMaxParams: the contract, which callers outside this tree are written to
export function createDetector(
  spec: DetectorSpec,
  given: GivenOptions,
  fleet: Fleet,
  view: ViewName,
  fitted: Fitted = NOTHING_FITTED,
): Detector {
  checkView(spec, view);
  if (isLearner(spec) && fitted === NOTHING_FITTED) {
    throw new RangeError(`${spec.name}: must be given what its fit returned, got nothing`);
  }
  return spec.create(resolveOptions(spec, given), fleet, view, fitted);
}

/** What a detector learns from, and where. */
export interface Lessons {
  readonly batches: Iterable<ViewBatch>;
  /** Looked at only by one that learns from labels. */
  readonly labels: RowLabels | null;
  readonly fleet: Fleet;
  readonly view: ViewName;
}

/** Lets a detector learn; throws where it returns anything but numbers and typed arrays of them. */
export function fitDetector(
  spec: DetectorSpec,
  given: GivenOptions,
  { batches, labels, fleet, view }: Lessons,
): Fitted {
  checkView(spec, view);
  if (!isLearner(spec)) throw new RangeError(`${spec.name}: learns from nothing, and has no fit`);
  const heard = spec.learnsFrom === "labels" ? labels : null;
  return checkFitted(
    spec.name,
    spec.fit?.(batches, heard, resolveOptions(spec, given), fleet, view),
  );
}

function checkView({ name, views }: DetectorSpec, view: ViewName): void {
  if (views.includes(view)) return;
  throw new RangeError(`${name}: view must be one of ${views.join(", ")}, got ${String(view)}`);
}
