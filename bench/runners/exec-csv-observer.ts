import { VIEW_TABLES, type ViewBatch } from "../../datasets/view.ts";
import type { Limits } from "./foreign-process.ts";
import type { Observer } from "./observer.ts";
import { type ExecRun, programObserver } from "./program-observer.ts";

/**
 * Runs a command that reads CSV: awk, a router's shell, Python without packages.
 *
 * The first line names the columns, `row` first; categories are words, times ms UTC. After each batch
 * comes an empty line, and the command must answer it. Costs about 1 us a row.
 */
export function execCsvObserver(run: ExecRun, limits: Limits): Observer {
  return programObserver(run, limits, (_, write) => {
    const line = lineOf(run);
    write(`row,${run.columns.join(",")}\n`);
    return (batch, first) => {
      const lines: string[] = [];
      for (let i = 0; i < batch.length; i++) lines.push(line(batch, i, first + i));
      write(`${lines.join("\n")}\n\n`);
    };
  });
}

function lineOf({ view, columns }: ExecRun): (batch: ViewBatch, i: number, row: number) => string {
  const words = new Map<string, readonly string[]>();
  for (const { name, vocabulary } of VIEW_TABLES[view].columns) {
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
