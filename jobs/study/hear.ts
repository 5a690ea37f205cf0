import type { ViewBatch } from "../../datasets/view.ts";
import type { Heard } from "./heard.ts";
import { liveLines, type StudyWorld, type Treatment } from "./study-world.ts";
import { openWatch, type SetDetector } from "./watch.ts";

/** Lives some lines while detectors listen; what each of them heard, in order of the detectors. */
export function hear(
  world: StudyWorld,
  lines: readonly number[],
  treatment: Treatment,
  detectors: readonly SetDetector[],
): readonly (readonly Heard[])[] {
  const watches = detectors.map((detector) => openWatch(detector, world));
  const views = [...new Set(watches.map(({ view }) => view))];
  liveLines(world, {
    ...{ lines, treatment, views },
    sink: {
      truth: () => {},
      rows(view, { length, columns }) {
        const batch = { length, ...columns } as unknown as ViewBatch;
        for (const watch of watches) if (watch.view === view) watch.rows(batch);
      },
    },
  });
  return watches.map((watch) => watch.heard());
}
