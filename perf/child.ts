import { fork } from "node:child_process";
import type { ChildAnswer, ChildTask } from "./child-main.ts";

const ENTRY = new URL(
  import.meta.url.endsWith(".ts") ? "../dist/perf/child-main.js" : "./child-main.js",
  import.meta.url,
);

/** Does a task in a fresh process, so that its start, its compiler and its memory are its own. */
export function runChild(task: ChildTask): Promise<ChildAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(ENTRY, [JSON.stringify(task)], { execArgv: [] });
    let answer: ChildAnswer | undefined;
    child.on("message", (message) => {
      answer = message as ChildAnswer;
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (answer && code === 0) resolve(answer);
      else reject(new Error(`perf: the child for ${JSON.stringify(task)} ended with code ${code}`));
    });
  });
}
