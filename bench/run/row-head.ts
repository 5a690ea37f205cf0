import type { LearnsFrom } from "../../detectors/detector.ts";
import { LESSONS } from "../../detectors/state/learning.ts";
import type { Runnable } from "../runners/runnable.ts";
import { trustOf } from "../runners/trust.ts";
import type { Cell } from "./bench-cells.ts";
import type { RowHead } from "./detector-row.ts";
import type { CombinedEntry } from "./entries.ts";
import type { DetectorRow } from "./run-file.ts";
import { scoreScale } from "./score-scale.ts";

/** What all points of one detector's rows have in common. */
export type CommonHead = Omit<RowHead, "point" | "leads" | "reason" | "reproduce">;

/** Says what a detector is, on one view of one dataset. */
export function detectorHead(
  dataset: string,
  { runnable, view, today = false }: Pick<Cell, "runnable" | "view" | "today">,
): CommonHead {
  const { name, spec, options } = runnable;
  return {
    dataset,
    name,
    view,
    role: "detector",
    ...trustOf([runnable]),
    learnsFrom: learnsFromOf([runnable]),
    today,
    options: spelled(spec.params, options),
    detects: spec.detects,
    thresholdUnit: spec.score.unit,
    scoreScale: scoreScale(spec, options),
  };
}

/** Says what a combiner is; it reads whatever its members read. */
export function combinerHead(dataset: string, entry: CombinedEntry): CommonHead {
  return {
    dataset,
    name: entry.name,
    view: null,
    role: "combiner",
    ...trustOf(entry.members),
    learnsFrom: learnsFromOf(entry.members),
    today: false,
    options: entry.options,
    detects: [...new Set(entry.members.flatMap(({ spec }) => spec.detects))],
    thresholdUnit: entry.unit,
    scoreScale: null,
  };
}

/** What a row learned from: a combiner as much as the member that learned most. */
function learnsFromOf(members: readonly Pick<Runnable, "spec">[]): LearnsFrom {
  const lessons = members.map(({ spec }) => spec.learnsFrom ?? "nothing");
  return LESSONS.findLast((each) => lessons.includes(each)) ?? "nothing";
}

/** Options as they were settled, choices by their words. */
function spelled(
  params: Runnable["spec"]["params"],
  options: Runnable["options"],
): DetectorRow["options"] {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, params[name]?.choices?.[value] ?? value]),
  );
}
