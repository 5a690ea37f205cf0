import { BrokenDataset } from "../../datasets/format/broken-dataset.ts";
import { runFitTask } from "../tasks/fit-task.ts";
import { runFloorTask } from "../tasks/floor-task.ts";
import { runScoreTasks } from "../tasks/score-task.ts";
import { runUnit } from "./unit.ts";
import type { WorkerReply, WorkerRequest } from "./worker.ts";

/*
 * Entry of a worker process: does the work that comes by message, one piece at a time, and ticks
 * while it is at it, so that the harness can tell a slow detector from one that hangs.
 */
const TICK_EVERY_MS = 200;

let ticked = 0;
function tick(): void {
  const now = performance.now();
  if (now - ticked < TICK_EVERY_MS) return;
  ticked = now;
  tell({ tick: true });
}

function tell(reply: WorkerReply): void {
  process.send?.(reply);
}

async function serve(request: WorkerRequest): Promise<void> {
  try {
    if ("unit" in request) tell({ answers: await runUnit(request.unit, tick) });
    else if ("tasks" in request) tell({ scores: runScoreTasks(request.tasks) });
    else if ("fit" in request) tell({ fitted: await runFitTask(request.fit, tick) });
    else tell({ floorScores: runFloorTask(request.floors) });
  } catch (thrown) {
    const isDataset = thrown instanceof BrokenDataset;
    const { message, stack = message } =
      thrown instanceof Error ? thrown : new Error(String(thrown));
    tell({ broken: isDataset ? message : stack, isDataset });
  }
}

process.on("message", (request: WorkerRequest) => void serve(request));
// A terminal sends Ctrl-C to the whole group: the parent hears it too, and ends this process.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit(0));
