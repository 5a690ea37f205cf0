import type { Readable } from "node:stream";
import type { ViewBatch, ViewColumn, ViewName } from "../../datasets/view.ts";
import { openAnswers } from "./answers.ts";
import { byteQueue } from "./byte-queue.ts";
import { failure } from "./failure.ts";
import { fenced, isUnlaid } from "./fence.ts";
import { type Limits, startForeign } from "./foreign-process.ts";
import { leftBehind } from "./module-observer.ts";
import type { Observer } from "./observer.ts";
import { sparseAnswers } from "./sparse-answers.ts";

/** A command behind a pipe, and what it is told. */
export interface ExecRun {
  /** Given to `sh -c`. */
  readonly command: string;
  readonly view: ViewName;
  readonly columns: readonly ViewColumn[];
  /** Folders that a fence keeps from it; null runs it without one. */
  readonly hidden: readonly string[] | null;
}

/** Sends a batch whose first row has the ordinal `first`. */
export type Send = (batch: ViewBatch, first: number) => void;

const ADVICE =
  "a program answers each batch before it is given the next, ends each answer (an empty line, or one Arrow record batch) and flushes its output";

/**
 * Runs a command in lockstep: it is sent a batch, and no other before it has answered. That makes the
 * answer honest: what it has not been sent it can't know. Rows that it does not name score
 * -Infinity. How a batch is written is up to `openSend`; how answers are read see `openAnswers`.
 */
export function programObserver(
  run: ExecRun,
  limits: Limits,
  openSend: (run: ExecRun, write: (bytes: Uint8Array | string) => void) => Send,
): Observer {
  const { hidden } = run;
  let talk = openTalk(run, limits, openSend);
  let isOver = false;
  let hasAnswered = false;
  /** Waits; a fence that could not be laid out is laid again, as long as nothing was answered. */
  const answered = async (ask: () => Promise<void>): Promise<void> => {
    for (let tries = 1; ; tries++) {
      try {
        await ask();
        hasAnswered = true;
        return;
      } catch (thrown) {
        const isLast = hidden === null || hasAnswered || tries === MOST_TRIES;
        if (isLast || !isUnlaid(thrown)) throw thrown;
        talk.end();
        talk = openTalk(run, limits, openSend);
      }
    }
  };
  return {
    async observe(batch, first) {
      try {
        await answered(async () => {
          talk.given.open(first, batch.length);
          talk.send(batch, first);
          await talk.program.wait(talk.answers.next(batch.length));
        });
      } catch (thrown) {
        isOver = true;
        // What it still prints must not be read on, nor parsed: others are waiting.
        talk.end();
        throw thrown;
      }
      return talk.given.scores;
    },
    async close() {
      if (isOver) return;
      try {
        await answered(() => talk.program.finish());
        const more = talk.answers.rest();
        if (more !== null) throw failure("invalid", `printed more after its last batch: ${more}`);
      } finally {
        const others = talk.end();
        // Behind a fence everything ends with the program, and may still be at it.
        if (hidden === null) leftBehind(others);
      }
    },
  };
}

/** How often a program is started whose fence could not be laid out. */
const MOST_TRIES = 5;

/** A program that runs, and what goes to and fro. */
function openTalk(
  run: ExecRun,
  limits: Limits,
  openSend: (run: ExecRun, write: (bytes: Uint8Array | string) => void) => Send,
) {
  const { command, hidden } = run;
  const [file, args] =
    hidden === null ? (["/bin/sh", ["-c", command]] as const) : fenced(command, hidden);
  const stdio = ["pipe", "pipe", "pipe"] as const;
  const program = startForeign({ file, args, stdio, advice: ADVICE }, limits);
  const { stdin, stdout } = program.child;
  const queue = byteQueue(stdout as Readable);
  const given = sparseAnswers();
  const answers = openAnswers(queue, given);
  const send = openSend(run, (bytes) => stdin?.write(bytes));
  const end = () => {
    queue.close();
    return program.end();
  };
  return { program, given, answers, send, end };
}
