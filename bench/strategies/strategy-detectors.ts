import { suggest } from "../../datasets/nearest-name.ts";
import { type Optioned, resolveOptions } from "../../datasets/options.ts";
import type { ViewName } from "../../datasets/view.ts";
import { optionsOf } from "../../datasets/yaml/yaml-options.ts";
import type { Problems } from "../../datasets/yaml/yaml-problems.ts";
import { DETECTORS } from "../../detectors/catalogue.ts";
import type { DetectorSpec } from "../../detectors/detector.ts";
import { isLearner } from "../../detectors/state/learning.ts";
import type { StrategyDetector } from "../strategy.ts";
import { type Entry, entryOf, type Given } from "./entry.ts";
import { FLOOR_WATCHERS } from "./floor-watchers.ts";

/** Keys of an entry that are no options of its detector. */
const OWN_KEYS = ["use", "view", "budget", "threshold"];

/** What an entry may name: a detector, or a floor that people live by. */
interface Watcher extends Optioned {
  readonly views: readonly ViewName[];
  readonly spec: DetectorSpec | null;
}

const WATCHERS: readonly Watcher[] = [
  ...DETECTORS.map((spec) => ({ ...spec, spec })),
  ...FLOOR_WATCHERS.map((floor) => ({ ...floor, views: [floor.view], spec: null })),
];

/** Reads whose alarms a strategy listens to. */
export function strategyDetectors(
  problems: Problems,
  given: readonly Given[],
): readonly StrategyDetector[] {
  return given.flatMap((each, i) => {
    const entry = entryOf(problems, each, ["detectors", i], { what: "detector", units: WATCHERS });
    return entry === undefined ? [] : (detectorOf(problems, entry) ?? []);
  });
}

function detectorOf(
  problems: Problems,
  { unit, path, rest }: Entry<Watcher>,
): StrategyDetector | undefined {
  const { view: asked, budget, threshold, ...options } = rest;
  const { name, views, spec } = unit;
  const given = optionsOf(problems, { unit, path, more: OWN_KEYS }, options);
  if (spec !== null && (isLearner(spec) || spec.scope === "fleet")) {
    const why = isLearner(spec) ? "learns from other lines" : "looks at many lines at once";
    problems.at(path, `must follow from the line alone, got ${name}, which ${why}`);
    return undefined;
  }
  const view = asked ?? views[0];
  if (!(views as readonly unknown[]).includes(view)) {
    const near = suggest(String(view), views);
    problems.at([...path, "view"], `must be a view that ${name} reads, got ${view}; ${near}`);
  }
  if (asked === undefined && views.length > 1) {
    problems.at(path, `must say on which view ${name} runs: ${views.join(", ")}`);
  }
  if (budget !== undefined && threshold !== undefined) {
    problems.at([...path, "budget"], "must stand alone, got a threshold as well");
  }
  return {
    ...{ use: name, view: view as ViewName, options: resolveOptions(unit, given) },
    threshold: numberOr(problems, [...path, "threshold"], threshold),
    budget: numberOr(problems, [...path, "budget"], budget),
    isFloor: spec === null,
  };
}

function numberOr(problems: Problems, path: readonly PropertyKey[], value: unknown): number | null {
  if (value === undefined) return null;
  if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
  problems.at(path, `must be a number of at least 0, got ${value}`);
  return null;
}
