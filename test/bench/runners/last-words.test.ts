import { describe, expect, it } from "vitest";
import { lastWords } from "../../../bench/runners/last-words.ts";

const cases: readonly (readonly [what: string, stderr: string, words: string])[] = [
  [
    "a Python traceback whose source names an error first",
    `Traceback (most recent call last):
  File "rule.py", line 3, in <module>
    check_for_errors(Error("a"))
  File "rule.py", line 2, in check_for_errors
KeyError: 'down'
`,
    "KeyError: 'down'",
  ],
  [
    "the last of chained tracebacks",
    `Traceback (most recent call last):
  File "rule.py", line 3, in <module>
ZeroDivisionError: division by zero

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "rule.py", line 5, in <module>
RuntimeError: no such line
`,
    "RuntimeError: no such line",
  ],
  [
    "an exception with a message of several lines",
    `Traceback (most recent call last):
  File "rule.py", line 3, in <module>
polars.exceptions.ColumnNotFoundError: unable to find column "dwon"

Resolved plan until failure:
`,
    'polars.exceptions.ColumnNotFoundError: unable to find column "dwon" Resolved plan until failure:',
  ],
  [
    "a traceback whose beginning is gone, behind a warning",
    `    rows = f(rows)
  File "rule.py", line 3, in f
RecursionError: maximum recursion depth exceeded
`,
    "RecursionError: maximum recursion depth exceeded",
  ],
  [
    "a syntax error",
    `  File "rule.py", line 1
    if x = 1:
       ^
SyntaxError: invalid syntax
`,
    "SyntaxError: invalid syntax",
  ],
  [
    "an error of node",
    `file:///rule.mjs:3
throw new Error("nothing to read");
^

Error: nothing to read
    at file:///rule.mjs:3:7
    at ModuleJob.run (node:internal/modules/esm/module_job:325:25)

Node.js v20.20.2
`,
    "Error: nothing to read",
  ],
  ["a shell", "sh: 1: pyhton3: not found\n", "sh: 1: pyhton3: not found"],
  [
    "a panic of Rust",
    "thread 'main' panicked at src/main.rs:2:5:\nno such column\nnote: run with `RUST_BACKTRACE=1`\n",
    "no such column",
  ],
  ["a warning before the end", "UserWarning: error bars\nout of paper\n", "out of paper"],
  ["nothing", "\n  \n", ""],
];

describe("a program's last words", () => {
  it.each(cases)("are found of %s", (_, stderr, words) => {
    expect(lastWords(stderr)).toBe(words);
  });

  it("are cut where they don't end", () => {
    expect(lastWords("x".repeat(1000)).length).toBeLessThan(310);
  });
});
