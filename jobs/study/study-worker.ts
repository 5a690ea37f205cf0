import { parentPort, workerData } from "node:worker_threads";
import type { Scenario } from "../../simulators/scenario.ts";
import { openWorlds, type StudyPart, studyPart } from "./study-part.ts";

/** What the parent hands to a thread once; parts of the study follow as messages. */
export interface StudySetup {
  readonly scenario: Scenario;
}

const { scenario } = workerData as StudySetup;
const worldOf = openWorlds(scenario);

parentPort?.on("message", async (part: StudyPart) => {
  let told = 0;
  try {
    const report = await studyPart(worldOf(part.seed), part, {
      onProgress(done, total) {
        const share = done / total;
        parentPort?.postMessage({ kind: "step", done: share - told });
        told = share;
      },
    });
    parentPort?.postMessage({ kind: "report", report });
  } catch (error) {
    parentPort?.postMessage({ kind: "error", error });
  }
});
