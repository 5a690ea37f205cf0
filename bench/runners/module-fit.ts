import type { Values } from "../../datasets/table.ts";
import type { Fitted } from "../../detectors/detector.ts";
import { checkFitted } from "../../detectors/state/learning.ts";
import type { Lesson } from "./calibration-rows.ts";
import { fittedOf } from "./fitted-file.ts";
import type { Limits } from "./foreign-process.ts";
import { LABELS } from "./frames.ts";
import {
  leftBehind,
  type ModulePlugin,
  type ModuleRun,
  startModule,
  wholeFleet,
} from "./module-observer.ts";

/**
 * Lets a plug-in learn in a process of its own, to which the rows of the calibration lines come
 * through a pipe when it asks for them: it can open no file, and no other line's rows ever reach it.
 * The process ends with it, so that nothing but what `fit` returned finds its way to `create`.
 */
export async function moduleFit(
  plugin: ModulePlugin,
  { options, fleet, view, columns }: Omit<ModuleRun, "fitted">,
  lessons: Iterator<Lesson>,
  limits: Limits,
): Promise<Fitted> {
  const talk = startModule(plugin, limits);
  try {
    await talk.ask({ ask: "describe" }, {});
    const { numbers, arrays } = wholeFleet(fleet);
    let reply = await talk.ask({ ask: "fit", view, options, columns, fleet: numbers }, arrays);
    while (reply.head["want"] === "batch") {
      const next = lessons.next();
      if (next.done === true) {
        reply = await talk.ask({ ask: "end" }, {});
        continue;
      }
      const { batch, incident } = next.value;
      const sent: Record<string, Values> = Object.fromEntries(
        columns.map((name) => [name, batch[name]]),
      );
      if (incident !== null) sent[LABELS] = incident;
      reply = await talk.ask({ ask: "batch", length: batch.length }, sent);
    }
    const found = reply.head["numbers"] as Parameters<typeof fittedOf>[0];
    const fitted = checkFitted("fit", fittedOf(found, reply.columns));
    leftBehind(talk.process.end());
    return fitted;
  } finally {
    talk.process.end();
  }
}
