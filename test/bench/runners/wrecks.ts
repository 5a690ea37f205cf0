import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunStatus } from "../../../bench/runners/failure.ts";

/** A detector that breaks a rule, and the row that it must get. */
export interface Wreck {
  readonly name: string;
  /** Body of `create(options, fleet, view)`; for a program, its command. */
  readonly code: string;
  readonly kind?: "exec-csv";
  readonly status: RunStatus;
  readonly reason: RegExp;
}

/** Every cheater and wreck; `truth` is a file of truth that one of them tries to open. */
export function wrecks(truth: string): readonly Wreck[] {
  const loop = (line: string) =>
    `observe(b, scores) { for (let i = 0; i < b.length; i++) { ${line} } }`;
  return [
    {
      name: "reads-ahead",
      code: `return { ${loop("scores[i] = b.down[Math.min(i + 1, b.length - 1)];")} };`,
      status: "invalid",
      reason: /^looks ahead/,
    },
    {
      name: "state-per-batch",
      code: `return { observe(b, scores) {
        const used = new Map();
        for (let i = 0; i < b.length; i++) {
          used.set(b.device[i], (used.get(b.device[i]) ?? 0) + b.down[i]);
          scores[i] = used.get(b.device[i]);
        }
      } };`,
      status: "invalid",
      reason: /^keeps state per batch/,
    },
    {
      name: "mixes-up-devices",
      code: `let used = 0; return { ${loop("scores[i] = used += b.down[i];")} };`,
      status: "invalid",
      reason: /^mixes up devices/,
    },
    {
      name: "opens-the-truth",
      code: `const secret = process.getBuiltinModule
          ? process.getBuiltinModule("node:fs").readFileSync(${JSON.stringify(truth)})
          : process.binding("fs");
        return { ${loop("scores[i] = secret.length;")} };`,
      status: "error",
      reason: /^may not read \S*truth\S* \(ERR_ACCESS_DENIED\): /,
    },
    {
      name: "writes-to-its-input",
      code: `return { observe(b, scores) { scores.fill(0); b.down.fill(7); } };`,
      status: "invalid",
      reason: /^wrote to its input: column down/,
    },
    {
      name: "hangs",
      // Asleep: a loop without end would take a processor from the others until its time is up.
      code: `return { observe() { Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0); } };`,
      status: "timeout",
      reason: /^gave no answer within 4 s$/,
    },
    {
      name: "crashes-on-the-third-batch",
      code: `let n = 0; return { observe(b, scores) {
        if (++n === 3) process.exit(7);
        scores.fill(0);
      } };`,
      status: "error",
      reason: /exit code 7/,
    },
    {
      name: "eats-memory",
      code: `const kept = []; return { observe(b, scores) {
        for (;;) kept.push(new Float64Array(2e6).fill(1));
      } };`,
      status: "oom",
      reason: /^held more than 200 MB/,
    },
    {
      name: "answers-nan",
      code: `return { ${loop("scores[i] = 0 / 0;")} };`,
      status: "invalid",
      reason: /^the score of row 0 is NaN/,
    },
    {
      name: "answers-too-few-rows",
      code: `return { observe(b, scores) { scores.subarray(1).fill(0); } };`,
      status: "invalid",
      reason: /^the score of row 0 is NaN, or was never written$/,
    },
    {
      name: "prints-garbage",
      kind: "exec-csv",
      code: "while read line; do echo 'Segmentation fault (core dumped)'; done",
      status: "invalid",
      reason: /^printed a line that is not row,score: "Segmentation/,
    },
    {
      name: "forks-a-child-that-outlives-it",
      kind: "exec-csv",
      code: 'setsid sleep 300 & while read line; do if [ -z "$line" ]; then echo; fi; done',
      status: "error",
      reason: /^left a process running after its last answer; killed$/,
    },
    {
      name: "leaves-a-child-and-ends-badly",
      kind: "exec-csv",
      code: 'setsid sleep 300 & while read line; do if [ -z "$line" ]; then echo; fi; done; exit 3',
      status: "error",
      reason: /^left a process running after its last answer; killed$/,
    },
    {
      name: "dates-its-alerts-back",
      kind: "exec-csv",
      code: 'while read line; do if [ -z "$line" ]; then echo 0,1; echo; fi; done',
      status: "invalid",
      reason: /^backdated: named row 0 when row \d+ was delivered/,
    },
  ];
}

/** Writes a wreck as a plug-in and returns what stands behind `-d`. */
export function wreckArgument(folder: string, { name, code, kind }: Wreck): string {
  // Without a fence, so that it is the bench itself that notices, on any machine.
  const keys = `name=${name},view=charging,reads=down,sandbox=off`;
  if (kind === "exec-csv") return `exec-csv:${code}:${keys}`;
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.js`);
  writeFileSync(
    file,
    `export const wreck = {
      name: "${name}", summary: "breaks a rule", views: ["charging"], reads: ["down"],
      detects: [], scope: "device", score: { unit: "bytes", threshold: 1 }, params: {},
      create(options, fleet, view) { ${code} },
    };\n`,
  );
  return file;
}
