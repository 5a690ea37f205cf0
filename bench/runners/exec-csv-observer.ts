import type { Readable } from "node:stream";
import {
  VIEW_TABLES,
  type ViewBatch,
  type ViewColumn,
  type ViewName,
} from "../../datasets/view.ts";
import { byteQueue } from "./byte-queue.ts";
import { failure } from "./failure.ts";
import { type Limits, startForeign } from "./foreign-process.ts";
import { leftBehind } from "./module-observer.ts";
import type { Observer } from "./observer.ts";
import { parseAnswer, sparseAnswers } from "./sparse-answers.ts";

/** A command behind a pipe, and what it is told. */
export interface ExecRun {
  /** Given to `sh -c`. */
  readonly command: string;
  readonly view: ViewName;
  readonly columns: readonly ViewColumn[];
}

/**
 * Runs a command that reads CSV and prints `row,score` lines: awk, a router's shell, Python without
 * packages.
 *
 * The first line names the columns, `row` first; categories are words. After each batch comes an
 * empty line, and the command must answer it with an empty line (flushed) behind its scores. That
 * lockstep is what makes the answer honest: what it has not been sent it can't know. Rows that it
 * does not name score -Infinity. Costs about 1 us a row.
 */
export function execCsvObserver(run: ExecRun, limits: Limits): Observer {
  const program = startForeign("/bin/sh", ["-c", run.command], limits, ["pipe", "pipe", "pipe"]);
  const queue = byteQueue(program.child.stdout as Readable);
  const answers = sparseAnswers();
  const line = lineOf(run);
  program.child.stdin?.write(`row,${run.columns.join(",")}\n`);
  let isOver = false;

  const readAnswers = async () => {
    for (;;) {
      const text = await queue.line();
      if (text === null) return new Promise<never>(() => {});
      if (text.trim() === "") return;
      answers.set(...parseAnswer(text));
    }
  };
  return {
    async observe(batch, first) {
      answers.open(first, batch.length);
      const lines: string[] = [];
      for (let i = 0; i < batch.length; i++) lines.push(line(batch, i, first + i));
      program.child.stdin?.write(`${lines.join("\n")}\n\n`);
      try {
        await program.wait(readAnswers());
      } catch (thrown) {
        isOver = true;
        throw thrown;
      }
      return answers.scores;
    },
    async close() {
      try {
        if (!isOver) await program.finish();
      } finally {
        const others = program.end();
        if (!isOver) leftBehind(others);
      }
      const more = isOver ? null : await queue.line();
      if (more !== null && more.trim() !== "") {
        throw failure("invalid", `printed more after its last batch: ${JSON.stringify(more)}`);
      }
    },
  };
}

function lineOf({ view, columns }: ExecRun): (batch: ViewBatch, i: number, row: number) => string {
  const words = new Map<string, readonly string[]>();
  for (const { name, vocabulary } of VIEW_TABLES[view].columns as readonly {
    name: string;
    vocabulary?: readonly string[];
  }[]) {
    if (vocabulary) words.set(name, vocabulary);
  }
  return (batch, i, row) => {
    let text = String(row);
    for (const name of columns) {
      const value = batch[name][i];
      text += `,${words.get(name)?.[value] ?? value}`;
    }
    return text;
  };
}
