// Changes one thing of the source at a time and asks whether a test notices: the share of mutants
// that are killed says how much of what the code does is claimed by a test. Works in a copy of the
// tree. Golden results are left out: they notice everything and explain nothing.
//
//   nice -n 15 node test/mutation/sweep.mjs [--each N] [--again] [TARGET ...]
//
// --each N takes N mutants of each target, drawn evenly and always the same (default 45); --again
// runs the survivors of the last sweep only. Results: runs/mutation.json and the screen.
import { fork } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { copyTree } from "../copy-tree.mjs";
import { mutantsOf } from "./mutants.mjs";
import { TARGETS } from "./targets.mjs";

const root = join(import.meta.dirname, "../..");
const results = join(root, "runs/mutation.json");
/** A mutant whose tests take so many times longer than the untouched source's is stuck. */
const PATIENCE = 6;

const { values, positionals } = parseArgs({
  options: { each: { type: "string", default: "45" }, again: { type: "boolean" } },
  allowPositionals: true,
});
const names = positionals.length > 0 ? positionals : Object.keys(TARGETS);
const unknown = names.find((name) => !TARGETS[name]);
if (unknown) {
  console.error(`no target ${unknown}; one of ${Object.keys(TARGETS).join(", ")}`);
  process.exit(2);
}

const tree = mkdtempSync(join(tmpdir(), "billshock-mutation-"));
copyTree(tree);
let runner;
process.on("exit", () => {
  runner?.kill("SIGKILL");
  rmSync(tree, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(130));

async function openRunner() {
  runner = fork(join(import.meta.dirname, "runner.mjs"), [tree], {
    cwd: tree,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  await new Promise((resolve) => runner.once("message", resolve));
}

/** Runs the tests; who noticed, or "timeout" where they never came back. */
function ask(changed, tests, patience) {
  return new Promise((resolve) => {
    const done = (answer) => {
      clearTimeout(timer);
      runner.removeAllListeners();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      runner.kill("SIGKILL");
      done("timeout");
    }, patience);
    runner.once("message", ({ killers, errors }) =>
      done(killers.map((file) => basename(file))[0] ?? (errors > 0 ? "an error" : null)),
    );
    runner.once("exit", () => done("a crash"));
    runner.send({ changed: changed.map((file) => join(tree, file)), tests });
  });
}

function drawn(name, each) {
  const folder = join(root, name);
  const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".ts"));
  const order = ({ file, start, text }) =>
    createHash("sha256").update(`${file} ${start} ${text}`).digest("hex");
  const all = files.flatMap((path) => {
    const file = join(name, path);
    const source = readFileSync(join(root, file), "utf8");
    return mutantsOf(source).map((mutant) => {
      const line = source.slice(0, mutant.start).split("\n").length;
      const was = source.slice(mutant.start, mutant.end);
      return { file, line, was, ...mutant };
    });
  });
  const keyed = all.map((mutant) => [order(mutant), mutant]).sort(([a], [b]) => (a < b ? -1 : 1));
  return { of: all.length, mutants: keyed.slice(0, each).map(([, mutant]) => mutant) };
}

const record = existsSync(results) ? JSON.parse(readFileSync(results, "utf8")) : {};
await openRunner();
for (const name of names) {
  const tests = TARGETS[name];
  const started = Date.now();
  const broken = await ask([], tests, 600_000);
  if (broken !== null) throw new Error(`${name}: tests fail on the untouched source (${broken})`);
  const patience = 20_000 + PATIENCE * (Date.now() - started);
  const { of, mutants } = values.again
    ? { of: record[name].of, mutants: record[name].mutants.filter(({ killer }) => !killer) }
    : drawn(name, Number(values.each));
  let last = mutants[0]?.file;
  for (const mutant of mutants) {
    const { file, line, was, start, end, text } = mutant;
    const path = join(tree, file);
    const source = readFileSync(join(root, file), "utf8");
    if (source.slice(start, end) !== was) {
      mutant.killer = "gone: the source has changed";
      continue;
    }
    writeFileSync(path, source.slice(0, start) + text + source.slice(end));
    const killer = await ask([file, last], tests, patience);
    last = file;
    writeFileSync(path, source);
    if (killer === "timeout" || killer === "a crash") await openRunner();
    mutant.killer = killer;
    console.log(
      `${killer ?? "SURVIVES"}  ${file}:${line}  ${was.replaceAll(/\s+/g, " ").slice(0, 60)} -> ${text}`,
    );
  }
  record[name] = {
    of,
    mutants: values.again
      ? record[name].mutants.map((old) => mutants.find((m) => same(m, old)) ?? old)
      : mutants,
  };
  const killed = record[name].mutants.filter(({ killer }) => killer).length;
  console.log(`${name}: ${killed} of ${record[name].mutants.length} killed, drawn from ${of}`);
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, `${JSON.stringify(record, null, 2)}\n`);
}
process.exit(0);

function same(a, b) {
  return a.file === b.file && a.start === b.start && a.text === b.text;
}
