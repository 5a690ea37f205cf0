/**
 * Loaded by billshock's process before anything else (`--import dies-midway.mjs?deaths=FOLDER&after=BYTES`).
 * The first process that has written so many bytes and is about to write more is killed, the second kills
 * the executor that it works for; all others, and later attempts at the same, live. Each death leaves a file.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";

const asked = new URL(import.meta.url).searchParams;
const after = Number(asked.get("after"));
const VICTIMS = { child: () => process.pid, executor: () => executorOf(process.ppid) };
let passed = 0;

function pass(bytes) {
  if (passed < after) passed += bytes;
  else die();
}

function die() {
  passed = Number.NEGATIVE_INFINITY;
  for (const [name, victim] of Object.entries(VICTIMS)) {
    try {
      fs.writeFileSync(join(asked.get("deaths"), name), process.argv.join(" "), { flag: "wx" });
    } catch {
      continue; // Another process was first.
    }
    process.kill(victim(), "SIGKILL");
    return;
  }
}

/** The nearest ancestor that is a Java process: Spark starts Python there, and Python us. */
function executorOf(pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  const [, name, parent] = /\((.*)\) \S (\d+)/.exec(stat);
  return name === "java" ? pid : executorOf(Number(parent));
}

const { writeSync } = fs;
fs.writeSync = (...args) => {
  const bytes = writeSync(...args);
  pass(bytes);
  return bytes;
};
syncBuiltinESMExports();

const { stdout } = process;
const write = stdout.write.bind(stdout);
stdout.write = (chunk, ...rest) => {
  pass(chunk.length);
  return write(chunk, ...rest);
};
