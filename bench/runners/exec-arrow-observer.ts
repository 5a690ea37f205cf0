import { openArrowStream } from "./arrow-stream.ts";
import type { Limits } from "./foreign-process.ts";
import type { Observer } from "./observer.ts";
import { type ExecRun, programObserver } from "./program-observer.ts";

/**
 * Runs a command that reads an Arrow IPC stream of the view: the declared columns behind `row`, one
 * record batch at a time, and no other before it has answered.
 */
export function execArrowObserver(run: ExecRun, limits: Limits): Observer {
  return programObserver(run, limits, ({ view, columns }, write) => {
    const stream = openArrowStream(view, columns, write);
    return (batch, first) => stream.write(batch, first);
  });
}
